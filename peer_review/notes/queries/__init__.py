"""Notes as the team reads them. Who said what stands apart (`queries.sources`), and no query here reads it."""

from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from peer_review.notes.models import Note, NotesDeleted
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.teams.models import Member
from peer_review.visits.models import Attendee, Meeting, Slot


def read_by(review: Review, reader: Reader) -> QuerySet[Note]:
    """Return the notes that this reader may read: all of the team's but the sealed ones, or none."""
    rows = Note.objects.filter(review=review, sealed_at=None)
    whole = rows.select_related("line__theme", "meeting", "held_by__peer")
    return whole if reader.may(review, Thing.NOTES) else whole.none()


def citable(review: Review, reader: Reader) -> QuerySet[Note]:
    """Return the notes that this reader may cite: a sealed one is cited by nothing."""
    return read_by(review, reader)


def meetings_of(review: Review) -> QuerySet[Meeting]:
    """Return the meetings that were not cancelled, each with the groups that it hears and the peers who hold it."""
    rows = Meeting.objects.filter(review=review, cancelled_at=None)
    return rows.prefetch_related(
        Prefetch("slots", Slot.objects.select_related("attendee").only("meeting", "attendee__group")), "members"
    )


def heard_by(member: Member) -> QuerySet[Attendee]:
    """Return those who are heard in the meetings that a peer holds: the only ones whose names that peer may read."""
    return Attendee.objects.filter(slots__meeting__members=member.pk).distinct()


def deleted(review: Review) -> NotesDeleted | None:
    return NotesDeleted.objects.filter(review=review).first()


def names_of_notes(keys: Collection[int]) -> dict[int, str]:
    """How the audit log names notes: N12 of PR-3, and nothing of what they say."""
    rows = Note.objects.filter(pk__in=keys).values_list("pk", "number", "review__reference")
    return {key: f"{reference} N{number}" for key, number, reference in rows}
