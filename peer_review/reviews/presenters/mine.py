"""What waits for somebody of a host."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import HOSTS_ARE_NEEDED, OF_HOSTS, STAGES, Capacity, ReviewState, Thing
from peer_review.reviews.models import Duty, PositionPart, Review
from peer_review.reviews.presenters.duties import Line as DutyLine
from peer_review.reviews.presenters.duties import line_of
from peer_review.reviews.presenters.reviews import state_of


@dataclass(frozen=True)
class Mine:
    """A review of theirs: what is due of the hosts, and the parts of the position statement that wait for them."""

    review: Review
    url: str
    state: dict[str, str]
    due: list[DutyLine]
    parts: list[tuple[str, str]]


def reviews_of_hosts(reader: Reader, every: Iterable[Review]) -> list[Mine]:
    """Return those of `every` review in which somebody speaks for a host, or observes, in the order of `HOSTS_ARE_NEEDED`.

    Two queries, and none for others.
    """
    theirs = [one for one in every if reader.is_any(one, Capacity.HOST_LEAD, Capacity.HOST, Capacity.OBSERVER)]
    reviews = sorted(theirs, key=lambda one: HOSTS_ARE_NEEDED.index(ReviewState(one.state)))
    prefetch_related_objects(reviews, "duties")  # for the panels of rooms too
    owned = PositionPart.objects.filter(
        statement__review__in=reviews, statement__frozen_at=None, owner__user=reader.user.pk, text=""
    ).select_related("statement")
    parts: dict[int, list[PositionPart]] = {review.pk: [] for review in reviews}
    for part in owned:
        parts[part.statement.review_id].append(part)
    return [
        Mine(
            review,
            reverse("peer_reviews:desk", args=[review.reference]),
            state_of(review, public=False),
            [line_of(review, duty) for duty in review.duties.all() if _is_due_of_hosts(review, duty)],
            _to_write(review, parts[review.pk]) if reader.may(review, Thing.WRITE_STATEMENT) else [],
        )
        for review in reviews
    ]


def _is_due_of_hosts(review: Review, duty: Duty) -> bool:
    return review.state in STAGES and duty.kind in OF_HOSTS and duty.done_on is None


def _to_write(review: Review, parts: list[PositionPart]) -> list[tuple[str, str]]:
    return [
        (
            _("Write “%(part)s”") % {"part": part.title},
            reverse("peer_reviews:part", args=[review.reference, part.pk]),
        )
        for part in parts
    ]
