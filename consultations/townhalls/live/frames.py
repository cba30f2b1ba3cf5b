"""What followers are sent. Each message is written once, however many follow.

`events` are told as what they are about looks now, in the words a page would use: so what was hidden meanwhile can't come
back, and telling an event twice changes nothing. A body may carry `regions`: the name of an element of the page and what
stands in it now.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.townhalls import presenters, queries
from consultations.townhalls.disclosure import KnownContribution
from consultations.townhalls.enums import EventKind, Stream
from consultations.townhalls.models import Contribution, Thread, ThreadEvent
from core.citations import Links
from core.disclosure import PUBLIC, Audience, Viewer, disclose

# What an event is about: a contribution, or what a thread says above all of them.
FAMILIES = {
    EventKind.ANSWERING: "answering",
    EventKind.STATE: "notices",
    EventKind.MEASURE: "notices",
    EventKind.POLL: "polls",
    EventKind.PART: "notices",
    EventKind.AGENDA: "agenda",
}
OF_THE_THREAD = frozenset({"answering", "notices", "polls", "agenda"})
Subject = tuple[str, int]
Bodies = Callable[[Stream, Collection[int]], dict[int, Any]]
_bodies: dict[str, Bodies] = {}


class Message(str):
    """What is sent. `cursor` is where one who took it in stands, for those who hear it as a server-sent event."""

    cursor: str


@dataclass(frozen=True)
class Told:
    """An event as it is told: its number, and which row it is about."""

    seq: int
    kind: str
    subject: Subject


@dataclass(frozen=True)
class Tally:
    """How a count stands: of a row, as a follower is told it."""

    subject: Subject
    body: Mapping[str, Any]

    def as_sent(self) -> dict[str, Any]:
        return {"of": self.subject[0], "id": self.subject[1], **self.body}


def told(event: ThreadEvent) -> Told:
    family = FAMILIES.get(EventKind(event.kind), "contribution")
    return Told(event.seq, event.kind, (family, event.thread_id if family in OF_THE_THREAD else event.subject))


def bodies_of(family: str) -> Callable[[Bodies], Bodies]:
    """Have a function say how rows of a family look, by key, to who follows a stream; the same queries for any number."""

    def register(function: Bodies) -> Bodies:
        _bodies[family] = function
        return function

    return register


def bodies(stream: Stream, events: Iterable[Told]) -> dict[Subject, Any]:
    """Return how the rows that events are about look now: the same queries for any number of events."""
    keys: dict[str, set[int]] = {}
    for event in events:
        keys.setdefault(event.subject[0], set()).add(event.subject[1])
    found: dict[Subject, Any] = {}
    for family, wanted in keys.items():
        if family in _bodies:
            found |= {(family, key): body for key, body in _bodies[family](stream, wanted).items()}
    # The card of what is being answered holds words of a contribution, which may just have been edited.
    on_stage = {body.pop("answered_in", None) for body in found.values()} - {None} - keys.get("answering", set())
    if on_stage:
        found |= {("answering", key): body for key, body in _of_answering(stream, on_stage).items()}
    return found


@bodies_of("contribution")
def _of_contributions(stream: Stream, keys: Collection[int]) -> dict[int, Any]:
    viewer = PUBLIC if stream is Stream.PUBLIC else Viewer(Audience.STAFF)
    rows = queries.read_along(Contribution.objects.filter(pk__in=keys).select_related("thread"))
    known = {row: disclose(row, viewer) for row in rows}
    references = presenters.referred_to((), known.values())
    return {row.pk: contribution_body(one, references) | _answered_in(row) for row, one in known.items()}


def _answered_in(row: Contribution) -> dict[str, int]:
    return {"answered_in": row.thread_id} if row.thread.answering_id == row.pk else {}


@bodies_of("answering")
def _of_answering(stream: Stream, keys: Collection[int]) -> dict[int, Any]:
    threads = Thread.objects.filter(pk__in=keys).select_related("answering__parent", "answering__merged_into")
    return {
        thread.pk: _regions(answering=render_to_string("townhalls/answering.html", presenters.answering_in(thread)))
        for thread in threads
    }


@bodies_of("notices")
def _of_notices(stream: Stream, keys: Collection[int]) -> dict[int, Any]:
    """A follower's room is of one thread, so this is asked once a reading."""
    found = {}
    for thread in Thread.objects.filter(pk__in=keys):
        context = presenters.notices_of(queries.hall_of(thread), thread)
        html = render_to_string("townhalls/notices.html", context)
        found[thread.pk] = _regions(notices=html) | {
            "takes_words": context["takes_words"],
            "goes_on": queries.goes_on(thread),
        }
    return found


def _regions(**html: str) -> dict[str, Any]:
    return {"regions": html}


def contribution_body(known: KnownContribution, references: Links) -> dict[str, Any]:
    """Return one contribution as it is sent: as HTML, as the page draws it, and what a script must know to place it."""
    return {
        "id": known.pk,
        "parent": known.parent,
        "revision": known.revision,
        **_gone(known),
        **votes_body(known),
        "html": _drawn(known, references) if known.is_visible else "",
    }


def _drawn(known: KnownContribution, references: Links) -> str:
    return render_to_string("townhalls/contribution.html", {"one": known, "references": references})


def _gone(known: KnownContribution) -> dict[str, Any]:
    """Whether it no longer stands in the list, and what a reader sees in its place till they ask for the list anew."""
    if known.merged_into:
        return {"gone": True, "why": _("It stands in %(reference)s now.") % {"reference": known.merged_into}}
    return {"gone": False} if known.is_visible else {"gone": True, "why": _("A moderator took this from view.")}


def votes_body(known: KnownContribution) -> dict[str, Any]:
    """Return a count as it is sent: the figure, and the word beside it."""
    return {"votes": known.votes, "votes_word": ngettext("vote", "votes", known.votes)}


def batch(
    epoch: Any,
    before: int,
    events: Sequence[Told],
    looks: Mapping[Subject, Any],
    *,
    tallies: Sequence[Tally] = (),
    until: int | None = None,
) -> Message:
    """Write events in a row as one message, and how counts stand. A row's looks go with the last event about it."""
    last_about = {event.subject: event.seq for event in events}
    seq = events[-1].seq if events else before
    said = {
        "prev": before,
        "seq": seq,
        "events": [
            {"seq": event.seq, "kind": event.kind, "of": event.subject[0]}
            | ({"body": looks.get(event.subject)} if last_about[event.subject] == event.seq else {})
            for event in events
        ],
    }
    counts = {"tallies": [one.as_sent() for one in tallies], "tallied": until} if until is not None else {}
    return _written(epoch, seq, said | counts)


def tally(epoch: Any, seq: int, tallies: Iterable[Tally], until: int) -> Message:
    """Write how counts stand. It takes no number: a later one says it anew. All that moved before `until` was told."""
    return _written(epoch, seq, {"tallies": [one.as_sent() for one in tallies], "tallied": until})


def beat(epoch: Any, seq: int) -> Message:
    """Write a heartbeat: whoever holds a lower number has lost something, in a room where nothing happens too."""
    return _written(epoch, seq, {"beat": seq})


def reset(epoch: Any, seq: int) -> Message:
    """Say that the list is to be fetched anew; a draft on the page stays."""
    return _written(epoch, seq, {"reset": seq})


def followers(epoch: Any, seq: int, words: str) -> Message:
    """Say how many follow, in words; none where that is not known."""
    return _written(epoch, seq, {"followers": words})


def spread(epoch: Any, seq: int, seconds: int) -> Message:
    """Ask to come back at any moment of so many seconds: this process stops."""
    return _written(epoch, seq, {"spread": seconds})


def _written(epoch: Any, seq: int, message: Mapping[str, Any]) -> Message:
    text = Message(json.dumps({"epoch": str(epoch), **message}, ensure_ascii=False, separators=(",", ":")))
    text.cursor = f"{epoch}:{seq}"
    return text
