"""Who is heard in which meeting, and what they say to that."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.errors import Refused
from evidence.submissions.finding import squeezed
from peer_review.reviews.domain.duties import locked
from peer_review.visits.alike import Named
from peer_review.visits.domain.meetings import demand_no_clash, lock_for, raise_revision
from peer_review.visits.domain.telling import tell_dropped
from peer_review.visits.models import Attendee, Meeting, Slot
from peer_review.visits.queries.meetings import named


@transaction.atomic
def add_attendee(
    *, meeting: Meeting, name: str, group: str, email: str = "", role: str = "", organisation: str = "", by: User
) -> Slot:
    """Have somebody heard in a meeting. Who is there already, or was taken out, is the same person again: sent twice, one slot.

    Raises NotAllowed; Refused when they are elsewhere then, or the address is somebody else's.
    """
    review = lock_for(meeting.review, by)
    if Meeting.objects.get(pk=meeting.pk).cancelled_at:
        raise Refused(_("This meeting was cancelled."))
    attendee = known_attendee(review, name, email, group) or Attendee(review=review, name=name, email=email)
    if squeezed(attendee.name) != squeezed(name):
        raise Refused(_("This address is %(name)s’s, in this timetable.") % {"name": attendee.name})
    attendee.group, attendee.email = group, attendee.email or email
    attendee.role, attendee.organisation = role or attendee.role, organisation or attendee.organisation
    attendee.save()
    slot, is_new = Slot.objects.get_or_create(meeting=meeting, attendee=attendee)
    if not is_new and slot.dropped_at is None:
        return slot
    if slot.dropped_at:
        slot.dropped_at, slot.told_at = None, None
        slot.save(update_fields=["dropped_at", "told_at"])
        raise_revision(slot.meeting)
    demand_no_clash(review, meeting, by)
    audit.record("peer_visit.add_attendee", actor=by, subject=meeting, slot=slot.pk)
    return slot


def known_attendee(review: Any, name: str, email: str, group: str) -> Attendee | None:
    """Return who of a review's timetable this is, if anybody.

    An address is one person's. Of a name without one, and of somebody who is there without one, the name in their group tells.
    """
    rows = list(Attendee.objects.filter(review=review).order_by("email", "pk"))
    wanted = Named(name, "", group).in_group
    alike = [one for one in rows if named(one).in_group == wanted]
    if not email:
        return next(iter(alike), None)
    owner = next((one for one in rows if one.email.casefold() == email.casefold()), None)
    return owner or next((one for one in alike if not one.email), None)


@transaction.atomic
def drop_attendee(*, slot: Slot, by: User) -> None:
    """Have somebody not heard in a meeting. If they were told to come they get mail, and their link says so. Raises NotAllowed."""
    lock_for(slot.meeting.review, by)
    row = Slot.objects.select_related("attendee", "meeting").get(pk=slot.pk)
    if row.dropped_at:
        return
    row.dropped_at = timezone.now()
    row.save(update_fields=["dropped_at"])
    raise_revision(row.meeting)
    tell_dropped(row)
    audit.record("peer_visit.drop_attendee", actor=by, subject=row.meeting, slot=row.pk)


class Comer:
    """Whoever holds the link of a slot; the log names the slot and not the person."""

    def __init__(self, slot: Slot) -> None:
        self.audit_name = f"slot:{slot.pk}"


@transaction.atomic
def answer_slot(*, slot: Slot, is_coming: bool, needs: str) -> Slot:
    """Say whether one comes, and what one needs to take part. The last word holds. Raises Refused when it is off."""
    # Whoever is being forgotten (`domain.forgetting`) is not remembered by an answer that comes with it.
    locked(slot.meeting.review)
    row = Slot.objects.select_related("attendee", "meeting__review").get(pk=slot.pk)
    if row.attendee.is_forgotten:
        raise Refused(_("This is over. What was known of you was deleted, and nothing more is kept."))
    if row.dropped_at or row.meeting.cancelled_at or row.meeting.review.withdrawn_at:
        raise Refused(_("This meeting is not held, or you need not come to it."))
    if row.is_coming == is_coming and row.attendee.needs == needs.strip():
        return row
    row.is_coming, row.answered_at = is_coming, timezone.now()
    row.save(update_fields=["is_coming", "answered_at"])
    row.attendee.needs = needs.strip()
    row.attendee.save(update_fields=["needs"])
    audit.record("peer_visit.answer", actor=Comer(row), subject=row.meeting, slot=row.pk, is_coming=is_coming)
    return row
