"""The end of the notes of a review, on the day that its timetable sets, by rule and without anybody's doing."""

from django.db import transaction
from django.utils import timezone

from core import audit
from core.actors import SYSTEM
from peer_review.notes.models import Note, NotesDeleted
from peer_review.reviews.domain.duties import locked
from peer_review.reviews.enums import DutyKind
from peer_review.reviews.models import Duty
from peer_review.reviews.queries.duties import notes_to_delete
from peer_review.visits.domain.forgetting import forget_attendees

BATCH = 20  # reviews at once


def delete_due() -> int:
    """Delete the notes of each review whose day has come; return of how many reviews.

    A report that is late keeps the notes that it rests on, whatever day stands there (`reviews.queries.duties.notes_to_delete`).
    """
    due = notes_to_delete(timezone.localdate()).filter(review__notes_deleted=None)
    return sum(_delete(duty) for duty in due.order_by("due_on", "pk")[:BATCH])


def _delete(duty: Duty) -> bool:
    """Delete the notes of one review for good, with who said what, who was heard, and the words of the timetable.

    How many there were stays; words and names do not. Logged.
    """
    with transaction.atomic():
        review = locked(duty.review)
        day = Duty.objects.select_for_update().get(pk=duty.pk)
        if not notes_to_delete(timezone.localdate()).filter(pk=day.pk, review__notes_deleted=None).exists():
            return False  # it was moved meanwhile, or another sweep was quicker
        count = Note.objects.filter(review=review).count()
        Note.objects.filter(review=review).delete()
        forgotten = forget_attendees(review)
        rule = f"{DutyKind.NOTES_DELETED} {day.due_on.isoformat()}"
        NotesDeleted.objects.create(review=review, rule=rule, count=count)
        day.done_on = timezone.localdate()
        day.save(update_fields=["done_on"])
        audit.record("notes.delete", actor=SYSTEM, subject=review, count=count, rule=rule, **forgotten)
        return True
