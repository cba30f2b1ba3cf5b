"""A peer's own page, and what peers say of themselves there, or managers for them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from core.acts import done
from core.asking import ask, form_page, sent
from core.disclosure import Audience, Viewer
from core.panels import panels_for
from core.private_pages import private
from peer_review.pool.domain.declarations import renew_declarations
from peer_review.pool.domain.peers import change_state
from peer_review.pool.forms import records
from peer_review.pool.forms.peers import PeerForm, ProfileForm
from peer_review.pool.lifecycle import PEER
from peer_review.pool.presenters.peer import page_of
from peer_review.pool.queries.peers import whole_peers
from peer_review.pool.rules import may_manage
from peer_review.pool.views.doors import for_managers, for_peers, for_those_inside, home_of, peer_to_speak_for

Door = Callable[[Any], Any]


@for_peers
@require_safe
def own(request: StaffRequest) -> HttpResponse:
    """What is known of the peer who is signed in, theirs alone."""
    row = get_object_or_404(whole_peers(), user=request.user.pk)
    context = {
        "whole": page_of(row, Viewer(Audience.CONTRIBUTOR, request.user), request.user),
        "panels": panels_for("peer_place", request, row),
        "is_own": True,
    }
    return private(render(request, "pool/peer.html", context))


@for_those_inside
@form_page
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """A manager changes all of it, a peer what is theirs to say."""
    row = peer_to_speak_for(request, pk)
    form = PeerForm if may_manage(request.user) else ProfileForm
    return ask(request, form(sent(request), peer=row), then=home_of(request, row), back=_("Back to the record"))


def _asks(form: type[records.OfPeerForm], door: Door = for_those_inside) -> Any:
    """Return the page of a form about a peer, to whoever may speak for them."""

    @door
    @form_page
    def view(request: StaffRequest, pk: int) -> HttpResponse:
        row = peer_to_speak_for(request, pk)
        return ask(request, form(sent(request), peer=row), then=home_of(request, row), back=_("Back to the record"))

    return view


def _takes_away(form: type[records.OfRecordForm], among: str, door: Door = for_those_inside) -> Any:
    """Return the page of a form about one row of what is recorded `among` a peer's."""

    @door
    @form_page
    def view(request: StaffRequest, pk: int, record: int) -> HttpResponse:
        row = peer_to_speak_for(request, pk)
        one = get_object_or_404(getattr(row, among), pk=record)
        return ask(request, form(sent(request), record=one), then=home_of(request, row), back=_("Back to the record"))

    return view


training = _asks(records.TrainingForm, for_managers)
remove_training = _takes_away(records.RemoveTrainingForm, "trainings", for_managers)
availability = _asks(records.AvailabilityForm)
take_back = _takes_away(records.TakeBackForm, "availabilities")
declare = _asks(records.DeclareForm)
withdraw = _takes_away(records.WithdrawForm, "declarations")


@for_those_inside
@require_POST
def renew(request: StaffRequest, pk: int) -> HttpResponse:
    """This year's renewal: what is declared is all there is to say."""
    row = peer_to_speak_for(request, pk)
    said = _("Thank you. The declarations are complete, and are looked through again in a year.")
    done(request, lambda: renew_declarations(peer=row, by=request.user), said)
    return private(redirect(home_of(request, row)))


@for_those_inside
@require_POST
def state(request: StaffRequest, pk: int) -> HttpResponse:
    """Pause, or make active again."""
    row = peer_to_speak_for(request, pk)
    verb = request.POST.get("verb", "")
    if verb in {move.verb for move in PEER.moves}:
        done(request, lambda: change_state(peer=row, verb=verb, actor=request.user), _("Saved."))
    return private(redirect(home_of(request, row)))
