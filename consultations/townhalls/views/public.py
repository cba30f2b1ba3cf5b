"""A town hall as everybody sees it, with or without a script."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from accounts.limits import is_over
from consultations.townhalls import limits, presenters, queries
from consultations.townhalls.domain import participants
from consultations.townhalls.domain.speaking import Words, contribute, what_first
from consultations.townhalls.domain.voting import vote
from consultations.townhalls.enums import ContributionKind
from consultations.townhalls.forms import AddressForm, ContributionForm, ReplyForm
from consultations.townhalls.models import Contribution, Participant, TownHallPage
from consultations.townhalls.record.presenters import on_the_page
from consultations.townhalls.rules import may_host
from consultations.townhalls.views.halls import hall_or_404
from consultations.townhalls.views.who import let_in, participant_for, participant_of, voter_of
from core.asking import form_page
from core.errors import Refused
from core.page_views import draw
from core.private_pages import private
from pages.crumbs import crumbs_to


def town_hall_page(request: HttpRequest, hall: TownHallPage) -> TemplateResponse:
    """What is said, newest first or by votes, with what is being answered on top."""
    form = ContributionForm(hall=hall, initial={"name": _own_name(request)})
    return _drawn(request, hall, form)


def preview(request: HttpRequest, hall: TownHallPage) -> HttpResponse:
    """A draft as it will look. One that was never saved has no thread to read, so it is saved, drawn, and not kept."""
    if hall.pk is not None:
        return town_hall_page(request, hall)
    with transaction.atomic():
        parent = Page.objects.get(path=hall.path[: -hall.steplen])
        parent.add_child(instance=hall)
        drawn = town_hall_page(request, hall).render()
        transaction.set_rollback(True)
    return drawn


def _drawn(request: HttpRequest, hall: TownHallPage, form: ContributionForm) -> TemplateResponse:
    participant = participant_of(request)
    context = presenters.page_of(
        hall,
        participant,
        hall.get_url(request) or "/",
        by_votes=request.GET.get("order") == "votes",
        number=request.GET.get("page", "1"),
    )
    is_guest = not request.user.is_authenticated
    context |= {
        **on_the_page(hall, context["references"]),
        "may_host": may_host(request.user, hall),
        "first": what_first(hall, participant) if is_guest else None,
        "may_confirm": is_guest and not (participant and participant.may_vote),
    }
    return draw(request, hall, breadcrumbs=crumbs_to(hall, request), form=form, **context)


@never_cache
@require_POST
def speak(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question or a comment. What is refused comes back in its field, with the reason."""
    hall = hall_or_404(pk)
    form = ContributionForm(request.POST, hall=hall)
    if form.is_valid() and (sent := _sent(request, hall, form, None)):
        return private(redirect(f"{hall.get_url(request)}#{_place_of(sent)}"))
    return private(_drawn(request, hall, form))


@never_cache
@form_page
def reply(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """A page of its own for a reply: it holds what is replied to, and works without a script.

    Words that were written under what was taken from view meanwhile are given back.
    """
    hall = hall_or_404(pk)
    parent = queries.in_public(hall).filter(key=key).first()
    if parent is None and request.method != "POST":
        raise Http404
    form = ReplyForm(request.POST or None, hall=hall, initial={"name": _own_name(request)})
    if request.method == "POST" and form.is_valid():
        if parent is None:
            form.add_error("text", _("What you reply to is no longer shown."))
        elif sent := _sent(request, hall, form, parent):
            return private(redirect(f"{hall.get_url(request)}#{_place_of(sent)}"))
    shown = presenters.in_public(parent) if parent is not None else None
    context = {"hall": hall, "url": hall.get_url(request), "form": form, "parent": shown}
    return private(render(request, "townhalls/reply.html", context))


@require_safe
def wordings(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was edited for clarity, before and after."""
    contribution = get_object_or_404(Contribution.objects.select_related("parent", "merged_into", "thread"), key=key)
    hall, known = hall_or_404(contribution.thread.page_id), presenters.in_public(contribution)
    if not (known.is_visible and known.was_edited):
        raise Http404
    context = {"one": known, "changes": presenters.changes_of(contribution), "url": hall.get_url(request)}
    return render(request, "townhalls/wordings.html", context)


@never_cache
@require_POST
def cast(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Vote for a question, or take the vote back. Who may not vote yet is asked for an address."""
    hall = hall_or_404(pk)
    contribution = get_object_or_404(queries.in_public(hall), key=key)
    participant = voter_of(request)
    if participant is None:
        return private(redirect(reverse("townhalls:address", args=[hall.pk])))
    try:
        vote(contribution=contribution, by=participant, wants=request.POST.get("wants") != "no")
    except Refused as refused:
        return private(
            render(request, "townhalls/refused.html", {"url": hall.get_url(request), "why": refused.reasons})
        )
    return private(redirect(f"{hall.get_url(request)}#said-{contribution.pk}"))


@never_cache
@form_page
def address(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a guest for an address, and write to it."""
    hall = hall_or_404(pk)
    form = AddressForm(request.POST or None)
    context: dict[str, Any] = {"hall": hall, "url": hall.get_url(request), "form": form}
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if is_over(limits.CONFIRMING, request, about=email):
            form.add_error(None, _("Too many emails were asked for. Try again in an hour."))
        else:
            participants.ask_to_confirm(hall=hall, email=email, browser=participant_of(request))
            return private(render(request, "townhalls/address_sent.html", {**context, "email": email}))
    return private(render(request, "townhalls/address.html", context))


@never_cache
@form_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, for programs that look through mail open every link; the button confirms."""
    asked = participants.asked_to_confirm(token)
    if asked is None:
        return private(render(request, "townhalls/link_ended.html", status=404))
    email, pk, browser = asked
    hall = hall_or_404(pk)
    if request.method == "POST":
        let_in(request, participants.confirm(email=email, browser=browser))
        return private(redirect(hall.get_url(request)))
    return private(render(request, "townhalls/confirm.html", {"hall": hall, "email": email}))


def _sent(
    request: HttpRequest, hall: TownHallPage, form: ContributionForm, parent: Contribution | None
) -> Contribution | None:
    """Send what a form holds; None when it is refused: then the form says why."""
    if is_over(limits.SPEAKING, request):
        form.add_error(None, _("Too much was sent from your network. Wait a few minutes and send this again."))
        return None
    said = form.cleaned_data
    words = Words(
        key=said["key"],
        kind=ContributionKind.REPLY if parent else ContributionKind(said["kind"]),
        text=said["text"],
        name=said["name"],
        is_anonymous=bool(said.get("is_anonymous")),
        parent=parent,
        topic=said.get("topic"),
    )
    by: Participant = participant_for(request)
    try:
        return contribute(hall=hall, words=words, by=by, is_host=may_host(request.user, hall))
    except Refused as refused:
        form.add_error("text", refused.reasons)
        return None


def _place_of(sent: Contribution) -> str:
    return f"said-{sent.pk}" if sent.published_at else "mine"


def _own_name(request: HttpRequest) -> str:
    return request.user.get_full_name() if request.user.is_authenticated else ""
