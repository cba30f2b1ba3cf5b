"""Alerts as pages and mail show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from search.asked import Asked, read
from search.models import Alert
from search.presenters import in_words
from search.queries.names import place_of

LONGEST_NAME = 100


@dataclass(frozen=True)
class Saved:
    """An alert's search in words: `name` in a line, `rows` for a summary list, and the address that runs it.

    `followed` is the name of the one thing that it follows, such as a body's; it is empty for any other search.
    """

    alert: Alert
    name: str
    rows: list[dict[str, str]]
    url: str
    followed: str


def saved(alerts: Sequence[Alert]) -> list[Saved]:
    """Return the searches of alerts in words: three queries for all."""
    searches = [read(QueryDict(alert.search)) for alert in alerts]
    described = in_words(searches)
    return [
        Saved(
            alert,
            _name(asked, said),
            _rows(said),
            f"{reverse('search:search')}?{alert.search}&sort=newest",
            followed(asked, _rows(said)),
        )
        for alert, asked, said in zip(alerts, searches, described, strict=True)
    ]


def rows_of(asked: Asked) -> list[dict[str, str]]:
    """Return what one search asks for as the rows of a summary list."""
    (said,) = in_words([asked])
    return _rows(said)


def followed(asked: Asked, rows: Sequence[Mapping[str, str]]) -> str:
    """Return the name of the one thing that a search follows, such as a workstream's; nothing for any other search."""
    return rows[0]["value"] if is_of_one(asked) else ""


def way_back(asked: Asked, request: HttpRequest) -> dict[str, str]:
    """Return where somebody came from, as a link's `url` and `text`: the page of the one thing that is followed, else the search."""
    results = {"url": f"{reverse('search:search')}?{asked.canonical}", "text": _("Back to the results")}
    if not is_of_one(asked):
        return results
    ((facet, (value,)),) = [(name, values) for name, values in asked.chosen.items() if values]
    place = place_of(facet, value)
    if place is None:
        return results
    url, name = (
        (place.get_url(request), place.title)
        if isinstance(place, Page)
        else (place.get_absolute_url(), place.reference)
    )
    return {"url": url, "text": _("Back to %(name)s") % {"name": name}} if url else results


def is_of_one(asked: Asked) -> bool:
    return not asked.words and sum(map(len, asked.chosen.values())) == 1


def followed_by(alert: Alert) -> str:
    """Return the name of the one thing that an alert follows; nothing where it is a search."""
    return saved([alert])[0].followed


def _rows(said: list[tuple[str, list[str]]]) -> list[dict[str, str]]:
    return [{"key": what, "value": _(" or ").join(values)} for what, values in said]


def _name(asked: Asked, said: list[tuple[str, list[str]]]) -> str:
    words = [_("“%(words)s”") % {"words": asked.words}] if asked.words else []
    choices = [value for _what, values in said[len(words) :] for value in values]
    return Truncator(", ".join([*words, *choices])).chars(LONGEST_NAME)
