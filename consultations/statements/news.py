"""Statements as feeds tell of them: new versions, and what became of each."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.statements import queries
from consultations.statements.enums import Standing
from consultations.statements.models import ProgressNote, Statement, Version
from core.feeds import ENTRIES, Entry, newest


def entries_of(statements: QuerySet[Statement]) -> list[Entry]:
    """Return the last versions and notes of some statements, the newest first: two queries."""
    versions = queries.versions_of(statements).select_related("statement").order_by("-published_at", "-pk")[:ENTRIES]
    notes = (
        ProgressNote.objects.filter(statement__in=statements.values("pk"))
        .select_related("statement")
        .order_by("-written_at", "-pk")[:ENTRIES]
    )
    return newest([*_of_versions(versions), *_of_notes(notes)])


def _of_versions(versions: Iterable[Version]) -> Iterator[Entry]:
    for row in versions:
        at: datetime = row.published_at or row.saved_at
        address = reverse("statements:version", args=[row.statement.place, row.statement.number, row.number])
        title = _("%(reference)s: version %(number)d") % {"reference": row.statement.reference, "number": row.number}
        said = "\n\n".join(filter(None, (row.title, row.changed, row.text)))
        yield Entry(
            key=f"statement/{row.statement.reference}/v{row.number}",
            title=title,
            address=address,
            published=at,
            updated=at,
            summary=said,
            author=row.by_whom,
        )


def _of_notes(notes: Iterable[ProgressNote]) -> Iterator[Entry]:
    for row in notes:
        standing = str(Standing(row.standing).label) if row.standing else _("Progress")
        yield Entry(
            key=f"statement/{row.statement.reference}/note/{row.pk}",
            title=f"{row.statement.reference}: {standing}",
            address=f"{row.statement.get_absolute_url()}#progress",
            published=row.written_at,
            updated=row.written_at,
            summary=row.text,
        )
