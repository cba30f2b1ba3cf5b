"""Four points a line, where a programme has switched that on. Kept apart from assessments, findings and the report."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.errors import Refused
from core.stamps import demand_fresh, stamp_of
from peer_review.assessments.domain.seated import demand_line, judge
from peer_review.assessments.models import Score
from peer_review.frameworks.models import Line
from peer_review.notes.domain.naming import demand_no_names
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review


def stamp(score: Score | None) -> str:
    return stamp_of(str(score.points), score.rationale) if score else stamp_of("")


def score(*, review: Review, line: Line, points: int, rationale: str, read: str, by: User) -> Score:
    """Give a line its points and say why. Logged, without the words.

    Raises NotAllowed for whoever does not judge here now; Refused where the programme does not score, and for words that name
    somebody who was heard; Stale when another page of the same peer saved since `read`, the `stamp` of what that page showed.
    """
    with transaction.atomic():
        seat = judge(by, review, Thing.ASSESS)
        demand_line(review, line)
        if not seat.review.programme.scoring:
            raise Refused(_("This programme does not score."))
        demand_no_names(review, rationale)
        before = Score.objects.select_for_update(no_key=True).filter(member=seat, line=line).first()
        demand_fresh(read, stands=stamp(before), wanted=stamp_of(str(points), rationale))
        if before and (before.points, before.rationale) == (points, rationale):
            return before
        row, _is_new = Score.objects.update_or_create(
            member=seat,
            line=line,
            defaults={"review": review, "points": points, "rationale": rationale, "at": timezone.now()},
        )
        audit.record("score.give", actor=by, subject=row)
        return row
