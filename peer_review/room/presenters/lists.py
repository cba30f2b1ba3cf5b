"""The list of a room's items with its filters."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.lists import Facet, facet
from peer_review.frameworks.models import Line
from peer_review.reviews.models import Host
from peer_review.room.enums import ItemState, SourceType
from peer_review.room.models import Item

FILTERS = {"state": "state", "type": "source_type", "line": "tags__line", "host": "host"}
Chosen = Mapping[str, Sequence[str]]


def chosen_in(query: QueryDict, lines: Iterable[Line], hosts: Iterable[Host]) -> dict[str, list[str]]:
    """Return the values that are choices. What is none is passed over: old links must not break."""
    known = {
        "state": set(ItemState.values),
        "type": set(SourceType.values),
        "line": {str(line.pk) for line in lines},
        "host": {str(host.pk) for host in hosts},
    }
    return {name: [value for value in query.getlist(name) if value in known[name]] for name in FILTERS}


def narrowed(items: QuerySet[Item], chosen: Chosen) -> QuerySet[Item]:
    for name, values in chosen.items():
        if values:
            items = items.filter(**{f"{FILTERS[name]}__in": values})
    return items.distinct()


def facets_of(
    items: QuerySet[Item], chosen: Chosen, lines: Iterable[Line], hosts: Iterable[Host], query: QueryDict
) -> list[Facet]:  # fmt: skip
    """Return each filter with how many items of the whole room fit each choice. Two queries."""
    plain = list(items.order_by().values_list("state", "source_type", "host"))
    by_line = Counter(map(str, items.order_by().values_list("tags__line", flat=True)))
    states, types, of_hosts = (Counter(str(row[place]) for row in plain) for place in range(3))
    filters: dict[str, tuple[str, Iterable[tuple[Any, Any]], Counter[str]]] = {
        "state": (_("State"), ItemState.choices, states),
        "type": (_("What it is"), SourceType.choices, types),
        "line": (_("Line of enquiry"), [(line.pk, line) for line in lines], by_line),
        "host": (_("Host"), [(host.pk, host.organisation.name) for host in hosts], of_hosts),
    }
    return [
        facet(name, label, choices, counts=counts, chosen=chosen, query=query)
        for name, (label, choices, counts) in filters.items()
    ]
