"""The end of what a timetable knows of those who were heard: on the day on which the notes of the review are deleted, by rule."""

from functools import partial

from django.utils import timezone

from core.outbox.domain import rewrite
from peer_review.reviews.models import Review
from peer_review.visits.enums import MeetingKind
from peer_review.visits.models import Attendee, Meeting, Slot


def forget_attendees(review: Review) -> int:
    """Delete who was heard for good: names, addresses, posts and needs, and the addresses of their mail; return of how many.

    Their groups stay, for findings were weighed by how many of each were heard; and when which kind of meeting was, without its
    title, which may name somebody. For the rule that deletes notes, in its transaction, which logs it.
    """
    for slot in Slot.objects.filter(meeting__review=review).exclude(attendee__email="").select_related("attendee"):
        rewrite(about=slot, to=[], change=partial(_without, slot.attendee.email))
    for kind in MeetingKind:
        Meeting.objects.filter(review=review, kind=kind).update(
            title=str(kind.label), about="", changed_at=timezone.now()
        )
    rows = Attendee.objects.filter(review=review).exclude(name="")
    return rows.update(name="", email="", role="", organisation="", needs="")


def _without(address: str, words: str) -> str:
    """Return a field of a message, or nothing where it is the address itself."""
    return "" if words == address else words
