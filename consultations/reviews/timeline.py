"""What a review's timeline shows. The rooms above say which moments are theirs when Django starts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from consultations.reviews.models import ReviewPage
from core.templatetags.moments import plain_day


@dataclass(frozen=True)
class Moment:
    """Something that happens on a day, or from one day to another."""

    first: date
    title: str
    url: str = ""
    last: date | None = None
    text: str = ""


Source = Callable[[ReviewPage], Iterable[Moment]]
_sources: list[Source] = []


def offer_moments(source: Source) -> Source:
    """Have `source` asked for its moments of each review. Returns it, so it serves as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def steps_of(review: ReviewPage, today: date) -> list[dict[str, Any]]:
    """Return the review's moments in order, for the component `steps`, with today marked.

    What goes on today is the current step; when nothing does, today stands as a step of its own.
    """
    moments = sorted(_moments(review), key=lambda one: (one.first, one.last or one.first))
    steps = [_step(one, today) for one in moments]
    if steps and not any(step["state"] == "current" for step in steps):
        place = sum(step["state"] == "done" for step in steps)
        steps.insert(place, {"title": _("Today"), "when": plain_day(today), "state": "current"})
    return steps


def _moments(review: ReviewPage) -> Iterator[Moment]:
    if review.begins_on:
        yield Moment(review.begins_on, _("The review begins"))
    for source in _sources:
        yield from source(review)
    if review.reports_on:
        yield Moment(review.reports_on, _("The report is published"))


def _step(moment: Moment, today: date) -> dict[str, Any]:
    last = moment.last or moment.first
    when = plain_day(moment.first)
    if last != moment.first:
        when = _("%(first)s to %(last)s") % {"first": when, "last": plain_day(last)}
    state = "next" if moment.first > today else "current" if last >= today else "done"
    if state == "current":
        when = _("%(when)s (now)") % {"when": when} if last != moment.first else _("Today, %(when)s") % {"when": when}
    return {"title": moment.title, "url": moment.url, "text": moment.text, "when": when, "state": state}
