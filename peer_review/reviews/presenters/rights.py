"""Rights in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import STAGES, Capacity, ReviewState, Thing
from peer_review.reviews.lifecycle import REVIEW
from peer_review.reviews.models import Review
from peer_review.reviews.queries.rights import rights_at, states_of
from peer_review.reviews.rights import may_ever


def when_it_may(reader: Reader, review: Review, thing: Thing) -> str:
    """Return the sentence that says when somebody inside a review may do what they may not do now, or that it is not theirs."""
    states = states_of(thing, reader.capacities.get(review.pk, frozenset()))
    stages = [one for one in STAGES if one in states]
    if not stages:
        return _("“%(thing)s” is not yours to do in this review.") % {"thing": thing.label}
    words = {"thing": thing.label, "now": REVIEW.state_of(review).label, "stages": _listed(stages)}
    return _("“%(thing)s” is open to you at these stages: %(stages)s. The review is now at: %(now)s.") % words


def _listed(stages: Iterable[ReviewState]) -> str:
    return ", ".join(str(REVIEW.states[one].label) for one in stages)


def table_of(stage: ReviewState) -> dict[str, Any]:
    """Return who may do what at a stage: a row a thing, a cell a capacity, each with the way to switch it."""
    held = rights_at(stage)
    rows = [
        {
            "thing": thing.label,
            "cells": [
                {
                    "is_on": (capacity, thing) in held,
                    "capacity": capacity.label,
                    "url": reverse("peer_reviews:switch", args=[stage, capacity, thing])
                    if (capacity, thing) in held or may_ever(capacity, thing)
                    else "",
                }
                for capacity in Capacity
            ],
        }
        for thing in Thing
    ]
    stages = [
        {
            "text": REVIEW.states[one].label,
            "url": f"{reverse('peer_reviews:rights')}?stage={one}",
            "current": one == stage,
        }
        for one in STAGES
    ]
    return {
        "stage": REVIEW.states[stage].label,
        "stages": stages,
        "capacities": [one.label for one in Capacity],
        "rows": rows,
    }
