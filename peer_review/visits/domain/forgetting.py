"""The end of what a timetable knows of those who were heard: on the day on which the notes of the review are deleted, by rule."""

from functools import partial

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from core.outbox.domain import rewrite
from peer_review.reviews.models import Review
from peer_review.visits.enums import MeetingKind
from peer_review.visits.models import Attendee, Meeting, Room, Slot

# A reason that was given stays as given; its words do not.
GONE = gettext_lazy("The reason was deleted with the notes.")


def forget_attendees(review: Review) -> dict[str, int]:
    """Delete who was heard for good: names, addresses, posts and needs, and the addresses of their mail.

    Their groups stay, for findings were weighed by how many of each were heard; and when which kind of meeting was, without any
    words of it, which may name somebody: its title, what it was about, why it was cancelled or held by fewer than two peers,
    and its room, which may be somebody's home. Returns how many `people`, `meetings` and `rooms` lost their words, for the
    log of the rule that deletes notes, in its transaction.
    """
    for slot in Slot.objects.filter(meeting__review=review).exclude(attendee__email="").select_related("attendee"):
        rewrite(about=slot, to=[], change=partial(_without, slot.attendee.email))
    meetings = Meeting.objects.filter(review=review)
    told = sum(_say_no_more(meetings.filter(kind=kind), str(kind.label)) for kind in MeetingKind)
    rooms, _by_model = Room.objects.filter(review=review).delete()
    rows = Attendee.objects.filter(review=review).exclude(name="")
    people = rows.update(name="", email="", role="", organisation="", needs="")
    return {"people": people, "meetings": told, "rooms": rooms}


def _say_no_more(meetings: QuerySet[Meeting], title: str) -> int:
    """Leave of meetings of one kind when they were and who of the team held them; return how many there are."""
    gone = str(GONE)
    meetings.exclude(few_because="").update(few_because=gone)
    meetings.exclude(cancelled_at=None).update(cancelled_because=gone)
    return meetings.update(title=title, about="", room=None, changed_at=timezone.now())


def _without(address: str, words: str) -> str:
    """Return a field of a message, or nothing where it is the address itself."""
    return "" if words == address else words
