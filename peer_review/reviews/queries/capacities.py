"""What somebody is to each of several reviews. Rooms above add what they know: teams say who is a peer."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import Case, QuerySet, Value, When

from peer_review.reviews.enums import Capacity
from peer_review.reviews.models import HostPerson, Review
from peer_review.reviews.rules import may_run

Finder = Callable[[Any, Collection[int]], "QuerySet[Any, tuple[int, str]]"]
_finders: list[Finder] = []


def offer_capacities(finder: Finder) -> None:
    """Let a room above say what somebody is: `finder(user, keys of reviews)` returns pairs that are read with all others."""
    if finder not in _finders:
        _finders.append(finder)


def capacities_of(user: Any, reviews: Collection[Review]) -> Mapping[int, frozenset[Capacity]]:
    """Return by key of review what `user` is to it; everybody is the public. One query, and one for their roles."""
    is_known = bool(getattr(user, "pk", None))
    everywhere = {Capacity.PUBLIC, Capacity.MANAGER} if is_known and reviews and may_run(user) else {Capacity.PUBLIC}
    found: dict[int, set[Capacity]] = {review.pk: set(everywhere) for review in reviews}
    if is_known and found:
        rows = _at_a_host(user, found.keys()).union(*(find(user, found.keys()) for find in _finders), all=True)
        for review, capacity in rows:
            found[review].add(Capacity(capacity))
    return {review: frozenset(capacities) for review, capacities in found.items()}


def _at_a_host(user: Any, reviews: Collection[int]) -> "QuerySet[Any, tuple[int, str]]":
    people = HostPerson.objects.filter(user=user.pk, left_at=None, host__review__in=list(reviews)).order_by()
    speaks = Case(
        When(is_observer=True, then=Value(Capacity.OBSERVER.value)),
        When(is_lead=True, then=Value(Capacity.HOST_LEAD.value)),
        default=Value(Capacity.HOST.value),
    )
    return people.annotate(capacity=speaks).values_list("host__review", "capacity")
