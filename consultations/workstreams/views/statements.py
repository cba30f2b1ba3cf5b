"""What a review says, as anyone may read it: lists, a page each, what changed, feeds."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.workstreams import presenters
from consultations.workstreams.enums import StatementKind
from consultations.workstreams.models import StatementVersion
from consultations.workstreams.queries import in_full, shown
from consultations.workstreams.rules import may_draft
from core.feeds import Entry, atom
from core.panels import panels_for

ENTRIES = 50
LONGEST_NUMBER = 4  # digits


@require_safe
def all_of(request: HttpRequest, kind: str) -> HttpResponse:
    """The principles or the recommendations, by chapter, with how each stands."""
    chapters = presenters.by_chapter(shown().filter(kind=kind))
    context = {"chapters": chapters, **_of_kind(kind), "breadcrumbs": [(_("Home"), "/")]}
    return render(request, "workstreams/statements.html", context)


@require_safe
def one(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    statement = _statement(kind, number)
    return render(
        request,
        "workstreams/statement.html",
        {
            **presenters.of_one(statement, request),
            **_of_kind(kind),
            "may_draft": may_draft(request.user, statement),
            "panels": panels_for("statement", request, statement),
            "breadcrumbs": [(_("Home"), "/"), (_of_kind(kind)["title"], reverse(f"workstreams:{kind}s"))],
        },
    )


@require_safe
def changes(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """What changed between two versions, `?from=1&to=2`; without them between the last two."""
    statement = _statement(kind, number)
    versions: list[StatementVersion] = statement.wordings
    last = versions[0].number
    between = [_number(request.GET.get(name, ""), given) for name, given in (("from", last - 1), ("to", last))]
    context = {
        **presenters.of_one(statement, request),
        "choices": [("from", _("From"), between[0]), ("to", _("To"), between[1])],
        "changed": presenters.changed(versions, *between),
        "url": presenters.address_of(statement),
    }
    return render(request, "workstreams/statement_changes.html", context)


@require_safe
def feed(request: HttpRequest, kind: str, number: int | None = None) -> HttpResponse:
    """New versions and progress: of all of a kind, or of one."""
    found: list[Any] = list(in_full(shown().filter(kind=kind) if number is None else _rows(kind, number)))
    if number is not None and not found:
        raise Http404
    entries = sorted((entry for one in found for entry in _entries(one)), key=lambda one: one.updated, reverse=True)
    title = _of_kind(kind)["title"] if number is None else f"{found[0].reference} {found[0].title}"
    return atom(
        request,
        name=f"{kind}s" if number is None else f"{kind}/{number}",
        title=title,
        subtitle=_("New versions, and what became of them."),
        page=reverse(f"workstreams:{kind}s") if number is None else presenters.address_of(found[0]),
        entries=entries[:ENTRIES],
    )


def _rows(kind: str, number: int) -> Any:
    return shown().filter(kind=kind, number=number)


def _statement(kind: str, number: int) -> Any:
    """Return a statement that everybody may read, in full. Raises Http404 for any other."""
    statement = in_full(_rows(kind, number)).first()
    if statement is None:
        raise Http404
    return statement


def _number(text: str, given: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else given


def _of_kind(kind: str) -> dict[str, Any]:
    is_principle = kind == StatementKind.PRINCIPLE
    return {
        "kind": kind,
        "title": _("Principles") if is_principle else _("Recommendations"),
        "singular": _("Principle") if is_principle else _("Recommendation"),
        "feed_url": reverse(f"workstreams:{kind}s_feed"),
    }


def _entries(statement: Any) -> list[Entry]:
    address = presenters.address_of(statement)
    versions = [
        Entry(
            key=f"statement/{statement.reference}/{version.number}",
            title=_("%(reference)s %(title)s, version %(number)d")
            % {"reference": statement.reference, "title": version.title, "number": version.number},
            address=address,
            published=version.published_at,
            updated=version.published_at,
            summary=version.change or version.text,
        )
        for version in statement.wordings
    ]
    steps = [
        Entry(
            key=f"statement/{statement.reference}/progress/{row.pk}",
            title=f"{statement.reference}: {step.standing}",
            address=f"{address}#progress",
            published=presenters.day_of(row.on),
            updated=presenters.day_of(row.on),
            summary=step.text,
        )
        for row, step in zip(statement.steps, presenters.steps_of(statement.steps), strict=True)
    ]
    return versions + steps
