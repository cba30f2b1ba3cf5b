"""Two meetings that can't both be: one room, one peer or one attendee at the same time. Plain records, no rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Planned:
    """A meeting as clashes see it. `room`, and the keys of `peers` and `attendees`, are the same for the same room or person;
    their values are names. `title` is how a sentence names it."""

    title: str
    begins: datetime
    ends: datetime
    room: str = ""
    room_name: str = ""
    peers: Mapping[str, str] = field(default_factory=dict)
    attendees: Mapping[str, str] = field(default_factory=dict)

    def meets(self, other: "Planned") -> bool:
        return self.begins < other.ends and other.begins < self.ends


def clashes_of(one: Planned, others: Iterable[Planned]) -> list[str]:
    """Return what `one` clashes with, in sentences that say who or what, with which meeting, and when that is."""
    return [said for other in others if one.meets(other) for said in _clashes(one, other)]


def _clashes(one: Planned, other: Planned) -> list[str]:
    what = {"title": other.title, "from": _clock(other.begins), "to": _clock(other.ends)}
    said = []
    if one.room and one.room == other.room:
        said.append(_("%(room)s is taken by “%(title)s”, %(from)s to %(to)s.") % {**what, "room": one.room_name})
    for mine, theirs in ((one.peers, other.peers), (one.attendees, other.attendees)):
        said += [
            _("%(name)s is at “%(title)s” then, %(from)s to %(to)s.") % {**what, "name": mine[key]}
            for key in mine
            if key in theirs
        ]
    return said


def _clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"
