"""What somebody is to each of several reviews. Rooms above add what they know: teams say who is a peer."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from peer_review.reviews.enums import Capacity
from peer_review.reviews.models import HostPerson, Review
from peer_review.reviews.rules import may_run

Found = Iterable[tuple[int, Capacity]]
Finder = Callable[[Any, Collection[int]], Found]
_finders: list[Finder] = []


def offer_capacities(finder: Finder) -> None:
    """Let a room above say what somebody is: `finder(user, keys of reviews)` yields pairs, in one query."""
    if finder not in _finders:
        _finders.append(finder)


def capacities_of(user: Any, reviews: Collection[Review]) -> Mapping[int, frozenset[Capacity]]:
    """Return by key of review what `user` is to it; everybody is the public. A fixed number of queries."""
    found: dict[int, set[Capacity]] = {review.pk: {Capacity.PUBLIC} for review in reviews}
    if getattr(user, "pk", None) and found:
        for finder in (_managing, _at_a_host, *_finders):
            for review, capacity in finder(user, found.keys()):
                found[review].add(capacity)
    return {review: frozenset(capacities) for review, capacities in found.items()}


def _managing(user: Any, reviews: Collection[int]) -> Found:
    return [(review, Capacity.MANAGER) for review in reviews] if may_run(user) else []


def _at_a_host(user: Any, reviews: Collection[int]) -> Found:
    people = HostPerson.objects.filter(user=user.pk, left_at=None, host__review__in=list(reviews))
    for review, is_lead, is_observer in people.values_list("host__review", "is_lead", "is_observer"):
        if is_observer:
            yield review, Capacity.OBSERVER
        else:
            yield review, Capacity.HOST_LEAD if is_lead else Capacity.HOST
