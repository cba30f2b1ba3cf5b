"""What somebody is to each of several reviews. Rooms above add what they know: teams say who is a peer."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from peer_review.reviews.enums import Capacity
from peer_review.reviews.models import HostPerson, Review
from peer_review.reviews.rules import may_run

Capacities = Mapping[int, frozenset[Capacity]]
Finder = Callable[[Any], Exists]
OF_HOSTS = frozenset({Capacity.HOST_LEAD, Capacity.HOST, Capacity.OBSERVER})


def _at_a_host(**fields: bool) -> Finder:
    def find(user: Any) -> Exists:
        people = HostPerson.objects.filter(user=user.pk, left_at=None, **fields)
        return Exists(people.filter(host__review=OuterRef("pk")))

    return find


_finders: dict[Capacity, Finder] = {
    Capacity.HOST_LEAD: _at_a_host(is_observer=False, is_lead=True),
    Capacity.HOST: _at_a_host(is_observer=False, is_lead=False),
    Capacity.OBSERVER: _at_a_host(is_observer=True),
}


def offer_capacity(capacity: Capacity, finder: Finder) -> None:
    """Let a room above say who is what: `finder(user)` returns whether `user` is that to a review, which is OuterRef("pk")."""
    _finders[capacity] = finder


def marks_for(user: Any) -> dict[str, Exists]:
    """Return what to read a review with, so that `read_from` can tell what `user` is to it; nothing for who has no account."""
    return {_name(one): find(user) for one, find in _finders.items()} if getattr(user, "pk", None) else {}


def read_from(user: Any, rows: Iterable[Any]) -> Capacities:
    """Return by key of review what `user` is to it; everybody is the public. `rows` are reviews read with `marks_for(user)`.

    One query for their roles.
    """
    reviews = list(rows)
    is_manager = bool(getattr(user, "pk", None) and reviews and may_run(user))
    everywhere = {Capacity.PUBLIC, Capacity.MANAGER} if is_manager else {Capacity.PUBLIC}
    return {
        row.pk: frozenset(everywhere.union(_alone(one for one in _finders if getattr(row, _name(one), False))))
        for row in reviews
    }


def capacities_of(user: Any, reviews: Collection[Review]) -> Capacities:
    """Return by key of review what `user` is to it. One query, and one for their roles."""
    asked = marks_for(user)
    if not (asked and reviews):
        return read_from(user, reviews)
    rows = Review.objects.filter(pk__in=[one.pk for one in reviews]).order_by().only("pk")
    return read_from(user, rows.annotate(**asked))


def _alone(found: Iterable[Capacity]) -> set[Capacity]:
    """Whoever is at a host is no peer of the team, however their account came to be both: what the team hears is kept from hosts."""
    held = set(found)
    return held - {Capacity.PEER} if held & OF_HOSTS else held


def _name(capacity: Capacity) -> str:
    return f"is_{capacity.value}"
