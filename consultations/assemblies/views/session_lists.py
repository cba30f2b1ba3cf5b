"""The sessions of a body, and the calendars and feeds that tell of them: of all, of a body, or of one."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.assemblies.enums import NOT_OVER
from consultations.assemblies.models import SessionPage
from consultations.assemblies.presenters import session_news as news
from consultations.assemblies.presenters import sessions as as_lists
from consultations.assemblies.queries import sessions as queries
from consultations.assemblies.queries.bodies import sessions_shown
from consultations.assemblies.views.doors import shown_body_or_404, shown_session_or_404
from core.calendars import calendar
from core.feeds import atom
from core.lists import first_page, page_asked
from pages.crumbs import crumbs_to

SESSIONS_A_PAGE = 20


@require_safe
def sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """Those to come, the next first, and those that are over, the last first. Its parameter: page, of those that are over."""
    body = shown_body_or_404(pk)
    page = page_asked(request, queries.of_body(body).exclude(state__in=NOT_OVER), SESSIONS_A_PAGE)
    if page is None:
        return redirect(first_page(request))
    context = {
        "body": body,
        "page": page,
        "to_come": as_lists.rows_of(queries.to_come(body), request) if page.number == 1 else [],
        "over": as_lists.rows_of(page, request),
        "breadcrumbs": [*crumbs_to(body, request), (body.title, body.get_url(request))],
    }
    return render(request, "assemblies/sessions.html", context)


@require_safe
def calendar_of_all(request: HttpRequest) -> HttpResponse:
    """A calendar of every session."""
    return _calendar(request, "sessions", _("Sessions of standing bodies"), sessions_shown())


@require_safe
def calendar_of_body(request: HttpRequest, pk: int) -> HttpResponse:
    body = shown_body_or_404(pk)
    return _calendar(request, f"sessions-{body.slug}", body.title, queries.of_body(body))


@require_safe
def calendar_of_session(request: HttpRequest, pk: int) -> HttpResponse:
    session = shown_session_or_404(pk)
    return _calendar(request, f"session-{session.slug}", session.title, sessions_shown().filter(pk=session.pk))


@require_safe
def feed_of_all(request: HttpRequest) -> HttpResponse:
    """Sessions of every body as they are announced and cancelled, their papers and their minutes."""
    return atom(
        request,
        name="bodies/sessions",
        title=_("Sessions of standing bodies"),
        subtitle=_("Sessions as they are announced, moved and cancelled, their papers and their minutes."),
        page=reverse("assemblies:list"),
        entries=news.entries_of(request, sessions_shown()),
    )


@require_safe
def feed_of_body(request: HttpRequest, pk: int) -> HttpResponse:
    """Sessions as they are announced, moved and cancelled, their papers and their minutes."""
    body = shown_body_or_404(pk)
    return atom(
        request,
        name=f"body/{body.pk}/sessions",
        title=_("Sessions: %(body)s") % {"body": body.title},
        subtitle=_("Sessions as they are announced, moved and cancelled, their papers and their minutes."),
        page=body.get_url(request) or "/",
        entries=news.entries_of(request, queries.of_body(body)),
    )


@require_safe
def feed_of_session(request: HttpRequest, pk: int) -> HttpResponse:
    """The papers and minutes of one session, and that it was announced, moved or cancelled."""
    session = shown_session_or_404(pk)
    return atom(
        request,
        name=f"session/{session.pk}",
        title=session.title,
        subtitle=_("Papers and minutes of this session."),
        page=session.get_url(request) or "/",
        entries=news.entries_of(request, sessions_shown().filter(pk=session.pk)),
    )


def _calendar(request: HttpRequest, name: str, title: str, rows: QuerySet[SessionPage]) -> HttpResponse:
    return calendar(request, name=name, title=title, happenings=news.happenings_of(request, rows))
