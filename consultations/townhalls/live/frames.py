"""What followers are sent. Each message is written once, however many follow.

`events` are told as what they are about looks now, in the words a page would use: so what was hidden meanwhile can't come
back, and telling an event twice changes nothing.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from consultations.townhalls.disclosure import KnownContribution
from consultations.townhalls.enums import EventKind, Stream
from consultations.townhalls.models import Contribution, Measure, ThreadEvent
from consultations.townhalls.queries import read_along
from core.disclosure import PUBLIC, Audience, Viewer, disclose

OF_CONTRIBUTIONS = frozenset(
    {EventKind.SUBMITTED, EventKind.PUBLISHED, EventKind.CHANGED, EventKind.REMOVED, EventKind.ANSWERING}
)
Subject = tuple[str, int]


@dataclass(frozen=True)
class Told:
    """An event as it is told: its number, and which row it is about."""

    seq: int
    kind: str
    subject: Subject


def told(event: ThreadEvent) -> Told:
    family = "contribution" if event.kind in OF_CONTRIBUTIONS else str(event.kind)
    return Told(event.seq, event.kind, (family, event.subject))


def bodies(stream: Stream, events: Iterable[Told]) -> dict[Subject, Any]:
    """Return how the rows that events are about look now: a few queries for any number of events."""
    keys: dict[str, set[int]] = {}
    for event in events:
        keys.setdefault(event.subject[0], set()).add(event.subject[1])
    viewer = PUBLIC if stream is Stream.PUBLIC else Viewer(Audience.STAFF)
    found: dict[Subject, Any] = {("state", key): {} for key in keys.get("state", ())}
    rows = read_along(Contribution.objects.filter(pk__in=keys.get("contribution", ())))
    for row in rows if keys.get("contribution") else ():
        found["contribution", row.pk] = contribution_body(disclose(row, viewer))
    for measure in Measure.objects.filter(pk__in=keys["measure"]) if keys.get("measure") else ():
        found["measure", measure.pk] = {"in_force": measure.ended_at is None, "kind": measure.kind}
    return found


def contribution_body(known: KnownContribution) -> dict[str, Any]:
    """Return one contribution as it is sent: as HTML, as the page draws it, and what a script must know to place it."""
    return {
        "id": known.pk,
        "parent": known.parent,
        "revision": known.revision,
        "gone": not known.is_visible or bool(known.merged_into),
        "votes": known.votes,
        "html": render_to_string("townhalls/contribution.html", {"one": known}) if known.is_visible else "",
    }


def batch(epoch: Any, before: int, events: Sequence[Told], looks: Mapping[Subject, Any]) -> str:
    """Write events in a row as one message. A row's looks go with the last event about it."""
    last_about = {event.subject: event.seq for event in events}
    return _written(
        {
            "epoch": str(epoch),
            "prev": before,
            "seq": events[-1].seq if events else before,
            "events": [
                {"seq": event.seq, "kind": event.kind, "of": event.subject[0]}
                | ({"body": looks.get(event.subject)} if last_about[event.subject] == event.seq else {})
                for event in events
            ],
        }
    )


def beat(epoch: Any, seq: int) -> str:
    """Write a heartbeat: whoever holds a lower number has lost something, in a room where nothing happens too."""
    return _written({"epoch": str(epoch), "beat": seq})


def reset(epoch: Any, seq: int) -> str:
    """Say that the list is to be fetched anew; a draft on the page stays."""
    return _written({"epoch": str(epoch), "reset": seq})


def _written(message: Mapping[str, Any]) -> str:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))
