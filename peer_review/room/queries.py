"""What lies in an evidence room. Who may read it was asked of the one projection before (`reviews.disclosure`)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from evidence.submissions.enums import ScanState
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Host, HostPerson, PositionPart, Review
from peer_review.reviews.queries.statement import parts_of
from peer_review.room.enums import ItemState
from peer_review.room.models import Item, ItemFile, Tag
from peer_review.room.rules import CAP

NOT_THERE = (ItemState.REQUESTED, ItemState.TO_COLLECT)


def says(word: str) -> Q:
    """Match items with a word in what they are called, in their text, or in what was read from their clean file."""
    read = ItemFile.objects.filter(item=OuterRef("pk"), scan=ScanState.CLEAN, text__icontains=word)
    return Q(title__icontains=word) | Q(about__icontains=word) | Q(text__icontains=word) | Q(Exists(read))


def items_of(review: Review) -> QuerySet[Item]:
    """Return every item of a review, withdrawn ones too, with its host."""
    return Item.objects.filter(review=review).select_related("review", "host__organisation")


def citable(review: Review, reader: Reader) -> QuerySet[Item]:
    """Return the items that this reader may cite: those that are there and were not withdrawn; none for who may not read."""
    rows = items_of(review)
    return rows.filter(state=ItemState.HAVE) if reader.may(review, Thing.EVIDENCE) else rows.none()


def read_whole(items: QuerySet[Item]) -> QuerySet[Item]:
    """Read items with their tags and files: two queries more, however many."""
    tags = Tag.objects.select_related("line__theme")
    return items.prefetch_related(Prefetch("tags", tags), "files")


def lines_of(review: Review) -> QuerySet[Line]:
    """Return the lines of enquiry of the version that a review froze, in their order; none before."""
    lines = Line.objects.filter(theme__version=review.framework_version_id).select_related("theme")
    return lines.order_by("theme__position", "position")


def tags_in_pack(review: Review) -> QuerySet[Tag]:
    """Return what the reading packs hold, in the order of each line: items that are there, with their files."""
    rows = Tag.objects.filter(item__review=review, item__state=ItemState.HAVE)
    return (
        rows.select_related("item__host__organisation", "line__theme")
        .prefetch_related("item__files")
        .order_by("line__theme__position", "line__position", "position", "pk")
    )


def statement_in_pack(review: Review, reader: Reader) -> QuerySet[PositionPart]:
    """Return what of the position statement a whole pack begins with: once it is frozen, for who may read it."""
    rows = parts_of(review).filter(statement__frozen_at__isnull=False).exclude(text="")
    return rows if reader.may(review, Thing.STATEMENT) else rows.none()


def counts_by_line(review: Review) -> Mapping[tuple[int, str], int]:
    """Return by line and type of source how many items are there. One query."""
    rows = Tag.objects.filter(item__review=review, item__state=ItemState.HAVE)
    return Counter(rows.values_list("line", "item__source_type"))


def too_full(item: Item) -> list[Line]:
    """Return the lines to which an item speaks that bear more than is read, local ones as well. Two queries."""
    if item.state != ItemState.HAVE:
        return []
    there = Tag.objects.filter(item__review=item.review_id, item__state=ItemState.HAVE)
    there = there.filter(line__in=item.tags.values_list("line", flat=True))
    full = there.order_by().values("line").annotate(n=Count("pk")).filter(n__gt=CAP)
    return list(lines_of(item.review).filter(pk__in=[row["line"] for row in full]))


def count_by_state(review: Review) -> tuple[dict[str, int], int]:
    """Return how many items there are by their state, and how many requests are past their day. One query."""
    late = Count("pk", filter=Q(state=ItemState.REQUESTED, wanted_by__lt=timezone.localdate()))
    rows = list(Item.objects.filter(review=review).order_by().values("state").annotate(count=Count("pk"), late=late))
    return {row["state"]: row["count"] for row in rows}, sum(row["late"] for row in rows)


def asked_of(user: Any) -> QuerySet[Item]:
    """Return what was asked of the hosts for whom somebody speaks, the most urgent first."""
    seats = Q(host__people__user=user.pk, host__people__left_at=None, host__people__is_observer=False)
    rows = Item.objects.filter(seats, state=ItemState.REQUESTED).select_related("review__system", "host__organisation")
    return rows.order_by("wanted_by", "pk").distinct()


def is_of_its_host(user: Any, item: Item) -> bool:
    if item.host_id is None or not getattr(user, "pk", None):
        return False
    return HostPerson.objects.filter(user=user.pk, host=item.host_id, left_at=None, is_observer=False).exists()


def lead_of(host: Host) -> HostPerson | None:
    return host.people.filter(is_lead=True, left_at=None).first()


def same_file(review: Review, sha256: str) -> Item | None:
    """Return the item that holds this very file already."""
    rows = ItemFile.objects.filter(item__review=review, sha256=sha256).exclude(file="")
    found = rows.exclude(item__state=ItemState.WITHDRAWN).select_related("item").first()
    return found.item if found else None


def open_file_of(item: Item) -> ItemFile | None:
    """Return the file of an item that may be handed out, from what was read with it."""
    return next((file for file in item.files.all() if file.is_open), None) if item.state == ItemState.HAVE else None


def names_of_items(keys: Collection[int]) -> dict[int, str]:
    """How the audit log names items: E7 of PR-3."""
    rows = Item.objects.filter(pk__in=keys).values_list("pk", "number", "review__reference")
    return {key: f"{reference} E{number}" for key, number, reference in rows}


def names_of_files(keys: Collection[int]) -> dict[int, str]:
    rows = ItemFile.objects.filter(pk__in=keys).values_list("pk", "item__number", "item__review__reference")
    return {key: f"{reference} E{number}" for key, number, reference in rows}


def by_line(tags: Iterable[Tag]) -> dict[int, list[Tag]]:
    """Return tags by their line, in the order they came."""
    found: dict[int, list[Tag]] = {}
    for tag in tags:
        found.setdefault(tag.line_id, []).append(tag)
    return found
