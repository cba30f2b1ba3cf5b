"""Whose assessment a verb writes, and on which line."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowed, Refused
from peer_review.frameworks.models import Line
from peer_review.reviews.domain.begin import begun
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.teams.models import Member
from peer_review.teams.queries.members import member_of
from peer_review.teams.rules import judges


def demand_judge(user: Any, review: Review) -> Member:
    """Return the seat from which `user` judges. Raises NotAllowed for managers and shadows, who read the board."""
    seat = member_of(user, review)
    if seat is None or not judges(seat):
        raise NotAllowed(_("Peers of the team assess and agree. Managers and shadows read."))
    return seat


def judge(by: User, review: Review, thing: Thing) -> Member:
    """Return the seat from which `by` judges. Raises NotAllowed for anybody else, and where `thing` can't be done now.

    The review is locked until the transaction ends, so that nobody leaves its team, and it does not move on, meanwhile.
    """
    stands, _reader = begun(review, thing, by)
    return demand_judge(by, stands)


def demand_line(review: Review, line: Line) -> None:
    """Raise Refused for a line that is not of the framework this review uses."""
    if line.theme.version_id != review.framework_version_id:
        raise Refused(_("This line of enquiry is not in the framework of this review."))
