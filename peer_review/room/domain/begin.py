"""Every verb of a room begins here: it asks who it is, and locks the review before anything in its room."""

from typing import Any

from django.utils.translation import gettext as _

from core.errors import NotAllowed, Refused
from peer_review.reviews.disclosure import Reader, reader_for
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.room.enums import ItemState
from peer_review.room.models import Item
from peer_review.teams.queries.members import speaks_for_team


def locked(review: Review, by: Any, thing: Thing = Thing.GIVE_EVIDENCE) -> tuple[Review, Reader]:
    """Return the review as it stands, locked until the transaction ends, and how `by` stands to it.

    Raises NotAllowed for who may not do `thing` now: put something into its room.
    """
    fresh = Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    reader = reader_for(by, fresh)
    reader.demand(fresh, thing)
    return fresh, reader


def locked_item(item: Item, by: Any) -> tuple[Item, Reader]:
    """Return an item as it stands under the lock of its review. Raises Refused for one that was withdrawn; else as `locked`."""
    review, reader = locked(item.review, by)
    fresh = Item.objects.select_related("host").get(pk=item.pk)
    fresh.review = review
    if fresh.state == ItemState.WITHDRAWN:
        raise Refused(_("This was withdrawn meanwhile, so it can't be changed any more."))
    return fresh, reader


def demand_team(reader: Reader, review: Review) -> None:
    """Raise NotAllowed for who does not speak for the team: hosts, and shadows."""
    if not speaks_for_team(reader, review):
        raise NotAllowed(_("Only the team and its manager do this. Shadows ask for nothing, and order nothing."))
