"""The desk of a session, where the secretariat runs it. Whatever needs words is a page of its own."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from consultations.assemblies.domain import agenda, threads
from consultations.assemblies.domain.sessions import change_state
from consultations.assemblies.forms.sessions import OF_ITEM, OF_PAPER, OF_SESSION, SessionForm
from consultations.assemblies.models import AgendaItem, Paper, Proposal, SessionPage
from consultations.assemblies.presenters.session_desk import BY_FORM, desk_of
from consultations.assemblies.views.doors import for_the_secretariat
from core.acts import done
from core.asking import ask, form_page, sent
from core.panels import panels_for
from core.private_pages import private


@for_the_secretariat
@require_safe
def desk(request: StaffRequest, pk: int) -> HttpResponse:
    """State, agenda, papers, who is there, threads, minutes, recording: all on one page."""
    session = _session(pk)
    panels = panels_for("session_desk", request, session)
    return private(
        render(request, "assemblies/session_desk.html", {**desk_of(session, request.user), "panels": panels})
    )


@for_the_secretariat
@require_POST
def state(request: StaffRequest, pk: int) -> HttpResponse:
    """One button: the next state. Its parameter: verb."""
    session, verb = _session(pk), request.POST.get("verb", "")
    if verb in BY_FORM or verb not in {"publish_papers", "go_live", "end"}:
        raise Http404
    return _done(
        request, session, "state", lambda: change_state(session=session, verb=verb, actor=request.user), _("Saved.")
    )


@for_the_secretariat
@require_POST
def item_act(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """One button of an item. Its parameter: do, which is up, down, off, begin or thread."""
    session, row = _session(pk), _item(pk, item)
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "up": (lambda: agenda.move_item(item=row, up=True, by=request.user), _("The order was changed.")),
        "down": (lambda: agenda.move_item(item=row, up=False, by=request.user), _("The order was changed.")),
        "off": (lambda: agenda.take_off(item=row, by=request.user), _("It was taken off the agenda.")),
        "begin": (lambda: agenda.begin_item(item=row, by=request.user), _("It has begun.")),
        "thread": (
            lambda: threads.open_thread(session=session, item=row, by=request.user),
            _("It has a live thread now."),
        ),
    }
    if (act := acts.get(request.POST.get("do", ""))) is None:
        raise Http404
    return _done(request, session, "agenda", *act)


@for_the_secretariat
@require_POST
def put_on(request: StaffRequest, pk: int, proposal: int) -> HttpResponse:
    """Put what a member proposed on the agenda."""
    session, row = _session(pk), get_object_or_404(Proposal, pk=proposal)
    act = lambda: agenda.put_on(proposal=row, session=session, by=request.user)  # noqa: E731
    return _done(request, session, "agenda", act, _("It is on the agenda."))


@for_the_secretariat
@require_POST
def thread(request: StaffRequest, pk: int) -> HttpResponse:
    """Open a live thread for the whole session."""
    session = _session(pk)
    act = lambda: threads.open_thread(session=session, by=request.user)  # noqa: E731
    return _done(request, session, "threads", act, _("The session has a live thread now."))


@for_the_secretariat
@form_page
def of_session(request: StaffRequest, pk: int, what: str) -> HttpResponse:
    session = _session(pk)
    return _form(request, session, OF_SESSION[what](sent(request), session=session))


@for_the_secretariat
@form_page
def of_item(request: StaffRequest, pk: int, item: int, what: str) -> HttpResponse:
    session = _session(pk)
    return _form(request, session, OF_ITEM[what](sent(request), session=session, row=_item(pk, item)))


@for_the_secretariat
@form_page
def of_paper(request: StaffRequest, pk: int, paper: int, what: str) -> HttpResponse:
    session, row = _session(pk), get_object_or_404(Paper, session=pk, pk=paper)
    return _form(request, session, OF_PAPER[what](sent(request), session=session, row=row))


def _session(pk: int) -> SessionPage:
    session: SessionPage = get_object_or_404(SessionPage, pk=pk)
    return session


def _item(pk: int, item: int) -> AgendaItem:
    return get_object_or_404(AgendaItem, session=pk, pk=item)


def _form(request: StaffRequest, session: SessionPage, form: SessionForm) -> HttpResponse:
    return ask(request, form, then=_desk_at(session, form.section), back=_("Back to the desk"))


def _done(
    request: StaffRequest, session: SessionPage, section: str, act: Callable[[], object], said: str
) -> HttpResponse:
    done(request, act, said)
    return private(redirect(_desk_at(session, section)))


def _desk_at(session: SessionPage, section: str) -> str:
    return f"{reverse('assemblies:session_desk', args=[session.pk])}#{section}"
