"""Who lays out the timetable of the days on site, and while what."""

from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, ReviewState, Thing
from peer_review.reviews.models import Review

# The host makes the timetable (domain facts, C1), and it changes until the team leaves.
LAID_OUT_IN = frozenset({ReviewState.SCOPING, ReviewState.PREPARING, ReviewState.ON_SITE})
PEERS_A_MEETING = 2  # domain facts, C5, point 5


def is_planner(reader: Reader, review: Review) -> bool:
    """Whether somebody gave, or needs, the names of those who are heard: the manager, and the leads of hosts."""
    return reader.may(review, Thing.TIMETABLE) and reader.is_any(review, Capacity.MANAGER, Capacity.HOST_LEAD)


def may_lay_out(reader: Reader, review: Review) -> bool:
    return is_planner(reader, review) and review.state in LAID_OUT_IN
