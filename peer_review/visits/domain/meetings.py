"""Laying out the days on site: rooms, meetings and who holds them. Clashes are refused under the lock of the review."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.changes import announce
from core.errors import NotAllowed, Refused
from core.stamps import demand_fresh, stamp_of
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.domain.duties import locked
from peer_review.reviews.models import Review
from peer_review.teams.enums import GONE
from peer_review.teams.models import Member
from peer_review.teams.queries.members import here
from peer_review.visits.clashes import clashes_of
from peer_review.visits.domain.telling import tell_of_change
from peer_review.visits.enums import MeetingKind
from peer_review.visits.models import Meeting, Room
from peer_review.visits.queries.meetings import names_for, planned_in, planned_of, whole_meetings
from peer_review.visits.rules import may_lay_out

# What people who come must know of: a change of the rest is not worth mail.
TOLD = ("starts_at", "ends_at", "room_id")


def lock_for(review: Review, by: Any) -> Review:
    """Lock a review's timetable until the transaction ends. Raises NotAllowed for whoever may not lay it out now."""
    row = locked(review)
    if not may_lay_out(reader_for(by, row), row):
        raise NotAllowed(_("The manager and the leads of hosts lay out the timetable, until the team leaves."))
    return row


def stamp_of_room(room: Room) -> str:
    return stamp_of(room.name, room.place, room.link)


@transaction.atomic
def save_room(
    *, review: Review, room: Room | None, name: str, place: str, link: str, by: User, after: str = ""
) -> Room:
    """Add a room, or say otherwise of one. Sent twice it is one room. Those who were told of another place get mail.

    `after` is the stamp (`stamp_of_room`) of what was read. Raises NotAllowed; Stale; Refused where another room has the
    name, or it is nowhere.
    """
    lock_for(review, by)
    if room:
        room = Room.objects.get(pk=room.pk)
        demand_fresh(after, stands=stamp_of_room(room), wanted=stamp_of(name, place, link))
    if not place and not link:
        raise Refused(_("Say where it is, or give a link."))
    others = Room.objects.exclude(pk=room.pk) if room else Room.objects.all()
    same = others.filter(review=review, name__iexact=name).first()
    if same is not None:
        if room is None and (same.place, same.link) == (place, link):
            return same
        raise Refused(_("Another room has this name."))
    row = room or Room(review=review)
    has_moved = bool(room) and (row.place, row.link) != (place, link)
    row.name, row.place, row.link = name, place, link
    row.save()
    if has_moved:
        for meeting in Meeting.objects.filter(room=row, cancelled_at=None):
            raise_revision(meeting)
            tell_of_change(meeting)
    audit.record("peer_visit.save_room", actor=by, subject=review, room=row.pk)
    return row


@transaction.atomic
def remove_room(*, room: Room, by: User) -> None:
    """Remove a room in which nothing is. Raises NotAllowed, Refused."""
    lock_for(room.review, by)
    if room.meetings.exists():
        raise Refused(_("Meetings are held in this room. Move them first."))
    Room.objects.filter(pk=room.pk).delete()
    audit.record("peer_visit.remove_room", actor=by, subject=room.review, room=room.pk)


@transaction.atomic
def save_meeting(
    *,
    review: Review,
    meeting: Meeting | None,
    members: Collection[Member],
    lines: Iterable[Line] = (),
    by: User,
    read: int | None = None,
    **values: Any,
) -> Meeting:
    """Plan a meeting, or change one; `values` are its other fields. Those who were told of it get mail when time or room change.

    A new one that is there already (same title, beginning and room) changes nothing. Raises NotAllowed, Stale; Refused for
    each clash, in words, also with what others saved meanwhile.
    """
    review = lock_for(review, by)
    row = _row(review, meeting, values, read)
    if row is None:
        return Meeting.objects.get(review=review, **_same(values))
    before = {name: getattr(row, name) for name in TOLD}
    for name, value in values.items():
        setattr(row, name, value)
    if row.ends_at <= row.starts_at:
        raise Refused(_("It must end after it begins."))
    is_new = row.pk is None
    row.revision += 0 if is_new else 1
    row.changed_at = timezone.now()
    row.save()
    _demand_nobody_left(row, members)
    row.members.set([] if row.kind == MeetingKind.TEAM else members)
    row.lines.set(lines)
    demand_no_clash(review, row, by)
    if not is_new and before != {name: getattr(row, name) for name in TOLD}:
        tell_of_change(row)
    announce(row)
    audit.record("peer_visit.save_meeting", actor=by, subject=row, revision=row.revision)
    return row


def _demand_nobody_left(meeting: Meeting, members: Collection[Member]) -> None:
    """Raise Refused for whoever left the team since they were chosen. Who left after they held it stays."""
    chosen = Member.objects.filter(pk__in=[one.pk for one in members]).exclude(pk__in=meeting.members.values("pk"))
    if gone := chosen.filter(state__in=GONE).select_related("peer").first():
        raise Refused(_("%(name)s left the team meanwhile. Choose somebody else.") % {"name": gone.peer.name})


def _same(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in ("title", "starts_at", "room")} | {"cancelled_at": None}


def _row(review: Review, meeting: Meeting | None, values: dict[str, Any], read: int | None) -> Meeting | None:
    """Return what is to be saved; None for a new one that is there already."""
    if meeting is None:
        there = Meeting.objects.filter(review=review, **_same(values)).exists()
        return None if there else Meeting(review=review)
    fresh = Meeting.objects.get(pk=meeting.pk)
    if fresh.cancelled_at:
        raise Refused(_("This meeting was cancelled."))
    if read is not None:
        demand_fresh(str(read), stands=str(fresh.revision))
    return fresh


def demand_no_clash(review: Review, meeting: Meeting, by: User) -> None:
    """Raise Refused with each clash of a saved meeting with what stands; its transaction is undone with it."""
    fresh = whole_meetings(review).get(pk=meeting.pk)
    if said := clashes_of(planned_of(fresh, names_for(here(review), by)), planned_in(review, without=meeting.pk)):
        raise Refused(*said)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by: User) -> Meeting:
    """Call a meeting off. Those who were told of it get mail, with the reason. Sent twice it changes nothing. Raises NotAllowed, Refused."""
    lock_for(meeting.review, by)
    row = Meeting.objects.get(pk=meeting.pk)
    if row.cancelled_at and row.cancelled_because == reason.strip():
        return row
    if row.cancelled_at:
        raise Refused(_("It is cancelled already: “%(reason)s”.") % {"reason": row.cancelled_because})
    if not reason.strip():
        raise Refused(_("Give a reason."))
    row.cancelled_at, row.cancelled_because = timezone.now(), reason.strip()
    row.save(update_fields=["cancelled_at", "cancelled_because"])
    raise_revision(row)
    tell_of_change(row)
    announce(row)
    audit.record("peer_visit.cancel_meeting", actor=by, subject=row)
    return row


def raise_revision(meeting: Meeting) -> None:
    """Number a change, so that calendars take what comes after it for the newer."""
    meeting.revision, meeting.changed_at = meeting.revision + 1, timezone.now()
    meeting.save(update_fields=["revision", "changed_at"])


def moment_of(day: Any, clock: Any) -> datetime:
    """Return a day and a time of it, in London, as a moment."""
    return timezone.make_aware(datetime.combine(day, clock))
