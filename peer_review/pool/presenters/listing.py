"""The list of the pool as managers filter and read it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.disclosure import Viewer, disclose
from core.lists import Facet, facet
from organisations.models import Region
from peer_review.pool.disclosure import KnownPeer
from peer_review.pool.enums import PeerState, PeerType, Trained
from peer_review.pool.models import Peer, Skill
from peer_review.pool.presenters.standing import Tag, renewal_tag, state_tag, trained_tag
from peer_review.pool.queries.peers import Standing

DUE = "due"
# What of a peer each filter looks at.
FILTERS: Mapping[str, Callable[[Standing], Collection[str]]] = {
    "type": lambda one: {one.type},
    "skill": lambda one: one.skills,
    "region": lambda one: {one.region},
    "trained": lambda one: {one.trained.value},
    "renewal": lambda one: {DUE} if one.is_due else set(),
    "state": lambda one: {one.state},
}


@dataclass(frozen=True)
class Line:
    peer: KnownPeer
    type: str
    skills: tuple[str, ...]
    region: str
    trained: Tag
    renewal: Tag
    state: Tag


def fitting(rows: Iterable[Standing], chosen: Mapping[str, Collection[str]], *, besides: str = "") -> list[Standing]:
    """Return those that fit all filters, or all but one; any value of a filter will do."""
    return [
        one
        for one in rows
        if all(
            name == besides or not values or not set(values).isdisjoint(FILTERS[name](one))
            for name, values in chosen.items()
        )
    ]


def facets_of(
    rows: Collection[Standing],
    chosen: Mapping[str, Collection[str]],
    skills: Iterable[Skill],
    query: QueryDict,
) -> list[Facet]:
    """Return the filters with counts. Each choice counts what the other filters leave."""
    labels: dict[str, tuple[str, Sequence[tuple[str, Any]]]] = {
        "type": (_("Type"), PeerType.choices),
        "skill": (_("Skill"), [(one.slug, one.name) for one in skills]),
        "region": (_("Region"), Region.choices),
        "trained": (_("Training"), Trained.choices),
        "renewal": (_("Yearly renewal"), [(DUE, _("Due within 90 days, or overdue"))]),
        "state": (_("Active or paused"), PeerState.choices),
    }
    facets = []
    for name, (label, choices) in labels.items():
        left = fitting(rows, chosen, besides=name)
        counts = Counter(value for one in left for value in FILTERS[name](one))
        facets.append(facet(name, label, choices, counts=counts, chosen=chosen, query=query))
    return facets


def lines_of(
    standings: Iterable[Standing], peers: Mapping[int, Peer], skills: Iterable[Skill], viewer: Viewer, today: date
) -> list[Line]:
    """Return one page of the list, in its order."""
    names = {one.slug: one.name for one in skills}
    return [
        Line(
            peer=disclose(peers[one.pk], viewer),
            type=str(PeerType(one.type).label),
            skills=tuple(sorted(names[slug] for slug in one.skills)),
            region=str(Region(one.region).label) if one.region else "",
            trained=trained_tag(one.trained),
            renewal=renewal_tag(one.renewal_due, today),
            state=state_tag(one.state),
        )
        for one in standings
    ]
