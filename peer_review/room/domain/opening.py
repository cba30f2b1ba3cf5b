"""Handing out what lies in a room. What is taken out of it is logged."""

from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.room.models import Item, ItemFile
from peer_review.room.queries import open_file_of


def open_file(*, item: Item, reader: Reader) -> ItemFile:
    """Return the file of an item for a reader to have. Logged.

    Raises NotAllowed for who may not read the room, Refused when nobody may: it is not known to be clean, gone or withdrawn.
    """
    reader.demand(item.review, Thing.EVIDENCE)
    file = open_file_of(item)
    if file is None:
        raise Refused(_("This file can't be opened."))
    audit.record("item.open", actor=reader.user, subject=item)
    return file


def take_away(*, review: Review, line: Line | None = None, reader: Reader) -> None:
    """Write down that somebody took a reading pack away. Raises NotAllowed for who may not read the room."""
    reader.demand(review, Thing.EVIDENCE)
    audit.record("reading_pack.take_away", actor=reader.user, subject=review, **({"line": line.pk} if line else {}))
