"""Laying out many meetings at once, from a table: all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core import audit
from core.changes import announce
from core.errors import Refused
from peer_review.reviews.models import Review
from peer_review.reviews.rules import may_run
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member
from peer_review.teams.queries.members import here
from peer_review.visits.clashes import Planned, clashes_of
from peer_review.visits.domain.meetings import lock_for
from peer_review.visits.enums import MeetingKind
from peer_review.visits.models import Attendee, Meeting, Room, Slot
from peer_review.visits.pasted import MOST_ROWS, Pasted, read_table
from peer_review.visits.queries.meetings import (
    key_of,
    names_for,
    person_key,
    planned_of,
    room_key,
    standing,
)


@dataclass(frozen=True)
class Laid:
    """A row that was read, the peers it names, and whether it stands in the timetable already."""

    row: Pasted
    members: Sequence[Member]
    is_there: bool


@dataclass(frozen=True)
class Layout:
    """What a table would do. `fault` is what is wrong with all of it."""

    laid: Sequence[Laid]
    new_rooms: Sequence[str]
    fault: str = ""

    @property
    def is_sound(self) -> bool:
        return not self.fault and not any(one.row.errors for one in self.laid)

    @property
    def new(self) -> list[Laid]:
        return [one for one in self.laid if not one.is_there]


@dataclass(frozen=True)
class _Known:
    """What stands in the timetable of a review. `team` is whom the planner may know of; `names` holds everybody's."""

    review: Review
    team: Sequence[Member]
    names: dict[str, str]
    meetings: Sequence[Meeting]
    rooms: dict[str, Room]
    people: dict[str, Attendee]

    @classmethod
    def read(cls, review: Review, by: User) -> "_Known":
        everybody = list(here(review))
        return cls(
            review,
            [one for one in everybody if may_run(by) or one.state == MemberState.ACCEPTED],
            names_for(everybody, by),
            list(standing(review)),
            {room_key(one.name): one for one in Room.objects.filter(review=review)},
            {key_of(one): one for one in Attendee.objects.filter(review=review)},
        )


def layout_of(*, review: Review, text: str, by: User) -> Layout:
    """Return what a table would do, with what is wrong beside each row. Saves nothing; eight queries for any number of rows."""
    return _layout(_Known.read(review, by), text)


def _layout(known: _Known, text: str) -> Layout:
    rows = read_table(text, _days(known.review))
    if not rows:
        return Layout([], [], _("Paste a table, or choose a file with one."))
    if len(rows) > MOST_ROWS:
        return Layout([], [], _("The table must have %(most)d rows or fewer.") % {"most": MOST_ROWS})
    there = {(one.title, one.starts_at) for one in known.meetings}
    laid = [Laid(row, _members(row, known.team), (row.title, row.begins) in there and not row.errors) for row in rows]
    _compare_people(laid, known)
    _find_clashes(laid, known)
    _find_others(laid, known)
    wanted = {room_key(one.row.room): one.row.room for one in laid if one.row.room and not one.is_there}
    return Layout(laid, [name for key, name in wanted.items() if key not in known.rooms])


def _days(review: Review) -> list:
    """The days on site, and the evening before, when the team meets (domain facts, C1)."""
    if not review.on_site_from or not review.on_site_to:
        return []
    first = review.on_site_from - timedelta(days=1)
    return [first + timedelta(days=number) for number in range((review.on_site_to - first).days + 1)]


def _members(row: Pasted, team: Sequence[Member]) -> list[Member]:
    """Return whom a row names: by the whole name, or a part that is one's alone."""
    found = []
    for written in row.peers:
        wanted = written.casefold()
        whole = [one for one in team if one.peer.name.casefold() == wanted]
        near = whole or [one for one in team if wanted in one.peer.name.casefold().split()]
        if len(near) == 1:
            found.append(near[0])
        else:
            text = _("“%(name)s” is nobody of the team") if not near else _("“%(name)s” may be several of the team")
            row.errors.append(text % {"name": written})
    return found


def _compare_people(laid: Sequence[Laid], known: _Known) -> None:
    """One address is one person: in what stands, and within the table."""
    named = {key: one.name for key, one in known.people.items() if one.email}
    for one in laid:
        for person in one.row.people:
            if not person.email:
                continue
            other = named.setdefault(person.email.casefold(), person.name)
            if other.casefold() != person.name.casefold():
                one.row.errors.append(
                    _("%(email)s is the address of %(other)s here, not of %(name)s")
                    % {"email": person.email, "other": other, "name": person.name}
                )


def _find_clashes(laid: Sequence[Laid], known: _Known) -> None:
    stands = [planned_of(one, known.names) for one in known.meetings]
    planned = {one.row.number: _planned(one, known.names) for one in laid if not one.is_there}
    for one in laid:
        mine = planned.get(one.row.number)
        if mine is None:
            continue
        others = [each for number, each in planned.items() if each is not None and number != one.row.number]
        one.row.errors.extend(clashes_of(mine, [*stands, *others]))


def _planned(one: Laid, names: dict[str, str]) -> Planned | None:
    row = one.row
    if row.begins is None or row.ends is None or row.ends <= row.begins:
        return None
    peers = {str(each.pk): each.peer.name for each in one.members}
    return Planned(
        title=row.title or _("row %(n)d") % {"n": row.number},
        begins=row.begins,
        ends=row.ends,
        room=room_key(row.room) if row.room else "",
        room_name=row.room,
        peers=names if row.kind == MeetingKind.TEAM else peers,
        attendees={person_key(each.name, each.email, row.group): each.name for each in row.people},
    )


def _find_others(laid: Sequence[Laid], known: _Known) -> None:
    """A row of what stands that says something else of it is a change, and changes are made by hand."""
    there = {(one.title, one.starts_at): planned_of(one, known.names) for one in known.meetings}
    for one in laid:
        if not one.is_there:
            continue
        stands, mine = there[one.row.title, one.row.begins], _planned(one, known.names)  # type: ignore[index]
        if mine is not None and (mine.ends, mine.room, set(mine.peers), set(mine.attendees)) != (
            stands.ends,
            stands.room,
            set(stands.peers),
            set(stands.attendees),
        ):
            one.row.errors.append(_("It is in the timetable already, otherwise than here. Change it there"))


@transaction.atomic
def lay_out_table(*, review: Review, text: str, by: User) -> int:
    """Plan all meetings of a table, with the rooms and people that are new; return how many. Sent twice it plans none.

    Nobody gets mail. Raises NotAllowed; Refused, with nothing saved, when anything is wrong with any row, also by what others
    saved since it was shown.
    """
    locked = lock_for(review, by)
    known = _Known.read(locked, by)
    layout = _layout(known, text)
    if not layout.is_sound:
        raise Refused(layout.fault or _("Nothing is saved. Mend the rows that are marked, and send the table again."))
    _add_rooms(layout, known)
    _add_people(layout, known)
    for one in layout.new:
        _add_meeting(one, known)
    if layout.new:
        announce(locked)
        audit.record("peer_visit.lay_out_table", actor=by, subject=locked, meetings=len(layout.new))
    return len(layout.new)


def _add_rooms(layout: Layout, known: _Known) -> None:
    for name in layout.new_rooms:
        link = name if name.startswith("https://") else ""
        room = Room.objects.create(review=known.review, name=name, place="" if link else name, link=link)
        known.rooms[room_key(name)] = room


def _add_people(layout: Layout, known: _Known) -> None:
    new: dict[str, Attendee] = {}
    for one in layout.new:
        for person in one.row.people:
            key = person_key(person.name, person.email, one.row.group)
            if key not in known.people:
                new[key] = Attendee(
                    review=known.review, name=person.name, email=person.email.lower(), group=one.row.group
                )
    Attendee.objects.bulk_create(new.values())
    known.people.update(new)


def _add_meeting(one: Laid, known: _Known) -> None:
    row = one.row
    assert row.begins and row.ends  # noqa: S101 - a row without them has an error
    meeting = Meeting.objects.create(
        review=known.review,
        kind=row.kind,
        title=row.title,
        starts_at=row.begins,
        ends_at=row.ends,
        room=known.rooms[room_key(row.room)] if row.room else None,
    )
    if row.kind != MeetingKind.TEAM:
        meeting.members.set(one.members)
    keys = dict.fromkeys(person_key(each.name, each.email, row.group) for each in row.people)
    Slot.objects.bulk_create([Slot(meeting=meeting, attendee=known.people[key]) for key in keys])


def said_of(count: int) -> str:
    return ngettext("%(n)d meeting is planned.", "%(n)d meetings are planned.", count) % {"n": count}
