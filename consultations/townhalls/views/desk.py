"""The desk of moderators and hosts: what is to be read, what waits for an answer, what was decided."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from accounts.rules import demand
from consultations.townhalls.desk import presenters
from consultations.townhalls.desk.forms import (
    AnswerForm,
    AssignForm,
    BulkForm,
    CarryForm,
    DecisionForm,
    DeclineForm,
    EditForm,
    MeasureForm,
    MergeForm,
    NoteForm,
    TopicForm,
    WordsForm,
)
from consultations.townhalls.domain import acts, hosting, moderating
from consultations.townhalls.domain.threads import change_state, thread_of
from consultations.townhalls.enums import MeasureKind, ReasonCode
from consultations.townhalls.models import BannedWords, Contribution, TownHallPage
from consultations.townhalls.presenters import for_staff
from consultations.townhalls.queries import read_along
from consultations.townhalls.rules import may_moderate
from consultations.townhalls.views import undoing
from consultations.townhalls.views.halls import for_hosts, hosted_or_404
from core.acts import carried_out
from core.asking import ask, form_page, sent
from core.errors import NotAllowed, Refused
from core.plain_text import one_line
from core.private_pages import private

# What needs nothing but a button, and what is said of it when it is done.
AT_ONCE: dict[str, tuple[Callable[..., Any], str | Promise]] = {
    "publish": (moderating.publish, gettext_lazy("%(which)s is published.")),
    "keep": (moderating.keep, gettext_lazy("%(which)s stays published.")),
    "claim": (moderating.claim, gettext_lazy("%(which)s is yours for ten minutes.")),
    "release": (moderating.release, gettext_lazy("%(which)s is free for others.")),
    "unmerge": (moderating.unmerge, gettext_lazy("%(which)s stands by itself again.")),
    "answer_now": (hosting.answer_now, gettext_lazy("%(which)s is being answered now, on every screen.")),
    "no_longer_answering": (hosting.no_longer_answering, gettext_lazy("%(which)s waits in the queue again.")),
    "answered_live": (hosting.answered_live, gettext_lazy("%(which)s was answered live.")),
    "take_up_again": (hosting.take_up_again, gettext_lazy("%(which)s waits for an answer again.")),
    "pin": (hosting.pin, gettext_lazy("%(which)s is pinned on top.")),
    "unpin": (hosting.unpin, gettext_lazy("%(which)s is no longer pinned.")),
}
# What is asked for first, on a page of its own.
FORMS: dict[str, tuple[type[DecisionForm], str | Promise]] = {
    "decline": (DeclineForm, gettext_lazy("%(which)s is not published.")),
    "edit": (EditForm, gettext_lazy("%(which)s was edited. Everybody can see the change.")),
    "answer": (AnswerForm, gettext_lazy("%(which)s is answered in writing.")),
    "merge": (MergeForm, gettext_lazy("%(which)s is merged.")),
    "carry": (CarryForm, gettext_lazy("%(which)s is carried over.")),
    "assign": (AssignForm, gettext_lazy("Who is to answer %(which)s was changed.")),
    "topic": (TopicForm, gettext_lazy("What %(which)s is about was changed.")),
}
AT_MOST = 100  # chosen at once


@for_hosts
@require_safe
def desk(request: StaffRequest, pk: int) -> HttpResponse:
    """What has no end yet and what came to one, in three columns."""
    hall = hosted_or_404(request, pk)
    context = presenters.desk_of(hall, request.user, request.GET)
    return private(
        render(request, "townhalls/desk.html", {**context, **undoing.offer(request, hall), **_keys(request)})
    )


@for_hosts
@require_safe
def one(request: StaffRequest, pk: int, key: UUID) -> HttpResponse:
    """All of one contribution: the whole of it, what moderators noted, and each thing that can be done."""
    hall, row = hosted_or_404(request, pk), _row(pk, key)
    return private(render(request, "townhalls/desk_one.html", _of_one(request, hall, row)))


@for_hosts
@require_POST
def act(request: StaffRequest, pk: int, key: UUID) -> HttpResponse:
    """Do what one button says to one contribution."""
    hall, row = hosted_or_404(request, pk), _row(pk, key)
    verb, said = AT_ONCE.get(request.POST.get("verb", ""), (None, ""))
    if verb is None:
        raise Http404
    try:
        done = acts.act(row, lambda: verb(contribution=row, by=request.user))
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        undoing.remember(request, hall, str(said) % {"which": acts.called(row)}, [done])
    return _to_desk(request, hall)


@for_hosts
@form_page
def decide(request: StaffRequest, pk: int, key: UUID, what: str) -> HttpResponse:
    """What needs more than a button has a page of its own."""
    hall, row = hosted_or_404(request, pk), _row(pk, key)
    form_class, said = FORMS[what]
    form = form_class(sent(request), row=row)

    def act() -> None:
        done = acts.act(row, lambda: form.carry_out(by=request.user))
        undoing.remember(request, hall, str(said) % {"which": acts.called(row)}, [done])

    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        return _to_desk(request, hall)
    context = {"hall": hall, "one": for_staff(row), "form": form, "title": form.title, **_ways_back(request, hall)}
    if what == "merge":
        context["alike"] = presenters.alike_to(row)
    return private(render(request, "townhalls/decide.html", context))


@for_hosts
@require_POST
def note(request: StaffRequest, pk: int, key: UUID) -> HttpResponse:
    """Write something for the other moderators."""
    hall, row = hosted_or_404(request, pk), _row(pk, key)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return private(render(request, "townhalls/desk_one.html", _of_one(request, hall, row, form)))
    moderating.note(contribution=row, text=form.cleaned_data["text"], by=request.user)
    there = reverse("townhalls:one", args=[hall.pk, row.key])
    return private(redirect(f"{there}{presenters.asked_again(request.GET)}#notes"))


@for_hosts
@require_POST
def bulk(request: StaffRequest, pk: int) -> HttpResponse:
    """Publish, decline or take several, each by itself; say which were not done, and why."""
    hall = hosted_or_404(request, pk)
    do, form = request.POST.get("do", ""), BulkForm(request.POST)
    chosen = _chosen(request, pk)
    if do not in BULK:
        raise Http404
    if not chosen:
        messages.error(request, _("Choose at least one: tick the boxes at the left."))
    elif do == "decline" and not form.is_valid():
        messages.error(request, str(form.errors["code"][0]))
    else:
        more = {"code": ReasonCode(form.cleaned_data["code"])} if do == "decline" else {}
        verb, said = BULK[do]
        done, refused = acts.act_on_each(chosen, lambda row: verb(contribution=row, by=request.user, **more))
        if done:
            undoing.remember(request, hall, str(said) % {"count": len(done)}, done)
        for row, why in refused:
            messages.warning(request, f"{acts.called(row)}: {why}")
    return _to_desk(request, hall)


BULK: dict[str, tuple[Callable[..., Any], str | Promise]] = {
    "publish": (moderating.publish, gettext_lazy("Published: %(count)d.")),
    "keep": (moderating.keep, gettext_lazy("Read and kept: %(count)d.")),
    "decline": (moderating.decline, gettext_lazy("Not published: %(count)d.")),
    "claim": (moderating.claim, gettext_lazy("Yours for ten minutes: %(count)d.")),
}


@for_hosts
@require_POST
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back what this person just did here."""
    hall = hosted_or_404(request, pk)
    undone, refused = undoing.undo(request, hall)
    if undone:
        messages.success(request, _("Undone: %(which)s.") % {"which": ", ".join(acts.called(row) for row in undone)})
    for why in refused:
        messages.error(request, why)
    return _to_desk(request, hall)


@for_hosts
@form_page
def measure(request: StaffRequest, pk: int) -> HttpResponse:
    """Slow, pause or lock the thread, or change how it is read; everybody sees who, why and until when."""
    hall = hosted_or_404(request, pk)
    form = MeasureForm(sent(request), hall=hall)
    return ask(request, form, then=presenters.address(hall, request.GET), back=_("Back to the desk"))


@for_hosts
@require_POST
def end_measure(request: StaffRequest, pk: int) -> HttpResponse:
    """Have people speak as before."""
    hall, kind = hosted_or_404(request, pk), request.POST.get("kind", "")
    if kind not in MeasureKind.values:
        raise Http404
    moderating.end_measure(thread=thread_of(hall), kind=MeasureKind(kind), by=request.user)
    return _to_desk(request, hall)


@for_hosts
@require_POST
def state(request: StaffRequest, pk: int) -> HttpResponse:
    """Open, start, close or archive the town hall."""
    hall = hosted_or_404(request, pk)
    try:
        reason = one_line(request.POST.get("reason", ""))
        change_state(hall=hall, verb=request.POST.get("verb", ""), actor=request.user, reason=reason)
    except KeyError:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
    return _to_desk(request, hall)


@for_hosts
@form_page
def words(request: StaffRequest, pk: int) -> HttpResponse:
    """The words that have a contribution read first, in every town hall: moderators add some, or take some off."""
    hall = hosted_or_404(request, pk)
    demand(may_moderate, request.user, _("Only moderators may do this."))
    form = WordsForm(None)
    if request.method == "POST" and (row := request.POST.get("off", "")):
        if not (row.isascii() and row.isdigit()):
            raise Http404
        moderating.read_first_no_longer(row=get_object_or_404(BannedWords, pk=row), by=request.user)
        return private(redirect("townhalls:words", hall.pk))
    if request.method == "POST" and (form := WordsForm(request.POST)).is_valid():
        try:
            moderating.read_first(words=form.cleaned_data["words"], by=request.user)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error("words", refused.reasons)
        else:
            return private(redirect("townhalls:words", hall.pk))
    listed = BannedWords.objects.order_by("words")
    return private(render(request, "townhalls/desk_words.html", {"hall": hall, "form": form, "words": listed}))


KEYS_OFF = "town_hall_keys_off"


@for_hosts
@require_POST
def keys(request: StaffRequest, pk: int) -> HttpResponse:
    """Switch the keys of the desk off, or on again, until this person signs out."""
    hall = hosted_or_404(request, pk)
    request.session[KEYS_OFF] = request.POST.get("keys") == "off"
    return _to_desk(request, hall)


def _keys(request: StaffRequest) -> dict[str, bool]:
    return {"keys_off": bool(request.session.get(KEYS_OFF))}


def _row(pk: int, key: UUID) -> Contribution:
    return get_object_or_404(
        read_along(Contribution.objects.select_related("thread__page")), thread__page_id=pk, key=key
    )


def _chosen(request: StaffRequest, pk: int) -> list[Contribution]:
    keys = []
    for one in request.POST.getlist("chosen")[:AT_MOST]:
        try:
            keys.append(UUID(one))
        except ValueError:
            continue
    return list(Contribution.objects.filter(thread__page_id=pk, key__in=keys).order_by("sent_at", "pk"))


def _of_one(
    request: StaffRequest, hall: TownHallPage, row: Contribution, form: NoteForm | None = None
) -> dict[str, Any]:
    return {**presenters.one_of(hall, row, request.user, form), **_ways_back(request, hall)}


def _ways_back(request: StaffRequest, hall: TownHallPage) -> dict[str, str]:
    return {"back": presenters.address(hall, request.GET), "asked": presenters.asked_again(request.GET)}


def _to_desk(request: StaffRequest, hall: TownHallPage) -> HttpResponse:
    return private(redirect(presenters.address(hall, request.GET)))
