"""Where a peer stands: somebody who may be asked, or who takes a break."""

from django.utils.translation import gettext_lazy as _

from core.lifecycle import Lifecycle, Move, State, lifecycle
from peer_review.pool.enums import PeerState
from peer_review.pool.rules import may_speak_for

PEER = lifecycle(
    "pool.Peer",
    Lifecycle(
        noun="peer",
        field="state",
        states={
            PeerState.ACTIVE: State(_("Active"), _("Active"), "green"),
            PeerState.PAUSED: State(_("Paused"), _("Paused"), "grey"),
        },
        moves=(
            Move(
                "pause",
                (PeerState.ACTIVE,),
                PeerState.PAUSED,
                _("Pause"),
                may_speak_for,
                effect=_("No review is offered while somebody is paused. What was agreed already stays."),
            ),
            Move(
                "resume",
                (PeerState.PAUSED,),
                PeerState.ACTIVE,
                _("Make active again"),
                may_speak_for,
                effect=_("From then on reviews are offered again."),
            ),
        ),
    ),
)
