"""A peer's own page, and what peers say of themselves there, or managers for them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.gates import StaffRequest
from core.acts import done
from core.asking import ask, sent
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

ASKS = ["GET", "HEAD", "POST"]


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
@require_http_methods(ASKS)
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """A manager changes all of it, a peer what is theirs to say."""
    row = peer_to_speak_for(request, pk)
    form = PeerForm if may_manage(request.user) else ProfileForm
    return ask(request, form(sent(request), peer=row), then=home_of(request, row), back=_("Back to the record"))


@for_managers
@require_http_methods(ASKS)
def training(request: StaffRequest, pk: int) -> HttpResponse:
    row = peer_to_speak_for(request, pk)
    return ask(
        request, records.TrainingForm(sent(request), peer=row), then=home_of(request, row), back=_("Back to the record")
    )


@for_managers
@require_http_methods(ASKS)
def remove_training(request: StaffRequest, pk: int, training: int) -> HttpResponse:
    row = peer_to_speak_for(request, pk)
    one = get_object_or_404(row.trainings, pk=training)
    return ask(
        request,
        records.RemoveTrainingForm(sent(request), training=one),
        then=home_of(request, row),
        back=_("Back to the record"),
    )


@for_those_inside
@require_http_methods(ASKS)
def availability(request: StaffRequest, pk: int) -> HttpResponse:
    row = peer_to_speak_for(request, pk)
    return ask(
        request,
        records.AvailabilityForm(sent(request), peer=row),
        then=home_of(request, row),
        back=_("Back to the record"),
    )


@for_those_inside
@require_http_methods(ASKS)
def take_back(request: StaffRequest, pk: int, availability: int) -> HttpResponse:
    row = peer_to_speak_for(request, pk)
    one = get_object_or_404(row.availabilities, pk=availability)
    return ask(
        request,
        records.TakeBackForm(sent(request), availability=one),
        then=home_of(request, row),
        back=_("Back to the record"),
    )


@for_those_inside
@require_http_methods(ASKS)
def declare(request: StaffRequest, pk: int) -> HttpResponse:
    row = peer_to_speak_for(request, pk)
    return ask(
        request, records.DeclareForm(sent(request), peer=row), then=home_of(request, row), back=_("Back to the record")
    )


@for_those_inside
@require_http_methods(ASKS)
def withdraw(request: StaffRequest, pk: int, declaration: int) -> HttpResponse:
    row = peer_to_speak_for(request, pk)
    one = get_object_or_404(row.declarations.select_related("peer"), pk=declaration)
    return ask(
        request,
        records.WithdrawForm(sent(request), declaration=one),
        then=home_of(request, row),
        back=_("Back to the record"),
    )


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
