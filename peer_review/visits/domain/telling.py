"""Mail to those who are heard: their own link, their own entry for a calendar, and every change of it.

The words are written as the mail leaves, from how things stand then: whoever was moved twice reads the last of it.
"""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.calendars import Happening, calendar_bytes
from core.disclosure import PUBLIC, disclose
from core.errors import NotAllowed
from core.outbox.domain import put
from core.outbox.message import Message
from core.outbox.words import Words, from_template, written_when_sent
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.domain.duties import locked
from peer_review.reviews.models import Review
from peer_review.visits.disclosure import where
from peer_review.visits.models import Meeting, Slot
from peer_review.visits.rules import may_lay_out

KIND = "visits.slot"


def link_to(slot: Slot) -> str:
    """Return the whole address of somebody's own place. Whoever has it reads this one meeting, and no other."""
    return settings.BASE_URL + reverse("peer_slots:slot", args=[slot.key])


@transaction.atomic
def tell_attendees(*, review: Review, by: User) -> int:
    """Send everybody who is to be heard and was not told yet their link; return to how many. Twice tells nobody twice.

    Raises NotAllowed.
    """
    row = locked(review)
    if not may_lay_out(reader_for(by, row), row):
        raise NotAllowed(_("The manager and the leads of hosts tell those who are heard, until the team leaves."))
    rows = Slot.objects.filter(meeting__review=row, meeting__cancelled_at=None, dropped_at=None, told_at=None)
    told = list(rows.exclude(attendee__email="").select_related("attendee", "meeting"))
    for slot in told:
        _write(slot)
    if told:
        audit.record("peer_visit.tell_attendees", actor=by, subject=row, slots=len(told))
    return len(told)


def tell_of_change(meeting: Meeting) -> None:
    """Write to all who were told of a meeting that it was moved or cancelled."""
    for slot in meeting.slots.filter(told_at__isnull=False, dropped_at=None).select_related("attendee"):
        slot.meeting = meeting
        _write(slot)


def tell_dropped(slot: Slot) -> None:
    """Write to somebody who was told to come, and need not."""
    if slot.told_at:
        _write(slot)


def _write(slot: Slot) -> None:
    if not slot.attendee.email:
        return
    slot.told_at, slot.told_revision = timezone.now(), slot.meeting.revision
    slot.save(update_fields=["told_at", "told_revision"])
    put(to=slot.attendee.email, subject=_("Your meeting with the peer review team"), kind=KIND, about=slot)


@written_when_sent(KIND)
def words_of_slot(message: Message) -> Words | None:
    """Return what somebody is told of their place now; None when there is nothing to say any more."""
    rows = Slot.objects.select_related(
        "attendee", "meeting__room", "meeting__review__system", "meeting__review__manager"
    )
    slot = rows.filter(pk=message.about.partition(":")[2]).first()
    if slot is None:
        return None
    known = disclose(slot, PUBLIC)
    is_first = not Message.objects.filter(about=message.about, kind=KIND, pk__lt=message.pk).exists()
    if is_first and known.is_off:
        return None
    context = {
        "slot": slot,
        "known": known,
        "review": slot.meeting.review,
        "is_first": is_first,
        "is_dropped": slot.dropped_at is not None,
        "because": slot.meeting.cancelled_because,
        "link": link_to(slot),
    }
    words = from_template("visits/slot", context)
    return Words(words.subject, words.text, words.headers, calendar=calendar_of(slot).decode())


def calendar_of(slot: Slot) -> bytes:
    """Return a place as an entry for its owner's calendar. A moved or cancelled one takes the place of the one before."""
    known = disclose(slot, PUBLIC)
    system = str(slot.meeting.review.system)
    one = Happening(
        key=f"peer-slot/{slot.key}",
        title=_("%(kind)s, peer review of %(system)s") % {"kind": known.title, "system": system},
        begins=known.begins,
        ends=known.ends,
        address=link_to(slot),
        changed=slot.meeting.changed_at,
        place=where(known),
        sequence=slot.meeting.revision,
        is_cancelled=known.is_off,
    )
    return calendar_bytes(name=f"peer-slot-{slot.key}", title=one.title, page=link_to(slot), happenings=[one])
