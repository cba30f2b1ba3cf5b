"""Where an item speaks to a line of enquiry, and the order of a line's reading pack."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.changes import announce
from core.errors import Refused
from core.stamps import demand_fresh, stamp_of
from peer_review.frameworks.models import Line
from peer_review.reviews.domain.begin import begun
from peer_review.reviews.enums import Thing
from peer_review.room.domain.begin import demand_team, locked_item
from peer_review.room.enums import ItemState
from peer_review.room.models import Item, Tag


@dataclass(frozen=True)
class Pointer:
    """Where to look: which pages, which paragraph, and what is said there."""

    pages: str = ""
    paragraph: str = ""
    what: str = ""


def tag(*, item: Item, lines: Collection[Line], by: User, after: str = "") -> Item:
    """Have an item speak to `lines` and to no other. Tags that stay keep their pointers and places. Logged.

    `after` is the stamp (`stamp_of_tags`) of what was read. Raises Stale when somebody else tagged it meanwhile.
    """
    with transaction.atomic():
        fresh, _reader = locked_item(item, by)
        demand_fresh(after, stands=stamp_of_tags(fresh), wanted=_stamp(line.pk for line in lines))
        gone = fresh.tags.exclude(line__in=[line.pk for line in lines])
        gone.delete()
        add_tags(fresh, lines, by)
        announce(fresh)
        audit.record("item.tag", actor=by, subject=fresh, lines=sorted(line.pk for line in lines))
        return fresh


def point(*, item: Item, line: Line, pointer: Pointer, by: User, after: str = "") -> Tag:
    """Say where in an item a line of enquiry finds what concerns it. Logged.

    `after` is the stamp (`stamp_of_pointer`) of what was read. Raises Stale when somebody else said so meanwhile, Refused
    when the item was taken off this line.
    """
    with transaction.atomic():
        fresh, _reader = locked_item(item, by)
        row = fresh.tags.filter(line=line).first()
        if row is None:
            raise Refused(_("It was taken off this line of enquiry meanwhile."))
        demand_fresh(after, stands=stamp_of_pointer(row), wanted=_stamp_of(pointer))
        row.pages, row.paragraph, row.what = pointer.pages, pointer.paragraph, pointer.what
        row.save(update_fields=["pages", "paragraph", "what"])
        announce(fresh)
        audit.record("item.point", actor=by, subject=fresh, line=line.pk)
        return row


def move_in_pack(*, row: Tag, up: bool, by: User) -> None:
    """Move an item one place up or down in the reading pack of its line. At an end it stays. Logged.

    What to read first is the team's to say. Raises NotAllowed for hosts and shadows.
    """
    with transaction.atomic():
        review, reader = begun(row.item.review, Thing.ORDER_PACK, by)
        demand_team(reader, review)
        pack = Tag.objects.filter(item__review=review, line=row.line_id, item__state=ItemState.HAVE)
        order = list(pack.order_by("position", "pk"))
        here = next((place for place, one in enumerate(order) if one.pk == row.pk), None)
        if here is None:
            raise Refused(_("It is not in this reading pack any more."))
        there = here - 1 if up else here + 1
        if not 0 <= there < len(order):
            return
        order[here], order[there] = order[there], order[here]
        for place, one in enumerate(order, start=1):
            one.position = place
        Tag.objects.bulk_update(order, ["position"])
        audit.record("item.move_in_pack", actor=by, subject=row.item, line=row.line_id, up=up)


def add_tags(item: Item, lines: Collection[Line], by: User) -> None:
    """Tag an item to each line where it is not yet, at the end of the line's pack. Raises Refused for a line of another framework."""
    if any(line.theme.version_id != item.review.framework_version_id for line in lines):
        raise Refused(_("Choose lines of enquiry that this review uses."))
    there = set(item.tags.values_list("line", flat=True))
    new = [line for line in lines if line.pk not in there]
    last = dict(
        Tag.objects.filter(item__review=item.review_id, line__in=new)
        .order_by()
        .values_list("line")
        .annotate(Max("position"))
    )
    Tag.objects.bulk_create([Tag(item=item, line=line, position=last.get(line.pk, 0) + 1, added_by=by) for line in new])


def stamp_of_tags(item: Item) -> str:
    return _stamp(item.tags.values_list("line", flat=True))


def stamp_of_pointer(row: Tag) -> str:
    return _stamp_of(Pointer(row.pages, row.paragraph, row.what))


def _stamp(lines: Iterable[int]) -> str:
    return stamp_of(*(str(line) for line in sorted(lines)))


def _stamp_of(pointer: Pointer) -> str:
    return stamp_of(pointer.pages, pointer.paragraph, pointer.what)
