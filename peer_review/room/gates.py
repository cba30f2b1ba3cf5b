"""What the evidence room says is missing before the team goes on site."""

from django.utils.translation import gettext as _

from peer_review.reviews.enums import DutyKind
from peer_review.reviews.lifecycle import offer_gate
from peer_review.reviews.models import Review
from peer_review.reviews.queries.duties import is_open


def its_pack_was_handed_out(review: Review) -> str | None:
    """Peers read before they come (domain facts, C1), be it late: a pack that went another way is noted in what is due."""
    return _("Hand the reading pack out to the team.") if is_open(review, DutyKind.READING_PACK) else None


def stand_in_gates() -> None:
    """Run once when Django starts."""
    offer_gate("arrive", its_pack_was_handed_out, page="peer_room:pack")
