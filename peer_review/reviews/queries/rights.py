"""Reads of the rights of a phase."""

from collections.abc import Collection

from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Right


def states_of(thing: Thing, capacities: Collection[Capacity]) -> frozenset[str]:
    """Return the states in which one of these capacities may know or do `thing`."""
    rows = Right.objects.filter(thing=thing, capacity__in=capacities)
    return frozenset(rows.values_list("state", flat=True))
