"""What somebody may do to an item."""

from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.room.enums import ItemState
from peer_review.room.lifecycle import fulfils, withdraws
from peer_review.room.models import Item


def acts_of(item: Item, reader: Reader) -> list[str]:
    """Return by name what this reader may do to an item read whole, in the order in which a page offers it."""
    if item.state == ItemState.WITHDRAWN or not reader.may(item.review, Thing.GIVE_EVIDENCE):
        return []
    files = list(item.files.all())
    may = {
        "give": item.state != ItemState.HAVE and fulfils(reader, item),
        "copy": item.state == ItemState.HAVE and bool(files) and all(_is_lost(one.scan) for one in files),
        "tag": item.review.framework_version_id is not None,
        "change": True,
        "withdraw": withdraws(reader, item),
    }
    return [name for name, is_so in may.items() if is_so]


def _is_lost(scan: str) -> bool:
    return scan in ("infected", "unreadable")
