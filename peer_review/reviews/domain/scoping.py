"""The scoping record: written by the manager and the leads of the hosts, agreed after they met."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.errors import NotAllowed, Refused, Stale
from core.stamps import MEANWHILE
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.domain.duties import demand_manager, fulfil, locked
from peer_review.reviews.enums import Capacity, DutyKind, ReviewState
from peer_review.reviews.models import Review, Scoping

BEING_SCOPED = frozenset({ReviewState.PROPOSED, ReviewState.SCOPING})
FIELDS = ("met_on", "focus", "left_out", "team_wanted", "feedback_form", "preparation")


def scoping_of(review: Review) -> Scoping:
    """Return the record of a review, made where there is none yet."""
    return Scoping.objects.get_or_create(review=review)[0]


def may_write_scoping(review: Review, by: User) -> bool:
    """Whether they may write the record, as long as the review is being scoped."""
    return reader_for(by, review).is_any(review, Capacity.MANAGER, Capacity.HOST_LEAD)


def save_scoping(*, review: Review, values: Mapping[str, str | date | None], read: int, by: User) -> Scoping:
    """Save what was agreed so far. Saying the same changes nothing; anything else ends an agreement, for it was about other words. Logged.

    `read` is the revision that the writer read. Raises NotAllowed but for managers and leads, Stale when somebody else saved since, and
    Refused once the review prepares.
    """
    with transaction.atomic():
        row = _locked(review, by)
        if all(getattr(row, name) == values[name] for name in FIELDS):
            return row
        if row.revision != read:
            raise Stale(str(MEANWHILE))
        for name in FIELDS:
            setattr(row, name, values[name])
        row.revision += 1
        row.agreed_at = row.agreed_by = None
        row.save()
        audit.record("peer_review.save_scoping", actor=by, subject=review, revision=row.revision)
        return row


def agree_scoping(*, review: Review, read: int, by: User) -> Scoping:
    """Say that manager and hosts agreed the record as it was read. Agreed again it changes nothing. Logged.

    Raises NotAllowed but for managers, Stale, and Refused while it does not say what the focus is and when they met.
    """
    demand_manager(by)
    with transaction.atomic():
        row = _locked(review, by)
        if row.revision != read:
            raise Stale(_("Somebody changed the record meanwhile. Read it again before you agree it."))
        if row.agreed_at is not None:
            return row
        if not row.focus.strip() or row.met_on is None:
            raise Refused(_("Write the focus and the day of the meeting first."))
        row.agreed_at, row.agreed_by = timezone.now(), by
        row.save(update_fields=["agreed_at", "agreed_by"])
        fulfil(review, [DutyKind.SCOPING_MEETING], on=row.met_on)
        audit.record("peer_review.agree_scoping", actor=by, subject=review, revision=row.revision)
        return row


def _locked(review: Review, by: User) -> Scoping:
    fresh = locked(review)
    if not may_write_scoping(fresh, by):
        raise NotAllowed(_("Only the manager and the leads of the hosts write the scoping record."))
    if fresh.state not in BEING_SCOPED:
        raise Refused(_("The review is being prepared already: its scope stays as it was agreed."))
    return scoping_of(fresh)
