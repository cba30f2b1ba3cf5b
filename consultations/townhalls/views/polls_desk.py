"""Polls as hosts keep them: written, opened, closed, and their words let through."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from consultations.townhalls.domain import polls as verbs
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import PollKind, PollState
from consultations.townhalls.models import Poll, PollChoice
from consultations.townhalls.polls import presenters, queries
from consultations.townhalls.polls.forms import PollForm
from consultations.townhalls.rules import may_moderate
from consultations.townhalls.views.halls import for_hosts, hosted_or_404
from core.asking import form_page
from core.errors import Refused
from core.private_pages import private

MOVES = {"open": verbs.open_poll, "close": verbs.close_poll}
WORDS = {"let_through": verbs.let_through, "hold_back": verbs.hold_back}


@for_hosts
@require_safe
def polls(request: StaffRequest, pk: int) -> HttpResponse:
    """List the polls of a town hall, with what may be done to each."""
    hall = hosted_or_404(request, pk)
    rows = presenters.desk_rows(queries.of_page(hall), request.user)
    context = {"hall": hall, "rows": rows, "kinds": presenters.kinds()}
    return private(render(request, "townhalls/polls_desk.html", context))


@for_hosts
@form_page
def new(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """Write a poll of one kind."""
    hall = hosted_or_404(request, pk)
    if kind not in PollKind.values:
        raise Http404
    form = PollForm(request.POST or None, kind=PollKind(kind))
    if request.method == "POST" and form.is_valid():
        verbs.write(thread=thread_of(hall), asked=form.asked, by=request.user)
        return private(redirect("townhalls:polls_desk", hall.pk))
    context = {"hall": hall, "form": form, "kind": PollKind(kind).label, "title": _("Write a poll")}
    return private(render(request, "townhalls/poll_write.html", context))


@for_hosts
@form_page
def one(request: StaffRequest, pk: int, key: UUID) -> HttpResponse:
    """Edit a draft; show how one that was opened stands, with the words in it."""
    hall, row = hosted_or_404(request, pk), _row(pk, key)
    context = {
        "hall": hall,
        "kind": row.get_kind_display(),
        "poll": presenters.for_staff(row),
        "moves": presenters.moves_of(row, request.user),
        "may_moderate": may_moderate(request.user),
    }
    if row.state != PollState.DRAFT and request.method != "POST":
        return private(render(request, "townhalls/poll_desk.html", context))
    form = PollForm(request.POST or None, kind=PollKind(row.kind), poll=row)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.change(poll=row, asked=form.asked, by=request.user)
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return private(redirect("townhalls:polls_desk", hall.pk))
    context |= {"form": form, "one": context["poll"].one, "title": _("Edit the draft")}
    return private(render(request, "townhalls/poll_write.html", context))


@for_hosts
@require_POST
def move(request: StaffRequest, pk: int, key: UUID) -> HttpResponse:
    """Open a poll or close it."""
    hall, row = hosted_or_404(request, pk), _row(pk, key)
    verb = MOVES.get(request.POST.get("verb", ""))
    if verb is None:
        raise Http404
    try:
        verb(poll=row, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    return private(redirect("townhalls:polls_desk", hall.pk))


@for_hosts
@require_POST
def word(request: StaffRequest, pk: int, key: UUID) -> HttpResponse:
    """Let a word through to the results, or hold it back."""
    hall, row = hosted_or_404(request, pk), _row(pk, key)
    verb, named = WORDS.get(request.POST.get("verb", "")), request.POST.get("word", "")
    if verb is None or not named.isdecimal():
        raise Http404
    choice = get_object_or_404(PollChoice.objects.select_related("poll"), poll=row, pk=named)
    try:
        verb(choice=choice, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    return private(redirect("townhalls:poll_desk", hall.pk, row.key))


def _row(pk: int, key: UUID) -> Poll:
    return get_object_or_404(queries.counted(Poll.objects.filter(thread__page_id=pk)), key=key)
