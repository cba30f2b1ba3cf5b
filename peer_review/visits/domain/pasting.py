"""Laying out many meetings at once, from a table: all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core import audit
from core.changes import announce
from core.errors import Refused
from evidence.submissions.finding import squeezed
from peer_review.reviews.models import Review
from peer_review.reviews.rules import may_run
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member
from peer_review.teams.queries.members import here
from peer_review.visits.alike import Alike, Named
from peer_review.visits.clashes import Planned, clashes_of
from peer_review.visits.domain.meetings import lock_for
from peer_review.visits.enums import MeetingKind
from peer_review.visits.models import Attendee, Meeting, Room, Slot
from peer_review.visits.pasted import MOST_ROWS, Pasted, read_table
from peer_review.visits.queries.meetings import (
    named,
    names_for,
    planned_of,
    room_key,
    standing,
)


@dataclass(frozen=True)
class Laid:
    """A row that was read, the peers it names, and whether it stands in the timetable already. `notes` say who is taken for whom."""

    row: Pasted
    members: Sequence[Member]
    is_there: bool
    notes: list[str] = field(default_factory=list)

    @property
    def people(self) -> list[Named]:
        return [Named(one.name, one.email, self.row.group) for one in self.row.people]


@dataclass(frozen=True)
class Layout:
    """What a table would do. `fault` is what is wrong with all of it."""

    laid: Sequence[Laid]
    new_rooms: Sequence[str]
    fault: str = ""
    alike: Alike = field(default_factory=Alike)

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
    people: Sequence[Attendee]

    @classmethod
    def read(cls, review: Review, by: User) -> "_Known":
        everybody = list(here(review))
        return cls(
            review,
            [one for one in everybody if may_run(by) or one.state == MemberState.ACCEPTED],
            names_for(everybody, by),
            list(standing(review)),
            {room_key(one.name): one for one in Room.objects.filter(review=review)},
            list(Attendee.objects.filter(review=review)),
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
    everybody = [*(named(one) for one in known.people), *(person for one in laid for person in one.people)]
    alike = Alike.among(everybody)
    _compare_people(laid, known)
    _say_who_is_who(laid, alike)
    _find_clashes(laid, known, alike)
    _find_others(laid, known, alike)
    wanted = {room_key(one.row.room): one.row.room for one in laid if one.row.room and not one.is_there}
    return Layout(laid, [name for key, name in wanted.items() if key not in known.rooms], alike=alike)


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
        wanted = squeezed(written)
        whole = [one for one in team if squeezed(one.peer.name) == wanted]
        near = whole or [one for one in team if wanted in squeezed(one.peer.name).split()]
        if len(near) == 1:
            found.append(near[0])
        else:
            text = _("“%(name)s” is nobody of the team") if not near else _("“%(name)s” may be several of the team")
            row.errors.append(text % {"name": written})
    return found


def _compare_people(laid: Sequence[Laid], known: _Known) -> None:
    """One address is one person: in what stands, and within the table."""
    known_names = {one.email.casefold(): one.name for one in known.people if one.email}
    for one in laid:
        for person in one.row.people:
            if not person.email:
                continue
            other = known_names.setdefault(person.email.casefold(), person.name)
            if squeezed(other) != squeezed(person.name):
                one.row.errors.append(
                    _("%(email)s is the address of %(other)s here, not of %(name)s")
                    % {"email": person.email, "other": other, "name": person.name}
                )


def _say_who_is_who(laid: Sequence[Laid], alike: Alike) -> None:
    """Say who of those without an address is taken for whom, who may be, and ask where nobody can tell."""
    for one in laid:
        for person in () if one.is_there else one.people:
            words = {"name": person.name, "others": ", ".join(alike.in_group(person) or alike.elsewhere(person))}
            if alike.elsewhere(person):
                one.notes.append(
                    _("%(name)s may be %(others)s of another group. If so, give the address here too.") % words
                )
            elif alike.address_of(person) and not person.email:
                one.notes.append(_("%(name)s is taken for %(others)s: the same name in the same group.") % words)
            elif alike.in_group(person):
                one.row.errors.append(_("%(name)s may be any of %(others)s. Give the address here too") % words)


def _find_clashes(laid: Sequence[Laid], known: _Known, alike: Alike) -> None:
    stands = [_stands(one, known, alike) for one in known.meetings]
    planned = {one.row.number: _planned(one, known.names, alike) for one in laid if not one.is_there}
    for one in laid:
        mine = planned.get(one.row.number)
        if mine is None:
            continue
        others = [each for number, each in planned.items() if each is not None and number != one.row.number]
        one.row.errors.extend(clashes_of(mine, [*stands, *others]))


def _stands(meeting: Meeting, known: _Known, alike: Alike) -> Planned:
    return replace(planned_of(meeting, known.names), attendees=_keyed(alike, _heard(meeting)))


def _planned(one: Laid, names: dict[str, str], alike: Alike) -> Planned | None:
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
        attendees=_keyed(alike, one.people),
    )


def _heard(meeting: Meeting) -> list[Named]:
    return [named(one.attendee) for one in meeting.slots.all()]


def _keyed(alike: Alike, people: Iterable[Named]) -> dict[str, str]:
    return {alike.key_of(one): one.name for one in people}


def _find_others(laid: Sequence[Laid], known: _Known, alike: Alike) -> None:
    """A row of what stands that says something else of it is a change, and changes are made by hand."""
    there = {(one.title, one.starts_at): one for one in known.meetings}
    for one in laid:
        mine = _planned(one, known.names, alike) if one.is_there else None
        if mine is None:
            continue
        meeting = there[one.row.title, mine.begins]
        stands = _stands(meeting, known, alike)
        gives = {each.email.casefold() for each in one.people} - {each.email.casefold() for each in _heard(meeting)}
        if gives - {""} or (mine.ends, mine.room, set(mine.peers), set(mine.attendees)) != (
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
    review = lock_for(review, by)
    known = _Known.read(review, by)
    layout = _layout(known, text)
    if not layout.is_sound:
        raise Refused(layout.fault or _("Nothing is saved. Mend the rows that are marked, and send the table again."))
    _add_rooms(layout, known)
    people = _add_people(layout, known)
    for one in layout.new:
        _add_meeting(one, layout, known, people)
    if layout.new:
        announce(review)
        audit.record("peer_visit.lay_out_table", actor=by, subject=review, meetings=len(layout.new))
    return len(layout.new)


def _add_rooms(layout: Layout, known: _Known) -> None:
    for name in layout.new_rooms:
        link = name if name.startswith("https://") else ""
        room = Room.objects.create(review=known.review, name=name, place="" if link else name, link=link)
        known.rooms[room_key(name)] = room


def _add_people(layout: Layout, known: _Known) -> dict[str, Attendee]:
    """Return everybody by their key, those who are new among them. Who was there without an address has the one that is given now."""
    there = sorted(known.people, key=lambda one: bool(one.email))  # of two, who has the address
    people = {layout.alike.key_of(named(one)): one for one in there}
    for person in (person for one in layout.new for person in one.people):
        row = people.setdefault(
            layout.alike.key_of(person), Attendee(review=known.review, name=person.name, group=person.group)
        )
        address = layout.alike.address_of(person).lower()
        if row.pk is None or (address and not row.email):
            row.email = address
            row.save()
    return people


def _add_meeting(one: Laid, layout: Layout, known: _Known, people: Mapping[str, Attendee]) -> None:
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
    keys = _keyed(layout.alike, one.people)
    Slot.objects.bulk_create([Slot(meeting=meeting, attendee=people[key]) for key in keys])


def said_of(count: int) -> str:
    return ngettext("%(n)d meeting is planned.", "%(n)d meetings are planned.", count) % {"n": count}
