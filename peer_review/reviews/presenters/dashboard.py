"""The managers' desk as its page shows it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.lists import Facet, facets_of_rows
from peer_review.reviews.enums import STAGES, DutyKind, ReviewState
from peer_review.reviews.lifecycle import REVIEW
from peer_review.reviews.models import Duty, Programme
from peer_review.reviews.presenters.duties import standing_in_words
from peer_review.reviews.presenters.reviews import state_of

Fact = tuple[str, str, str, str]
WHEN = {
    "overdue": gettext_lazy("Overdue"),
    "soon": gettext_lazy("Within 30 days"),
    "later": gettext_lazy("Later"),
}


@dataclass(frozen=True)
class Line:
    """One open duty, with its review."""

    duty: Duty
    title: str
    url: str
    state: dict[str, str]
    standing: str
    colour: str
    manager: str


def line_of(duty: Duty) -> Line:
    review = duty.review
    standing, colour = standing_in_words(duty)
    url = reverse("peer_reviews:timetable", args=[review.reference])
    state = state_of(review, public=False)
    return Line(duty, duty.get_kind_display(), url, state, standing, colour, str(review.manager))


def chosen_of(query: QueryDict, programmes: Iterable[Programme]) -> dict[str, list[str]]:
    """Return the values that are choices. What is none is passed over."""
    known = {
        "programme": {one.slug for one in programmes},
        "stage": set(ReviewState.values),
        "kind": set(DutyKind.values),
        "when": set(WHEN),
    }
    return {name: [value for value in query.getlist(name) if value in values] for name, values in known.items()}


def facets_of(
    facts: Collection[Fact], chosen: Mapping[str, Collection[str]], programmes: Iterable[Programme], query: QueryDict
) -> list[Facet]:
    """Return the filters with counts. Each choice counts what the other filters leave."""
    choices: dict[str, tuple[str, list[tuple[Any, Any]]]] = {
        "programme": (_("Programme"), [(one.slug, one.name) for one in programmes]),
        "stage": (_("Stage"), [(one, REVIEW.states[one].label) for one in STAGES]),
        "kind": (_("What is due"), DutyKind.choices),
        "when": (_("When"), list(WHEN.items())),
    }
    return facets_of_rows(facts, choices, chosen=chosen, query=query)


def counts_of(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Return how much is overdue, due within 30 days, and due later, each with the address of that view."""
    counted = Counter(when for *_rest, when in facts)
    return [{"label": label, "number": counted[when], "url": f"?when={when}"} for when, label in WHEN.items()]


def stages_of(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return how many reviews stand where, in the order of the stages, as a table and as bars."""
    return [
        {"label": str(REVIEW.states[state].label), "value": counts.get(state, 0), "text": str(counts.get(state, 0))}
        for state in ReviewState
    ]
