"""All town halls, and the calendars and feeds that tell of them: of all, of a review or of a workstream."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from consultations.townhalls import presenters, queries
from consultations.townhalls.citations import address_of, opening
from consultations.townhalls.enums import OVER, ContributionKind
from consultations.townhalls.models import Contribution, TownHallPage
from core.calendars import Happening, calendar
from core.feeds import Entry, atom
from core.lists import first_page, page_asked
from core.visibility import for_everyone

HALLS_A_PAGE = 20
ENTRIES = 50


@require_safe
def all_town_halls(request: HttpRequest) -> HttpResponse:
    """Those to come, the next first, and those that are over, the last first. Its parameter: page, of those that are over."""
    halls = queries.shown()
    page = page_asked(request, halls.filter(state__in=OVER).order_by("-starts_at", "-pk"), HALLS_A_PAGE)
    if page is None:
        return redirect(first_page(request))
    to_come = halls.exclude(state__in=OVER).order_by("starts_at", "pk")
    context = {
        "page": page,
        "to_come": presenters.rows_of(to_come, request) if page.number == 1 else [],
        "over": presenters.rows_of(page, request),
        "breadcrumbs": [(_("Home"), "/")],
    }
    return render(request, "townhalls/list.html", context)


@require_safe
def calendar_file(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A calendar of all town halls, of one, or of a review's or a workstream's."""
    page = _page(pk)
    return calendar(
        request,
        name=f"town-halls-{page.slug}" if page else "town-halls",
        title=page.title if page else _("Town halls"),
        happenings=happenings_of(request, page),
    )


@require_safe
def feed(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Town halls as they are announced: all, or a review's or a workstream's."""
    page = _page(pk)
    return atom(
        request,
        name=f"town-halls/{page.pk}" if page else "town-halls",
        title=_("Town halls: %(of)s") % {"of": page.title} if page else _("Town halls"),
        subtitle=_("Town halls as they are announced."),
        page=(page.get_url(request) or "/") if page else reverse("townhalls:list"),
        entries=entries_of(request, page),
    )


@require_safe
def questions_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked in one town hall, and again when it is answered."""
    page = _page(pk)
    hall = _of(page).filter(pk=pk).first()
    if hall is None:
        raise Http404
    rows = queries.in_public(hall).exclude(kind=ContributionKind.REPLY).order_by("-published_at", "-pk")[:ENTRIES]
    return atom(
        request,
        name=f"town-hall/{hall.pk}",
        title=hall.title,
        subtitle=_("What is asked in this town hall, and what was answered."),
        page=hall.get_url(request) or "/",
        entries=[_said(row) for row in rows],
    )


def entries_of(request: HttpRequest, page: Page | None) -> list[Entry]:
    """Return town halls as they were announced: all, or those of a page."""
    return [_entry(hall, request) for hall in _of(page).order_by("-first_published_at")[:ENTRIES]]


def happenings_of(request: HttpRequest, page: Page | None) -> list[Happening]:
    """Return the days of town halls: of all, or of those of a page."""
    return [_happening(hall, request) for hall in _of(page).order_by("-starts_at")[:ENTRIES]]


def _page(pk: int | None) -> Page | None:
    if pk is None:
        return None
    page = for_everyone(Page.objects.filter(pk=pk)).first()
    if page is None:
        raise Http404
    return page


def _of(page: Page | None) -> QuerySet[TownHallPage]:
    """Return the town halls that everybody may see: all, or what is at or under a page, or belongs to it."""
    halls = queries.shown()
    if page is None:
        return halls
    return halls.filter(TownHallPage.objects.all().descendant_of_q(page, inclusive=True) | Q(workstream=page.pk))


def _changed(hall: TownHallPage) -> datetime:
    return hall.last_published_at or hall.first_published_at or hall.starts_at


def _happening(hall: TownHallPage, request: HttpRequest) -> Happening:
    return Happening(
        key=f"town-hall/{hall.pk}",
        title=hall.title,
        begins=hall.starts_at,
        ends=hall.ends_at,
        address=hall.get_url(request) or "/",
        changed=_changed(hall),
        place=hall.place or hall.joining_link,
        text=hall.summary,
    )


def _entry(hall: TownHallPage, request: HttpRequest) -> Entry:
    return Entry(
        key=f"town-hall/{hall.pk}",
        title=hall.title,
        address=hall.get_url(request) or "/",
        published=hall.first_published_at or hall.starts_at,
        updated=_changed(hall),
        summary=hall.summary,
        categories=(presenters.state_of(hall)["text"],),
    )


def _said(row: Contribution) -> Entry:
    known = presenters.in_public(row)
    return Entry(
        key=f"said/{known.key}",
        title=f"{known.reference} {opening(known.text)}".strip(),
        address=address_of(known),
        published=known.at,
        updated=max(filter(None, (known.at, known.answered_at, row.decided_at))),
        summary=f"{known.text}\n\n{_('Answer')}: {known.answer}" if known.answer else known.text,
        author=known.name,
        categories=(known.state_text,) if known.reference else (),
    )
