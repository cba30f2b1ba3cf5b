"""Reads of the timetable: the same number of queries for any number of meetings."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from peer_review.reviews.models import Review
from peer_review.reviews.rules import may_run
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member
from peer_review.teams.queries.members import accepted, here
from peer_review.visits.alike import Named
from peer_review.visits.clashes import Planned
from peer_review.visits.enums import MeetingKind
from peer_review.visits.models import Attendee, Meeting, Slot


def whole_meetings(review: Review) -> QuerySet[Meeting]:
    """Return the meetings of a review with all that their list shows: four queries for any number."""
    slots = Slot.objects.filter(dropped_at=None).select_related("attendee")
    peers = Member.objects.select_related("peer")
    rows = Meeting.objects.filter(review=review).select_related("room")
    return rows.prefetch_related(Prefetch("members", peers), Prefetch("slots", slots))


def standing(review: Review) -> QuerySet[Meeting]:
    """Return the meetings that are not cancelled, as `whole_meetings` does."""
    return whole_meetings(review).filter(cancelled_at=None)


def held_by(member: Member) -> QuerySet[Meeting]:
    """Return the meetings that a member holds, those of the team among them, as `whole_meetings` does."""
    return standing(member.review).filter(Q(members=member) | Q(kind=MeetingKind.TEAM)).distinct()


def slot_by(key: UUID) -> Slot | None:
    """Return the place that a link opens, with its meeting."""
    rows = Slot.objects.select_related(
        "attendee", "meeting__room", "meeting__review__system", "meeting__review__manager"
    )
    return rows.prefetch_related("meeting__members__peer").filter(key=key).first()


def known_team(review: Review, user: Any) -> QuerySet[Member]:
    """Return who of a team a planner may know of: who was asked, and has not said yes, is between them and managers."""
    return here(review) if may_run(user) else accepted(review)


def names_for(team: Iterable[Member], user: Any) -> dict[str, str]:
    """Return by key what a planner may call each of a team (`here`): whom they may not know of has no name."""
    knows_all = may_run(user)
    return {
        str(one.pk): one.peer.name if knows_all or one.state == MemberState.ACCEPTED else _("A peer") for one in team
    }


def planned_in(review: Review, *, without: int | None = None) -> list[Planned]:
    """Return what stands, for finding clashes. `without` is the key of a meeting that does not count: five queries."""
    team = {str(one.pk): one.peer.name for one in here(review)}
    return [planned_of(one, team) for one in standing(review) if one.pk != without]


def planned_of(meeting: Meeting, team: Mapping[str, str]) -> Planned:
    """Return a meeting of `whole_meetings` for finding clashes; `team` names all by key, who are at a meeting of the team."""
    peers = {str(one.pk): team.get(str(one.pk)) or _("A peer") for one in meeting.members.all()}
    return Planned(
        title=meeting.title,
        begins=meeting.starts_at,
        ends=meeting.ends_at,
        room=room_key(meeting.room.name) if meeting.room else "",
        room_name=meeting.room.name if meeting.room else "",
        peers=team if meeting.kind == MeetingKind.TEAM else peers,
        attendees={key_of(one.attendee): one.attendee.name for one in meeting.slots.all()},
    )


def room_key(name: str) -> str:
    return name.casefold()


def named(attendee: Attendee) -> Named:
    return Named(attendee.name, attendee.email, attendee.group)


def key_of(attendee: Attendee) -> str:
    """Return by what the same person is known: their address, else their name and group."""
    return attendee.email.casefold() or named(attendee).in_group


def names_of_meetings(keys: Collection[int]) -> Mapping[int, str]:
    """Return how the log calls meetings: by their review and key, for a title may name somebody."""
    rows = Meeting.objects.filter(pk__in=keys).values_list("pk", "review__reference")
    return {pk: f"{reference}, meeting {pk}" for pk, reference in rows}
