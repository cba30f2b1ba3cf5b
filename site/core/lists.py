"""What every list of the site needs: its filters with their counts, each to be taken off, and the page that is asked for."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict
from django.utils.formats import number_format

THOUSAND = 1_000


@dataclass(frozen=True)
class Option:
    """One value of a filter. `url_without` is the address of the list without it, where it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool
    url_without: str = ""

    @property
    def figure(self) -> str:
        """The count as people read it: 1,024."""
        return number_format(self.count, force_grouping=True) if self.count >= THOUSAND else str(self.count)


@dataclass(frozen=True)
class Facet:
    """One filter with its choices."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.is_chosen)


def facet(
    name: str,
    label: str,
    choices: Iterable[tuple[Any, Any]],
    *,
    counts: Mapping[str, int],
    chosen: Mapping[str, Collection[str]],
    query: QueryDict,
) -> Facet:
    """Return a filter with those of its `choices` (value and label) that find something by `counts`, or are chosen."""
    mine = chosen.get(name, ())
    options = [
        Option(
            value, str(said), counts.get(value, 0), value in mine, without(query, name, value) if value in mine else ""
        )
        for value, said in ((str(value), said) for value, said in choices)
        if counts.get(value) or value in mine
    ]
    return Facet(name, label, tuple(options))


def facets_of_rows(
    rows: Iterable[Sequence[Any]],
    choices: Mapping[str, tuple[str, Iterable[tuple[Any, Any]]]],
    *,
    chosen: Mapping[str, Collection[str]],
    query: QueryDict,
) -> list[Facet]:
    """Return all filters of a list. `choices` hold the label and the choices of each, `rows` a value for each, in their order.

    Each choice counts the rows that the other filters leave.
    """
    told = [[str(value) for value in row] for row in rows]
    asked = {place: set(chosen.get(name, ())) for place, name in enumerate(choices) if chosen.get(name)}
    found = []
    for place, (name, (label, some)) in enumerate(choices.items()):
        others = [(at, values) for at, values in asked.items() if at != place]
        counts = Counter(row[place] for row in told if all(row[at] in values for at, values in others))
        found.append(facet(name, label, some, counts=counts, chosen=chosen, query=query))
    return found


def filters(facets: list[Facet]) -> dict[str, Any]:
    """Return what a page of a list draws of its filters (core/filters.html, core/filters_chosen.html)."""
    return {"facets": facets, "chosen": [(one, option) for one in facets for option in one.chosen]}


def without(query: QueryDict, name: str, value: str) -> str:
    """Return the address of the same list without one chosen value, from its first page."""
    left = query.copy()
    left.setlist(name, [one for one in left.getlist(name) if one != value])
    left.pop("page", None)
    return f"?{left.urlencode()}" if left else "?"


def without_page(query: QueryDict) -> str:
    """Return the list's filters as a query string, such as its files to take away need."""
    left = query.copy()
    left.pop("page", None)
    return left.urlencode()


def page_asked(request: HttpRequest, rows: Any, size: int) -> "Page[Any] | None":
    """Return the page of `rows` that `?page=` asks for, the first without one. None where there is no such page: see `first_page`."""
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    return page if request.GET.get("page", "1") == str(page.number) else None


def first_page(request: HttpRequest) -> str:
    """Return the address of the same list at its beginning."""
    query = without_page(request.GET)
    return f"{request.path}?{query}" if query else request.path
