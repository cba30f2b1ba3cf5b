"""Notes are taken in, once each whatever a lost line made of it, and corrected by whoever wrote them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.errors import NotAllowed, Refused, Stale
from core.references import allot
from core.stamps import CHOSEN_BEFORE, MEANWHILE, demand_the_same, stamp_of
from evidence.submissions.finding import Words
from peer_review.frameworks.models import Line
from peer_review.notes.models import Note, NoteSource
from peer_review.notes.queries import deleted
from peer_review.notes.rules import group_in, source_type_in
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.domain.duties import locked
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.room.enums import SourceType
from peer_review.teams.models import Member
from peer_review.teams.queries.members import member_of
from peer_review.visits.models import Attendee, Meeting

# A phone that was off for longer than this has its clock wrong.
LONGEST_KEPT = timedelta(days=60)


@dataclass(frozen=True)
class Told:
    """What a note says. An empty type and group are those of the meeting.

    `attendee` or `name` is who said it, which is kept apart and shown nowhere.
    """

    text: str
    meeting: Meeting | None = None
    line: Line | None = None
    source_type: str = ""
    group: str = ""
    attendee: Attendee | None = None
    name: str = ""

    @property
    def stamp(self) -> str:
        """The mark of what it says (core.stamps). Who said it leaves no mark on a note."""
        places = (str(one.pk) if one else "" for one in (self.meeting, self.line))
        return stamp_of(self.text.strip(), *places, self.source_type, self.group)


def take_in(*, review: Review, told: Told, key: UUID, by: User, written_at: datetime | None = None) -> Note:
    """Keep a note and return it. What is sent again under one `key` is the note that is there. Logged, without its words.

    `written_at` is by the clock of where it was written: one that can't be right is replaced by now.
    Raises NotAllowed for who does not write notes now, Refused for an empty note, for one that names who said it, and after
    the notes of the review were deleted.
    """
    with transaction.atomic():
        fresh = locked(review)
        there = Note.objects.filter(key=key).select_related("member__peer").first()
        if there is not None:
            if there.member.peer.user_id != by.pk:
                raise Refused(_("Another note has this key."))
            _demand_same(there, fresh, told)
            return there
        member = _writer(fresh, by)
        _refuse_bad(fresh, told)
        note = Note(
            review=fresh, key=key, sent=told.stamp, member=member, held_by=member, written_at=_believed(written_at)
        )
        _write(note, told)
        note.number = allot(f"{fresh.reference}-N")
        note.save()
        _keep_source(note, told)
        audit.record("note.take_in", actor=by, subject=note)
        return note


def _demand_same(note: Note, review: Review, told: Told) -> None:
    """Raise Refused unless what was sent comes again. A phone may send it so after it was corrected elsewhere.

    What the meeting gave a note is no choice of theirs: it may be another by now.
    """
    sent = note.sent or told.stamp  # older notes have no mark
    if note.revision > 1:
        demand_the_same((note.review_id, sent), (review.pk, told.stamp))
        return
    demand_the_same((note.review_id, note.text), (review.pk, told.text.strip()))
    said = NoteSource.objects.filter(note=note).values_list("attendee", "name").first() or (None, "")
    again = (told.attendee.pk, "") if told.attendee else (None, told.name)
    demand_the_same((sent, said), (told.stamp, again), why=CHOSEN_BEFORE)


def change(*, note: Note, told: Told, read: int, by: User) -> Note:
    """Correct a note that one holds, written from revision `read`. Logged, without its words.

    Who said it stays as it was kept unless it is given anew. Raises Stale when it was saved meanwhile; else as `take_in`.
    """
    with transaction.atomic():
        review = locked(note.review)
        member = _writer(review, by)
        fresh = Note.objects.select_for_update(no_key=True).get(pk=note.pk)
        if fresh.held_by_id != member.pk or fresh.sealed_at:
            raise NotAllowed(_("A note is changed by the peer who holds it alone."))
        _refuse_bad(review, told)
        before = _words(fresh)
        _write(fresh, told)
        if fresh.revision != read and _words(fresh) != before:
            raise Stale(str(MEANWHILE))
        if _words(fresh) != before:
            fresh.revision += 1
            fresh.save()
        if told.attendee or told.name:
            NoteSource.objects.filter(note=fresh).delete()
            _keep_source(fresh, told)
        audit.record("note.change", actor=by, subject=fresh, revision=fresh.revision)
        return fresh


def _writer(review: Review, by: User) -> Member:
    reader_for(by, review).demand(review, Thing.WRITE_NOTES)
    member = member_of(by, review)
    if member is None:
        raise NotAllowed(_("Notes are written by the peers of the team."))
    if deleted(review):
        raise Refused(_("The notes of this review were deleted on their day. No more are taken."))
    return member


def _refuse_bad(review: Review, told: Told) -> None:
    if not told.text.strip():
        raise Refused(_("Write the note."))
    if any(one is not None and one.review_id != review.pk for one in (told.meeting, told.attendee)):
        raise Refused(_("Choose what belongs to this review."))
    if told.line is not None and told.line.theme.version_id != review.framework_version_id:
        raise Refused(_("Choose a line of enquiry that this review uses."))
    if _names_who_said_it(told):
        raise Refused(_("The note names who said it. Leave the name out: the whole team reads the note."))


def _names_who_said_it(told: Told) -> bool:
    """Whether the note holds the full name of its source. One word, such as "nurse", may be no name."""
    name = told.attendee.name if told.attendee else told.name
    return len(name.split()) > 1 and Words(name, whole=True).stand_in(told.text)


def _write(note: Note, told: Told) -> None:
    note.text, note.meeting, note.line = told.text.strip(), told.meeting, told.line
    groups = [slot.attendee.group for slot in told.meeting.slots.select_related("attendee")] if told.meeting else []
    known = [told.attendee.group] if told.attendee else groups
    own = source_type_in(told.meeting.kind, known) if told.meeting else SourceType.INTERVIEW
    note.source_type = told.source_type or own
    note.group = told.group or group_in(known)


def _keep_source(note: Note, told: Told) -> None:
    if told.attendee or told.name:
        NoteSource.objects.create(note=note, attendee=told.attendee, name="" if told.attendee else told.name)


def _believed(written_at: datetime | None) -> datetime:
    now = timezone.now()
    return written_at if written_at and now - LONGEST_KEPT < written_at <= now else now


def _words(note: Note) -> tuple[object, ...]:
    return note.text, note.meeting_id, note.line_id, note.source_type, note.group
