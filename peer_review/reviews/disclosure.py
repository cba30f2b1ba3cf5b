"""The one projection of a peer review: what somebody may know or do of it, where it stands now.

Every room of peer_review asks a `Reader`, for every page, list, feed, file, mail and index document.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core.errors import NotAllowed
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Review, Right
from peer_review.reviews.queries.capacities import Capacities, capacities_of, read_from


@dataclass(frozen=True)
class Reader:
    """Somebody who looks at some reviews: what they are to each, and the rights of the states these stand in."""

    user: Any
    capacities: Mapping[int, frozenset[Capacity]]
    rights: frozenset[tuple[str, str, str]] = field(repr=False)

    def is_any(self, review: Review, *capacities: Capacity) -> bool:
        return bool(self.capacities.get(review.pk, frozenset()) & set(capacities))

    def is_anywhere(self, *capacities: Capacity) -> bool:
        """Whether they are one of these to any of the reviews."""
        return any(held & set(capacities) for held in self.capacities.values())

    def speaks_for_host(self, review: Review) -> bool:
        """Whether what they write is the word of a host: that of a lead, or of a colleague. Observers read."""
        return self.is_any(review, Capacity.HOST_LEAD, Capacity.HOST)

    def is_inside(self, review: Review) -> bool:
        """Whether they are more than the public to it."""
        return bool(self.capacities.get(review.pk, frozenset()) - {Capacity.PUBLIC})

    def may(self, review: Review, thing: Thing) -> bool:
        """Whether they may know or do `thing`, where `review` stands now."""
        return any((review.state, one, thing) in self.rights for one in self.capacities.get(review.pk, ()))

    def may_read_drafts(self, review: Review) -> bool:
        """Whether they read the position statement while it is written, and its versions ever.

        Drafts belong to the hosts and the manager. Everybody else who may read the statement reads what stands once it is frozen.
        """
        writes_or_runs = self.speaks_for_host(review) or self.is_any(review, Capacity.MANAGER)
        return writes_or_runs and self.may(review, Thing.STATEMENT)

    def demand_drafts(self, review: Review) -> None:
        """Raise NotAllowed unless they may read drafts of the position statement."""
        if not self.may_read_drafts(review):
            raise NotAllowed(_("Drafts of the position statement are for the hosts and the manager alone."))

    def demand(self, review: Review, thing: Thing) -> None:
        """Raise NotAllowed unless they may. A verb begins with it."""
        if not self.may(review, thing):
            raise NotAllowed(_("This is not yours to do, or not while the review stands where it is."))


def reader_of(user: Any, reviews: Collection[Review]) -> Reader:
    """Return how `user` stands to `reviews`: the same number of queries for any number. None is the public."""
    return _reader(user, reviews, capacities_of(user, reviews))


def reader_of_read(user: Any, reviews: Collection[Review]) -> Reader:
    """Return the same as `reader_of`, one query less, of reviews of `counting.counted_for(user)`."""
    return _reader(user, reviews, read_from(user, reviews))


def _reader(user: Any, reviews: Collection[Review], capacities: Capacities) -> Reader:
    states = {review.state for review in reviews}
    rights = Right.objects.filter(state__in=states).values_list("state", "capacity", "thing")
    return Reader(user, capacities, frozenset(rights))


def reader_for(user: Any, review: Review) -> Reader:
    return reader_of(user, [review])
