"""What frameworks are called beside their keys in the audit log."""

from collections.abc import Collection

from core.log_names import offer_names
from peer_review.frameworks.models import Framework, FrameworkVersion


def offer() -> None:
    """Run once when Django starts."""
    offer_names("frameworks.framework", _frameworks)
    offer_names("frameworks.frameworkversion", _versions)


def _frameworks(keys: Collection[int]) -> dict[int, str]:
    return dict(Framework.objects.filter(pk__in=keys).values_list("pk", "name"))


def _versions(keys: Collection[int]) -> dict[int, str]:
    rows = FrameworkVersion.objects.filter(pk__in=keys).select_related("framework")
    return {row.pk: str(row) for row in rows}
