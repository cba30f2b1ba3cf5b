"""Handing out what lies in a room. What is taken out of it is logged."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.errors import Refused
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.room.models import Item, ItemFile
from peer_review.room.queries import open_file_of


def open_file(*, item: Item, by: User) -> ItemFile:
    """Return the file of an item for `by` to have. Logged.

    Raises NotAllowed for who may not read the room, Refused when nobody may: it is not known to be clean, gone or withdrawn.
    """
    reader_for(by, item.review).demand(item.review, Thing.EVIDENCE)
    file = open_file_of(item)
    if file is None:
        raise Refused(_("This file can't be opened."))
    with transaction.atomic():
        audit.record("item.open", actor=by, subject=item)
    return file


def take_away(*, review: Review, line: Line | None = None, by: Any) -> None:
    """Write down that somebody took a reading pack away. Raises NotAllowed for who may not read the room."""
    reader_for(by, review).demand(review, Thing.EVIDENCE)
    with transaction.atomic():
        audit.record("reading_pack.take_away", actor=by, subject=review, **({"line": line.pk} if line else {}))
