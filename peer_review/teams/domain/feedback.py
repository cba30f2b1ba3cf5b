"""What is said of each other once a report is final: by a peer of the review, by the lead of each peer, by a host of both."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.errors import NotAllowed, Refused
from core.stamps import demand_fresh, stamp_of
from peer_review.reviews.domain.begin import begun
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Host
from peer_review.reviews.queries.hosts import leads_host
from peer_review.teams.enums import Direction, MemberState, Seat
from peer_review.teams.models import Feedback, Member
from peer_review.teams.queries.feedback import key_of
from peer_review.teams.queries.members import member_of


def why_not(user: User, place: Member | Host, direction: Direction) -> str:
    """Return why somebody may not give this feedback; nothing where they may."""
    if isinstance(place, Host):
        speaks = direction == Direction.BY_HOST and leads_host(user, place)
        return "" if speaks else _("The lead of a host says how the review was for it.")
    own = member_of(user, place.review)
    if own is None or place.state != MemberState.ACCEPTED:
        return _("Feedback is for the team of this review.")
    if direction == Direction.OF_REVIEW and own.pk != place.pk:
        return _("Everybody speaks of the review for themselves.")
    if direction == Direction.OF_PEER and (own.seat != Seat.LEAD or own.pk == place.pk):
        return _("The lead speaks of each peer, and of nobody else.")
    return ""


@transaction.atomic
def give_feedback(
    *, place: Member | Host, direction: Direction, went_well: str, next_time: str, after: str = "", by: User
) -> Feedback:
    """Say how it went, or say it in other words. Managers alone read it. Logged.

    `place` is the peer's who speaks or is spoken of, or the host's that speaks; `after` is the stamp (`stamp_of_feedback`) of
    what was read. Raises NotAllowed, Stale, Refused.
    """
    begun(place.review, Thing.SAY_HOW, by)
    place.refresh_from_db()
    if why := why_not(by, place, direction):
        raise NotAllowed(why)
    went_well, next_time = went_well.strip(), next_time.strip()
    if not went_well and not next_time:
        raise Refused(_("Say what went well, or what should be otherwise next time."))
    words = {"went_well": went_well, "next_time": next_time, "given_by": by}
    rows = Feedback.objects.select_for_update(no_key=True)
    row, is_new = rows.get_or_create(**key_of(place, direction), defaults=words)
    if not is_new and (row.went_well, row.next_time) == (went_well, next_time):
        return row
    if not is_new:
        demand_fresh(after, stands=stamp_of_feedback(row), wanted=stamp_of(went_well, next_time))
        Feedback.objects.filter(pk=row.pk).update(**words)
    if isinstance(place, Host):
        audit.record("peer_review.feedback", actor=by, subject=place.review, host=place.pk)
    else:
        audit.record("peer_member.feedback", actor=by, subject=place, direction=direction)
    return row


def stamp_of_feedback(said: Feedback | None) -> str:
    return stamp_of(said.went_well, said.next_time) if said else stamp_of("", "")
