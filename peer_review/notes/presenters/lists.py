"""The list of a team's notes with its filters."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.lists import Facet, facet
from peer_review.notes.models import Note
from peer_review.room.enums import SourceType
from peer_review.visits.enums import Group

NO_LINE = "none"
COLUMNS = {"line": "line", "meeting": "meeting", "type": "source_type", "group": "group", "peer": "held_by"}
Chosen = Mapping[str, Sequence[str]]


def chosen_in(query: QueryDict) -> dict[str, list[str]]:
    """Return the values that can be choices. What can't is passed over: old links must not break."""
    words = {"type": set(SourceType.values), "group": set(Group.values)}
    chosen = {name: [one for one in query.getlist(name) if one in known] for name, known in words.items()}
    for name in ("line", "meeting", "peer"):
        chosen[name] = [one for one in query.getlist(name) if one == NO_LINE or (one.isdecimal() and len(one) < 18)]  # noqa: PLR2004
    return chosen


def narrowed(notes: QuerySet[Note], chosen: Chosen) -> QuerySet[Note]:
    for name, values in chosen.items():
        if values:
            fits = Q(**{f"{COLUMNS[name]}__in": [one for one in values if one != NO_LINE]})
            notes = notes.filter(fits | Q(**{f"{COLUMNS[name]}__isnull": True}) if NO_LINE in values else fits)
    return notes


def facets_of(notes: QuerySet[Note], chosen: Chosen, query: QueryDict) -> list[Facet]:
    """Return each filter with how many of the team's notes fit each choice. One query."""
    columns = (
        "line", "line__theme__position", "line__position", "line__title",
        "meeting", "meeting__title", "source_type", "group", "held_by", "held_by__peer__name",
    )  # fmt: skip
    rows = notes.order_by("line__theme__position", "line__position", "meeting__starts_at").values_list(*columns)
    counts: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in COLUMNS}
    for line, theme, place, title, meeting, called, kind, group, peer, who in rows:
        counts["line"][(str(line), f"{theme}.{place} {title}") if line else (NO_LINE, _("None yet"))] += 1
        if meeting:
            counts["meeting"][str(meeting), called] += 1
        counts["type"][kind, str(SourceType(kind).label)] += 1
        if group:
            counts["group"][group, str(Group(group).label)] += 1
        counts["peer"][str(peer), who] += 1
    labels = {
        "line": _("Line of enquiry"),
        "meeting": _("Meeting"),
        "type": _("Type of source"),
        "group": _("Whose voice"),
        "peer": _("Peer"),
    }
    return [
        facet(
            name,
            labels[name],
            found,
            counts={value: count for (value, _label), count in found.items()},
            chosen=chosen,
            query=query,
        )
        for name, found in counts.items()
    ]
