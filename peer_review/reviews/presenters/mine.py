"""What waits for somebody of a host."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import HOSTS_ARE_NEEDED, OF_HOSTS, STAGES, Capacity, ReviewState, Thing
from peer_review.reviews.models import Duty, PositionPart, Review
from peer_review.reviews.presenters.duties import Line as DutyLine
from peer_review.reviews.presenters.duties import line_of
from peer_review.reviews.presenters.reviews import state_of
from peer_review.reviews.queries.reviews import of_hosts


@dataclass(frozen=True)
class Mine:
    """A review of theirs: what is due of the hosts, and the parts of the position statement that wait for them."""

    review: Review
    url: str
    state: dict[str, str]
    due: list[DutyLine]
    parts: list[tuple[str, str]]


def reviews_of_hosts(reader: Reader) -> list[Mine]:
    """Return the reviews in which somebody speaks for a host, those that need them now first (`HOSTS_ARE_NEEDED`).

    Three queries for any number, and none for others.
    """
    if not reader.is_anywhere(Capacity.HOST_LEAD, Capacity.HOST, Capacity.OBSERVER):
        return []
    reviews = sorted(of_hosts(reader.user), key=lambda one: HOSTS_ARE_NEEDED.index(ReviewState(one.state)))
    due: dict[int, list[Duty]] = {review.pk: [] for review in reviews}
    for duty in Duty.objects.filter(review__in=reviews, review__state__in=STAGES, kind__in=OF_HOSTS, done_on=None):
        due[duty.review_id].append(duty)
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
            [line_of(review, duty) for duty in due[review.pk]],
            _to_write(review, parts[review.pk]) if reader.may(review, Thing.WRITE_STATEMENT) else [],
        )
        for review in reviews
    ]


def _to_write(review: Review, parts: list[PositionPart]) -> list[tuple[str, str]]:
    return [
        (
            _("Write “%(part)s”") % {"part": part.title},
            reverse("peer_reviews:part", args=[review.reference, part.pk]),
        )
        for part in parts
    ]
