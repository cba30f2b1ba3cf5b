"""What is said of each other once a review is reported: by a peer of the review, by its lead of each peer."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.errors import NotAllowed, Refused
from core.stamps import demand_fresh, stamp_of
from peer_review.reviews.enums import REPORTED, ReviewState
from peer_review.teams.enums import Direction, MemberState, Seat
from peer_review.teams.models import Feedback, Member
from peer_review.teams.queries.members import member_of

OPEN_IN = REPORTED | {ReviewState.FINAL}


def why_not(user: User, member: Member, direction: Direction) -> str:
    """Return why somebody may not give this feedback; nothing where they may."""
    own = member_of(user, member.review)
    if own is None or member.state != MemberState.ACCEPTED:
        return _("Feedback is for the team of this review.")
    if direction == Direction.OF_REVIEW and own.pk != member.pk:
        return _("Everybody speaks of the review for themselves.")
    if direction == Direction.OF_PEER and (own.seat != Seat.LEAD or own.pk == member.pk):
        return _("The lead speaks of each peer, and of nobody else.")
    return ""


@transaction.atomic
def give_feedback(
    *, member: Member, direction: Direction, went_well: str, next_time: str, after: str = "", by: User
) -> Feedback:
    """Say how it went, or say it in other words. Managers alone read it.

    `after` is the stamp (`stamp_of_feedback`) of what was read. Raises NotAllowed, Stale, Refused.
    """
    if why := why_not(by, member, direction):
        raise NotAllowed(why)
    if member.review.state not in OPEN_IN:
        raise Refused(_("Feedback is asked for once the report is final."))
    went_well, next_time = went_well.strip(), next_time.strip()
    if not went_well and not next_time:
        raise Refused(_("Say what went well, or what should be otherwise next time."))
    words = {"went_well": went_well, "next_time": next_time, "given_by": by}
    row, is_new = Feedback.objects.select_for_update(no_key=True).get_or_create(
        member=member, direction=direction, defaults=words
    )
    if not is_new and (row.went_well, row.next_time) == (went_well, next_time):
        return row
    if not is_new:
        demand_fresh(after, stands=stamp_of_feedback(row), wanted=stamp_of(went_well, next_time))
        Feedback.objects.filter(pk=row.pk).update(**words)
    audit.record("peer_member.feedback", actor=by, subject=member, direction=direction)
    return row


def stamp_of_feedback(said: Feedback | None) -> str:
    return stamp_of(said.went_well, said.next_time) if said else stamp_of("", "")
