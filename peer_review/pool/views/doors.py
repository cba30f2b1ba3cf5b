"""Who comes in: managers to the desk, peers to their own page, and both to what is said of one peer."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.gates import StaffRequest, only_for
from accounts.rules import demand
from peer_review.pool.models import Peer
from peer_review.pool.queries.peers import whole_peers
from peer_review.pool.rules import is_a_peer, is_this_peer, may_manage, may_speak_for

for_managers = only_for(may_manage, _("Only managers of peer review may come in here."))
for_peers = only_for(is_a_peer, _("This is for peers. Ask the managers of peer review to link your account."))
for_those_inside = only_for(may_manage | is_a_peer, _("This is for peers and the managers of peer review."))


def peer_or_404(pk: int) -> Peer:
    return get_object_or_404(whole_peers(), pk=pk)


def peer_to_speak_for(request: StaffRequest, pk: int) -> Peer:
    """Return a peer of whom this person may say something. Raises NotAllowed alike for another and for none."""
    peer = whole_peers().filter(pk=pk).first()
    demand(lambda actor: may_speak_for(actor, peer), request.user, _now("This is for this peer alone."))
    if peer is None:
        raise Http404
    return peer


def home_of(request: StaffRequest, peer: Peer) -> str:
    """Return the address of the page from which somebody came: their own, or the peer's at the desk."""
    is_own = is_this_peer(request.user, peer) and not may_manage(request.user)
    return reverse("pool:own") if is_own else reverse("pool:peer", args=[peer.pk])
