"""Who writes findings: peers of the team who judge, and managers."""

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowed
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.domain.begin import begun
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Review
from peer_review.teams.models import Member
from peer_review.teams.queries.members import member_of, speaks_for_team
from peer_review.teams.rules import judges


def demand_writer(by: User, review: Review) -> Member | None:
    """Return the seat of a peer who writes findings, or None for a manager. Raises NotAllowed for anybody else, and when it is late.

    The review is locked until the transaction ends, so that no draft leaves the team meanwhile.
    """
    stands, reader = begun(review, Thing.WRITE_FINDINGS, by)
    seat = member_of(by, stands)
    if judges(seat):
        return seat
    if not reader.is_any(stands, Capacity.MANAGER):
        raise NotAllowed(_("Shadows read findings, and write none."))
    return None


def writes_findings(reader: Reader, review: Review) -> bool:
    """Whether somebody may write findings now: a peer who judges, or a manager."""
    return reader.may(review, Thing.WRITE_FINDINGS) and speaks_for_team(reader, review)


def begins_findings(reader: Reader, review: Review) -> bool:
    """Whether somebody may begin a finding now: a peer who judges. Managers sign off."""
    may = reader.may(review, Thing.WRITE_FINDINGS) and reader.is_any(review, Capacity.PEER)
    return may and judges(member_of(reader.user, review))


def demand_writing(reader: Reader, review: Review, *, begins: bool = False) -> None:
    """Raise NotAllowed for whoever writes nothing here, before they type: a form that is refused once sent loses words."""
    if begins and not begins_findings(reader, review):
        raise NotAllowed(_("A peer of the team does this. Shadows read findings, and managers sign them off."))
    if not writes_findings(reader, review):
        raise NotAllowed(_("Shadows read findings, and write none."))


def demand_peer(by: User, review: Review) -> Member:
    """Return the seat of a peer who writes findings. Raises NotAllowed for managers too."""
    seat = demand_writer(by, review)
    if seat is None:
        raise NotAllowed(_("A peer of the team does this. Managers sign off."))
    return seat
