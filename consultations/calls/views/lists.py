"""All calls, by phase and kind, and the feeds and calendars of all and of each."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.calls.enums import CallKind, Phase
from consultations.calls.models import CallPage
from consultations.calls.presenters import rows_of
from consultations.calls.queries import by_phase, in_phase
from core.calendars import Happening, calendar
from core.feeds import Entry, atom
from core.lists import page_asked
from core.news import calendar_of, feed_of

CALLS_A_PAGE = 20
ENTRIES = 50
TABS = (Phase.OPEN, Phase.FORTHCOMING, Phase.CLOSED, Phase.OUTCOME)


def all_calls(request: HttpRequest) -> HttpResponse:
    """The list of calls. Its parameters: phase, kind, page; a wrong one is left out."""
    now = timezone.now()
    phase = _one_of(Phase, request.GET.get("phase"))
    kind = _one_of(CallKind, request.GET.get("kind"))
    of_kind = by_phase(now).filter(**({"kind": kind} if kind else {}))
    counts = of_kind.aggregate(**{one.value: Count("pk", filter=Q(phase_now=one)) for one in Phase})
    chosen = of_kind.filter(phase_now=phase) if phase else of_kind
    page = page_asked(request, chosen, CALLS_A_PAGE)
    if page is None:
        return redirect(_address(phase=phase, kind=kind))
    return render(
        request,
        "calls/list.html",
        {
            "page": page,
            "rows": rows_of(page, request, now),
            "views": _views(phase, kind, counts),
            "kinds": [
                {"text": _("All kinds"), "url": _address(phase=phase), "current": kind is None},
                *(
                    {"text": one.label, "url": _address(phase=phase, kind=one), "current": kind is one}
                    for one in CallKind
                ),
            ],
            "phase": phase.label if phase else None,
            "breadcrumbs": [(_("Home"), "/")],
        },
    )


def opening_feed(request: HttpRequest) -> HttpResponse:
    """Calls as they open."""
    now = timezone.now()
    calls = in_phase(Phase.OPEN, now).order_by("-opens_at")[:ENTRIES]
    return atom(
        request,
        name="calls-open",
        title=_("Calls that are open"),
        subtitle=_("Calls for evidence and consultations as they open."),
        page=_address(phase=Phase.OPEN),
        entries=[_entry(call, request, call.opens_at) for call in calls],
    )


def closed_feed(request: HttpRequest) -> HttpResponse:
    """Calls as they close, and again when their outcome is published."""
    now = timezone.now()
    calls = (in_phase(Phase.CLOSED, now) | in_phase(Phase.OUTCOME, now)).order_by("-closes_at")[:ENTRIES]
    return atom(
        request,
        name="calls-closed",
        title=_("Calls that have closed"),
        subtitle=_("Calls for evidence and consultations as they close, and their outcomes."),
        page=_address(phase=Phase.CLOSED),
        entries=[_entry(call, request, call.closes_at) for call in calls],
    )


@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """When calls open and close."""
    calls = by_phase(timezone.now()).order_by("-closes_at", "-pk")[:ENTRIES]
    return calendar(request, name="calls", title=_("Calls"), happenings=happenings_of(calls, request))


@require_safe
def feed_of_call(request: HttpRequest, pk: int) -> HttpResponse:
    """One call as it opens, closes and has its outcome, and what is published of what it was sent."""
    return feed_of(request, "call", get_object_or_404(by_phase(timezone.now()), pk=pk))


@require_safe
def calendar_of_call(request: HttpRequest, pk: int) -> HttpResponse:
    """When one call opens and closes."""
    return calendar_of(request, "call", get_object_or_404(by_phase(timezone.now()), pk=pk))


def entries_of(calls: QuerySet[CallPage], request: HttpRequest) -> list[Entry]:
    """Return calls that have opened as feeds tell them, those that changed last first. Read them by `by_phase`."""
    begun = calls.exclude(phase_now=Phase.FORTHCOMING).order_by("-opens_at", "-pk")[:ENTRIES]
    return [_entry(call, request, call.opens_at if call.phase_now == Phase.OPEN else call.closes_at) for call in begun]


def happenings_of(calls: Iterable[CallPage], request: HttpRequest) -> list[Happening]:
    """Return the moments at which calls open and close."""
    return [one for call in calls for one in _happenings(call, request)]


def _happenings(call: CallPage, request: HttpRequest) -> Iterator[Happening]:
    moments = (("opens", _("Opens: %(call)s"), call.opens_at), ("closes", _("Closes: %(call)s"), call.closes_at))
    for what, title, at in moments:
        yield Happening(
            key=f"call/{call.pk}/{what}",
            title=title % {"call": call.title},
            begins=at,
            ends=None,
            address=call.get_url(request) or "/",
            changed=call.last_published_at or call.first_published_at or at,
            text=call.summary,
        )


def _entry(call: CallPage, request: HttpRequest, published: datetime) -> Entry:
    changed = call.outcome_at or published
    return Entry(
        key=f"call/{call.code}",
        title=call.title,
        address=call.get_url(request) or "",
        published=published,
        updated=max(published, changed),
        summary=call.summary,
        categories=(call.get_kind_display(),),
    )


def _views(phase: Phase | None, kind: CallKind | None, counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"text": _("All"), "url": _address(kind=kind), "count": sum(counts.values()), "current": phase is None},
        *(
            {
                "text": one.label,
                "url": _address(phase=one, kind=kind),
                "count": counts[one.value],
                "current": phase is one,
            }
            for one in TABS
        ),
    ]


def _address(*, phase: Phase | None = None, kind: CallKind | None = None) -> str:
    query = "&".join(f"{name}={value.value}" for name, value in (("phase", phase), ("kind", kind)) if value)
    return reverse("calls:list") + (f"?{query}" if query else "")


def _one_of(names: Any, given: str | None) -> Any:
    return names(given) if given in names.values else None
