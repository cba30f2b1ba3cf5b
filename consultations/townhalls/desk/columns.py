"""The columns of the desk: what is to be read, what waits for an answer, what was decided; as somebody asks for them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import User
from consultations.townhalls.enums import UNDECIDED, ContributionKind, ContributionState
from consultations.townhalls.models import Contribution
from consultations.townhalls.queries import read_along

NONE = "none"
PER_PAGE = 25


class Column(models.TextChoices):
    """In the order of the work."""

    TO_READ = "to-read", _("To read")
    QUEUE = "queue", _("To answer")
    DONE = "done", _("Decided")


class Order(models.TextChoices):
    """Of the questions that wait for an answer. The other columns have an order that is theirs."""

    VOTES = "votes", _("Most votes first")
    AGE = "age", _("Oldest first")
    TOPIC = "topic", _("By topic")


@dataclass(frozen=True)
class Wish:
    """What somebody asks of the desk. `topic` and `panellist` are keys, or `none` for what has none."""

    order: Order = Order.VOTES
    topic: str = ""
    panellist: str = ""
    words: str = ""
    column: Column = Column.TO_READ
    pages: dict[Column, int] = field(default_factory=dict)


WAITS = Q(state=ContributionState.WAITING)
# What was published at once and nobody of the moderators has read yet.
UNREAD = Q(state=ContributionState.PUBLISHED, decided_at__isnull=True, is_from_host=False)
QUESTION = Q(kind=ContributionKind.QUESTION)
HOLDS = {
    Column.TO_READ: WAITS | UNREAD,
    Column.QUEUE: QUESTION & Q(state=ContributionState.PUBLISHED),
    # Comments and replies come to no end of their own: once they are read, they stand here.
    Column.DONE: ~Q(state__in=UNDECIDED) | (~QUESTION & Q(state=ContributionState.PUBLISHED) & ~UNREAD),
}
QUEUES = {
    Order.VOTES: ("-votes", "sent_at", "pk"),
    Order.AGE: ("sent_at", "pk"),
    Order.TOPIC: (F("topic__sort_order").asc(nulls_last=True), "-votes", "sent_at", "pk"),
}


def rows_in(column: Column, page: Page, wish: Wish) -> QuerySet[Contribution]:
    """Return what stands in a column, in its order: what waits before what was published at once, pinned ones on top."""
    rows = _asked(page, wish).filter(HOLDS[column])
    if column is Column.TO_READ:
        return rows.order_by(F("published_at").asc(nulls_first=True), "sent_at", "pk")
    if column is Column.QUEUE:
        return rows.order_by(F("pinned_at").desc(nulls_last=True), *QUEUES[wish.order])
    return rows.order_by(F("decided_at").desc(nulls_last=True), "-pk")


def counted(page: Page, wish: Wish) -> dict[Column, int]:
    """Return how many stand in each column: one query."""
    found = _asked(page, wish).aggregate(**{column.name: Count("pk", filter=HOLDS[column]) for column in Column})
    return {column: found[column.name] for column in Column}


def drawn(keys: list[int]) -> list[Contribution]:
    """Return the rows of these keys, in this order, with all that the desk shows of each: one query."""
    rows = read_along(Contribution.objects.filter(pk__in=keys)).annotate(note_count=Count("notes"))
    found = {row.pk: row for row in rows.select_related(*SHOWN)}
    return [found[key] for key in keys if key in found]


SHOWN = ("parent", "merged_into", "carried_to", "topic", "claimed_by", "assigned_to", "thread")


def is_held(row: Contribution, now: datetime) -> bool:
    """Whether a moderator has it at `now`."""
    return row.claimed_by_id is not None and row.claimed_until is not None and row.claimed_until > now


def is_held_by_another(row: Contribution, user: User, now: datetime) -> bool:
    return is_held(row, now) and row.claimed_by_id != user.pk


def _asked(page: Page, wish: Wish) -> QuerySet[Contribution]:
    rows = Contribution.objects.filter(thread__page_id=page.pk)
    for name, value in (("topic", wish.topic), ("assigned_to", wish.panellist)):
        if value:
            rows = rows.filter(**{f"{name}__isnull": True} if value == NONE else {name: value})
    if wish.words:
        rows = rows.filter(Q(text__icontains=wish.words) | Q(reference__iexact=wish.words))
    return rows


def alike(row: Contribution, most: int = 5) -> list[Contribution]:
    """Return the questions of the same page that share most words with one, the likeliest first.

    It looks at the newest few hundred that everybody sees, which is as many as a moderator might mean.
    """
    words = _words(row.text)
    others = HOLDS[Column.QUEUE] | Q(state__in=(ContributionState.ANSWERED_LIVE, ContributionState.ANSWERED_IN_WRITING))
    rows = Contribution.objects.filter(QUESTION & others, thread__page_id=row.thread.page_id).exclude(pk=row.pk)
    scored = [
        (len(words & (theirs := _words(one.text))) / (len(words | theirs) or 1), one)
        for one in rows.order_by("-pk")[:LOOKED_AT]
    ]
    likely = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [one for _score, one in likely[:most]]


LOOKED_AT = 300
ALIKE = 0.2  # of all words of two questions, the part that they share
SHORT = 3


def _words(text: str) -> set[str]:
    """Return the words of a text that tell something: the short ones stand in every question."""
    return {word for word in "".join(c if c.isalnum() else " " for c in text.casefold()).split() if len(word) > SHORT}
