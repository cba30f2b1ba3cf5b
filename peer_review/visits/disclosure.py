"""What a viewer may know of a meeting. Who is heard in it is known to planners and to the peers who hold it, to nobody else."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from core.disclosure import Viewer, disclose
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member
from peer_review.visits.enums import Group, MeetingKind
from peer_review.visits.models import Attendee, Meeting, Slot
from peer_review.visits.rules import PEERS_A_MEETING, is_planner


@dataclass(frozen=True)
class KnownAttendee:
    pk: int
    name: str
    role: str
    organisation: str
    group: Group
    needs: str
    email: str
    is_coming: bool | None
    told_at: datetime | None
    slot: int


@dataclass(frozen=True)
class KnownMeeting:
    """`groups` counts who is heard by group; `attendees` is empty unless `names_them`.

    `peers` holds who said yes; managers read there too who was asked and has not.
    """

    pk: int
    kind: MeetingKind
    title: str
    about: str
    begins: datetime
    ends: datetime
    room: str
    place: str
    link: str
    peers: tuple[tuple[int, str], ...]
    groups: tuple[tuple[str, int], ...]
    names_them: bool
    attendees: tuple[KnownAttendee, ...]
    few_because: str
    lacks_peers: bool
    cancelled_because: str
    is_cancelled: bool


def known_to(meeting: Meeting, reader: Reader, own: Member | None) -> KnownMeeting:
    """Return what `reader` may know of a meeting whose review's timetable they may read. `own` is as whom they sit in the team."""
    members = list(meeting.members.all())
    knows_all = reader.is_any(meeting.review, Capacity.MANAGER)
    peers = tuple((one.pk, one.peer.name) for one in members if knows_all or one.state == MemberState.ACCEPTED)
    is_team = meeting.kind == MeetingKind.TEAM
    planner = is_planner(reader, meeting.review)
    names_them = planner or (own is not None and (is_team or own.pk in {pk for pk, _name in peers}))
    slots = list(meeting.slots.all())
    room = meeting.room
    return KnownMeeting(
        pk=meeting.pk,
        kind=MeetingKind(meeting.kind),
        title=meeting.title,
        about=meeting.about if names_them else "",
        begins=meeting.starts_at,
        ends=meeting.ends_at,
        room=room.called if room else "",
        place=room.place if room else "",
        link=room.link if room and names_them else "",
        peers=peers,
        groups=tuple((str(Group(group).label), n) for group, n in Counter(one.attendee.group for one in slots).items()),
        names_them=names_them,
        attendees=tuple(_attendee(one, with_email=planner) for one in slots) if names_them else (),
        few_because=meeting.few_because,
        lacks_peers=not is_team and len(members) < PEERS_A_MEETING and not meeting.cancelled_at,
        cancelled_because=meeting.cancelled_because,
        is_cancelled=meeting.cancelled_at is not None,
    )


def _attendee(slot: Slot, *, with_email: bool) -> KnownAttendee:
    one = slot.attendee
    return KnownAttendee(
        pk=one.pk,
        name=one.name or _("Name deleted"),
        role=one.role,
        organisation=one.organisation,
        group=Group(one.group),
        needs=one.needs,
        email=one.email if with_email else "",
        is_coming=slot.is_coming,
        told_at=slot.told_at,
        slot=slot.pk,
    )


@disclose.register
def of_attendee(subject: Attendee, viewer: Viewer) -> str:
    """The type of a source, which is all that leaves the timetable: their name is told by `known_to` alone."""
    return str(Group(subject.group).label)


@dataclass(frozen=True)
class KnownSlot:
    """What somebody who is heard reads of their own place: nothing of others who are, and of no other meeting."""

    title: str
    kind: str
    begins: datetime
    ends: datetime
    room: str
    place: str
    link: str
    peers: tuple[str, ...]
    is_off: bool


@disclose.register
def of_slot(subject: Slot, viewer: Viewer) -> KnownSlot:
    """Whoever asks came by the link of this very slot (`queries.meetings.slot_by`)."""
    meeting = subject.meeting
    is_withdrawn = meeting.review.withdrawn_at is not None
    is_off = is_withdrawn or meeting.cancelled_at is not None or subject.dropped_at is not None
    room = meeting.room if not is_off else None
    return KnownSlot(
        title=str(MeetingKind(meeting.kind).label),
        kind=meeting.kind,
        begins=meeting.starts_at,
        ends=meeting.ends_at,
        room=room.called if room else "",
        place=room.place if room else "",
        link=room.link if room else "",
        peers=()
        if is_off
        else tuple(one.peer.name for one in meeting.members.all() if one.state == MemberState.ACCEPTED),
        is_off=is_off,
    )


def where(known: KnownMeeting | KnownSlot) -> str:
    """Return the place on one line, as calendars take it. A pasted room is its own address, and is named once."""
    return ", ".join(dict.fromkeys(filter(None, (known.room, known.place, known.link))))
