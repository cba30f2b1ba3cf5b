"""Who was there, and whether that makes a quorum."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.assemblies.domain.session_rows import done, locked, locked_for_changes, reason_of
from consultations.assemblies.enums import NOT_AGREED, PRESENT, Presence
from consultations.assemblies.models import Attendance, QuorumCount, SessionPage
from consultations.assemblies.queries.bodies import body_of
from consultations.assemblies.queries.sessions import presences_of, seated_on
from core.errors import Refused


def record_attendance(*, session: SessionPage, presences: Mapping[int, Presence | None], by: User) -> SessionPage:
    """Say how each member was there, by their key; None takes back what was said. Others stay as they are. Logged.

    Raises Refused for anybody who holds no seat of the body on the day of the session.
    """
    with transaction.atomic():
        fresh = locked(session, by, NOT_AGREED, _("The minutes say who was there, so it can't be changed any more."))
        seated = set(seated_on(body_of(fresh), fresh.day).values_list("member_id", flat=True))
        if set(presences) - seated:
            raise Refused(_("Only those who hold a seat on the day of the session are counted."))
        Attendance.objects.filter(session=fresh, member__in=presences).delete()
        rows = [
            Attendance(session=fresh, member_id=member, presence=presence)
            for member, presence in presences.items()
            if presence is not None
        ]
        Attendance.objects.bulk_create(rows)
        return done("session.attendance", fresh, by=by, recorded=len(rows))


def count_quorum(*, session: SessionPage, reason: str = "", by: User) -> QuorumCount:
    """Count who is there now against the body's quorum. Logged.

    Whoever is not recorded is absent. Raises Refused for a quorum that is not met without the reason for going on, which is
    public, and for a body in which nobody holds a seat that day.
    """
    reason = reason_of(reason)
    with transaction.atomic():
        fresh = locked_for_changes(session, by)
        present, held, needed = counted(fresh)
        if not held:
            raise Refused(_("Nobody holds a seat on the day of the session, so there is nobody to count."))
        if present < needed and not reason:
            raise Refused(
                _(
                    "There is no quorum: %(present)d of %(held)d are there, and it takes %(needed)d. Say what was done, and why."
                )
                % {"present": present, "held": held, "needed": needed}
            )
        row = QuorumCount.objects.create(
            session=fresh, present=present, held=held, needed=needed, reason="" if present >= needed else reason
        )
        return done("session.quorum", row, by=by, present=present, held=held, needed=needed)


def counted(session: SessionPage) -> tuple[int, int, int]:
    """Return how many seats are present and how many are held that day, and how many it takes: a share, rounded up."""
    body, there = body_of(session), presences_of(session)
    members = list(seated_on(body, session.day).values_list("member_id", flat=True))
    present = sum(there.get(member) in PRESENT for member in members)
    return present, len(members), needed_of(len(members), body.quorum)


def needed_of(held: int, per_cent: int) -> int:
    """Return ceil(held × per cent) in whole numbers."""
    return -(-held * per_cent // 100)
