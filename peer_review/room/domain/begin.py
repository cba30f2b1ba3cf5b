"""What the verbs of an evidence room ask as they begin, besides `reviews.domain.begin`."""

from typing import Any

from django.utils.translation import gettext as _

from core.errors import NotAllowed, Refused
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.domain.begin import begun
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.room.enums import ItemState
from peer_review.room.models import Item
from peer_review.teams.queries.members import speaks_for_team


def locked_item(item: Item, by: Any) -> tuple[Item, Reader]:
    """Return an item as it stands under the lock of its review. Raises Refused for one that was withdrawn; else as `begun`."""
    review, reader = begun(item.review, Thing.GIVE_EVIDENCE, by)
    fresh = Item.objects.select_related("host").get(pk=item.pk)
    fresh.review = review
    if fresh.state == ItemState.WITHDRAWN:
        raise Refused(_("This was withdrawn meanwhile, so it can't be changed any more."))
    return fresh, reader


def demand_team(reader: Reader, review: Review) -> None:
    """Raise NotAllowed for who does not speak for the team: hosts, and shadows."""
    if not speaks_for_team(reader, review):
        raise NotAllowed(_("Only the team and its manager do this. Shadows ask for nothing, and order nothing."))
