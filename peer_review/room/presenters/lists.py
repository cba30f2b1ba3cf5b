"""The list of a room's items with its filters."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.lists import Facet, Option, without
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
    by_line = Counter(items.order_by().values_list("tags__line", flat=True))
    states, types, of_hosts = (Counter(str(row[place]) for row in plain) for place in range(3))
    choices: dict[str, tuple[str, list[tuple[str, Any, int]]]] = {
        "state": (_("State"), [(value, label, states[value]) for value, label in ItemState.choices]),
        "type": (_("What it is"), [(value, label, types[value]) for value, label in SourceType.choices]),
        "line": (_("Line of enquiry"), [(str(line.pk), str(line), by_line[line.pk]) for line in lines]),
        "host": (_("Host"), [(str(host.pk), host.organisation.name, of_hosts[str(host.pk)]) for host in hosts]),
    }
    return [
        Facet(
            name,
            label,
            tuple(
                Option(value, str(words), count, value in chosen[name], without(query, name, value))
                for value, words, count in options
                if count or value in chosen[name]
            ),
        )
        for name, (label, options) in choices.items()
    ]
