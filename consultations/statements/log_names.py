"""What statements are called beside their keys in the audit log."""

from collections.abc import Collection

from consultations.statements.models import Comment, Statement, Version
from core.log_names import offer_names


def offer() -> None:
    """Run once when Django starts."""
    offer_names("statements.statement", _statements)
    offer_names("statements.version", _versions)
    offer_names("statements.comment", _comments)


def _statements(keys: Collection[int]) -> dict[int, str]:
    return {one.pk: one.reference for one in Statement.objects.filter(pk__in=keys)}


def _versions(keys: Collection[int]) -> dict[int, str]:
    rows = Version.objects.filter(pk__in=keys).select_related("statement")
    return {row.pk: f"{row.statement.reference} v{row.number}" for row in rows}


def _comments(keys: Collection[int]) -> dict[int, str]:
    """Nobody who commented is named: where they did is enough to find it."""
    rows = Comment.objects.filter(pk__in=keys).select_related("version__statement")
    return {row.pk: row.version.statement.reference for row in rows}
