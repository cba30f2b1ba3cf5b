"""Which assessments somebody reads: the others' once theirs is in. The database decides it, so that no page has more to hide."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from peer_review.assessments.models import Assessment
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Review
from peer_review.teams.models import Member
from peer_review.teams.rules import judges


def readable(reader: Reader, review: Review, seat: Member | None) -> QuerySet[Assessment]:
    """Return the assessments of `review` that `reader`, who holds `seat`, may read.

    A peer who judges reads their own, and those that are in on lines where theirs is in too. Managers, and shadows who judge
    nothing, read all that are in. Somebody who manages and judges both is a peer first. Drafts of others are nobody's to read.
    """
    rows = Assessment.objects.filter(review=review).select_related("member__peer", "line__theme")
    if not reader.may(review, Thing.ASSESSMENTS):
        return rows.none()
    if judges(seat):
        mine = Assessment.objects.filter(member=seat, line=OuterRef("line"), submitted_at__isnull=False)
        return rows.filter(Q(member=seat) | (Q(submitted_at__isnull=False) & Exists(mine)))
    if seat is not None or reader.is_any(review, Capacity.MANAGER):
        return rows.filter(submitted_at__isnull=False)
    return rows.none()


def opened(reader: Reader, review: Review, seat: Member | None, assessments: list[Assessment]) -> set[int] | None:
    """Return the keys of the lines whose board is open to a reader of these `readable` assessments; None for all lines."""
    if judges(seat):
        return {one.line_id for one in assessments if seat and one.member_id == seat.pk and one.submitted_at}
    may = reader.may(review, Thing.ASSESSMENTS) and (seat is not None or reader.is_any(review, Capacity.MANAGER))
    return None if may else set()
