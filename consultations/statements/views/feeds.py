"""Feeds: of all principles or recommendations, and of one."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.statements import queries
from consultations.statements.enums import PLURALS, Standing
from consultations.statements.models import ProgressNote, Statement, Version
from consultations.statements.views.who import kind_of, statement_or_404
from core.feeds import Entry, atom

ENTRIES = 50


@require_safe
def all_of_a_kind(request: HttpRequest, place: str) -> HttpResponse:
    """New versions, and what became of them."""
    plural = str(PLURALS[kind_of(place)])
    return atom(
        request,
        name=place,
        title=plural,
        subtitle=_("New versions, and notes of progress."),
        page=reverse("statements:list", args=[place]),
        entries=newest(queries.shown().filter(kind=kind_of(place))),
    )


@require_safe
def one(request: HttpRequest, place: str, number: int) -> HttpResponse:
    statement = statement_or_404(place, number)
    return atom(
        request,
        name=f"statement/{statement.reference}",
        title=f"{statement.reference}: {statement.current.title if statement.current else ''}",
        subtitle=_("New versions, and notes of progress."),
        page=statement.get_absolute_url(),
        entries=newest(Statement.objects.filter(pk=statement.pk)),
    )


def newest(statements: QuerySet[Statement]) -> list[Entry]:
    """Return the last versions and notes of some statements, the newest first: two queries."""
    versions = queries.versions_of(statements).select_related("statement").order_by("-published_at", "-pk")[:ENTRIES]
    notes = (
        ProgressNote.objects.filter(statement__in=statements.values("pk"))
        .select_related("statement")
        .order_by("-written_at", "-pk")[:ENTRIES]
    )
    return sorted([*_of_versions(versions), *_of_notes(notes)], key=lambda entry: entry.updated, reverse=True)[:ENTRIES]


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
