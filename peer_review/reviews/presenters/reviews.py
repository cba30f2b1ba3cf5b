"""Reviews as lists and their own pages show them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dateutil.relativedelta import relativedelta
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from core.lists import Facet, facets_of_rows
from organisations.models import Region
from peer_review.reviews.enums import STAGES, ReviewState
from peer_review.reviews.lifecycle import REVIEW
from peer_review.reviews.models import Duty, Programme, Review
from peer_review.reviews.presenters.duties import Line as DutyLine
from peer_review.reviews.presenters.duties import line_of as duty_line


@dataclass(frozen=True)
class Line:
    """One review in a list. `next` is the next thing that is due on its public clock."""

    review: Review
    url: str
    state: dict[str, str]
    hosts: list[str]
    next: DutyLine | None


def state_of(review: Review, *, public: bool = True) -> dict[str, str]:
    state = REVIEW.state_of(review)
    return {"text": str(state.public_label if public else state.label), "colour": state.tag}


def line_of(review: Review, clock: Iterable[Duty]) -> Line:
    """Give it with its hosts, as `queries.reviews.read_whole` reads it."""
    due = [] if review.state in (ReviewState.WITHDRAWN, ReviewState.CLOSED) else clock
    first = next((duty for duty in due if duty.done_on is None), None)
    hosts = [host.organisation.name for host in review.hosts.all()]
    return Line(review, review.get_absolute_url(), state_of(review), hosts, duty_line(review, first) if first else None)


def stages_of(review: Review) -> list[dict[str, str]]:
    """Return the stages as steps: done, current and next. One that was withdrawn has none that is current."""
    here = STAGES.index(ReviewState(review.state)) if review.state in STAGES else -1
    steps = []
    for place, state in enumerate(STAGES):
        when = "done" if place < here else "current" if place == here else "next"
        steps.append({"title": str(REVIEW.states[state].public_label), "state": when})
    return steps


def facets_of(
    found: Collection[tuple[str, str, str]],
    chosen: Mapping[str, Collection[str]],
    programmes: Iterable[Programme],
    query: QueryDict,
) -> list[Facet]:
    """Return the filters with counts. Each choice counts what the other filters leave."""
    choices: dict[str, tuple[str, list[tuple[Any, Any]]]] = {
        "programme": (_("Programme"), [(one.slug, one.name) for one in programmes]),
        "stage": (_("Stage"), [(state, REVIEW.states[state].public_label) for state in ReviewState]),
        "region": (_("Region"), Region.choices),
    }
    return facets_of_rows(found, choices, chosen=chosen, query=query)


def months_since(review: Review) -> int | None:
    """Return how many whole months have gone by since the last day on site; None before the first is over."""
    if review.on_site_to is None or review.on_site_to > timezone.localdate():
        return None
    gone = relativedelta(timezone.localdate(), review.on_site_to)
    return gone.years * 12 + gone.months or None
