"""Mail about what is asked for: to the lead of the host, and back to whoever asked."""

from accounts.models import User
from core.outbox.domain import post
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.enums import Thing
from peer_review.room.enums import ItemState
from peer_review.room.models import Item, ItemFile
from peer_review.room.queries import lead_of


def tell_asked(item: Item) -> None:
    """Tell the lead of the host what is asked for, and by when."""
    lead = lead_of(item.host) if item.host and item.state == ItemState.REQUESTED else None
    if lead is not None:
        _post(lead.email, "peer_room/asked", item, kind="evidence.asked")


def tell_given(item: Item, by: User) -> None:
    """Tell whoever asked that it is there, if they may read it still; nobody writes to themselves."""
    asker = item.added_by
    if asker in (None, by) or not asker.email:
        return
    if reader_for(asker, item.review).may(item.review, Thing.EVIDENCE):
        _post(asker.email, "peer_room/given", item, kind="evidence.given")


def tell_of_virus(file: ItemFile) -> None:
    """Tell whoever uploaded a file that it had a virus."""
    if file.uploaded_by is not None and file.uploaded_by.email:
        _post(file.uploaded_by.email, "peer_room/infected", file.item, kind="evidence.infected")


def _post(to: str, template: str, item: Item, *, kind: str) -> None:
    post(to=to, template=template, context={"item": item, "review": item.review}, kind=kind, about=item)
