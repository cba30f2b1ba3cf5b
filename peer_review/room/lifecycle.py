"""Where an item stands: asked for, to be collected, there, or withdrawn. And the states of its file."""

from typing import Any

from django.utils.translation import gettext_lazy

from core.lifecycle import Lifecycle, Move, State, lifecycle
from evidence.submissions.files.lifecycle import of_files
from peer_review.reviews.disclosure import Reader, reader_for
from peer_review.reviews.enums import Capacity, Thing
from peer_review.room.enums import ItemState as S
from peer_review.room.models import Item
from peer_review.room.queries import is_of_its_host


def fulfils(reader: Reader, item: Item) -> bool:
    """Who gives what was asked for: the host that was asked, or the team and its manager, who may have got it elsewhere."""
    if not reader.may(item.review, Thing.GIVE_EVIDENCE):
        return False
    return reader.is_any(item.review, Capacity.MANAGER, Capacity.PEER) or is_of_its_host(reader.user, item)


def withdraws(reader: Reader, item: Item) -> bool:
    """Who takes something back: whoever put it in, the host that gave it, or the manager."""
    if not reader.may(item.review, Thing.GIVE_EVIDENCE):
        return False
    is_theirs = item.added_by_id == reader.user.pk or is_of_its_host(reader.user, item)
    return is_theirs or reader.is_any(item.review, Capacity.MANAGER)


def may_fulfil(actor: Any, item: Item) -> bool:
    return fulfils(reader_for(actor, item.review), item)


def may_withdraw(actor: Any, item: Item) -> bool:
    return withdraws(reader_for(actor, item.review), item)


ITEM = lifecycle(
    "peer_room.Item",
    Lifecycle(
        noun="item",
        field="state",
        begins=(S.HAVE, S.REQUESTED, S.TO_COLLECT),
        states={
            S.HAVE: State(gettext_lazy("We have it"), gettext_lazy("We have it"), "green"),
            S.REQUESTED: State(gettext_lazy("Requested"), gettext_lazy("Requested"), "amber"),
            S.TO_COLLECT: State(gettext_lazy("To collect on site"), gettext_lazy("To collect on site"), "blue"),
            S.WITHDRAWN: State(gettext_lazy("Withdrawn"), gettext_lazy("Withdrawn"), "grey"),
        },
        moves=(
            Move("fulfil", (S.REQUESTED, S.TO_COLLECT), S.HAVE, gettext_lazy("Give it"), may_fulfil),
            Move(
                "withdraw",
                (S.HAVE, S.REQUESTED, S.TO_COLLECT),
                S.WITHDRAWN,
                gettext_lazy("Withdraw it"),
                may_withdraw,
                gettext_lazy(
                    "It stays in the list as withdrawn, and nobody opens it any more. What cites it is warned."
                ),
                is_grave=True,
            ),
        ),
    ),
)

ITEM_FILE = of_files("peer_room.ItemFile", noun="item_file")
