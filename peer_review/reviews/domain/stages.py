"""Moving a review from one state to the next. Nothing else writes its state."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.actors import Actor
from core.lifecycle import move
from peer_review.reviews.domain.duties import fulfilled_by_move, report_came_out
from peer_review.reviews.domain.letters import tell
from peer_review.reviews.domain.statement import freeze_now
from peer_review.reviews.lifecycle import REVIEW
from peer_review.reviews.models import Review
from peer_review.reviews.timetable import DONE_BY


def move_on(
    *, review: Review, verb: str, actor: Actor, reason: str = "", changes: Mapping[str, Any] | None = None
) -> Review:
    """Make one move of a review's lifecycle, and return the review as it stands, locked until the transaction ends.

    What the move asks for is written with it: when it was published and by whom, when it closed, why it was withdrawn.
    `changes` are further fields. The duties that it fulfils are done from today; the day on which notes are deleted follows the day
    of the report. The position statement is frozen when the team arrives, at the latest. A withdrawal is told to the leads and
    the team by mail. Logged and announced. Raises NotAllowed and Refused as `core.lifecycle.move` does.
    """
    with transaction.atomic():
        written = {**_written_by(verb, actor, reason), **(changes or {})}
        row = move(REVIEW, review, verb, actor=actor, reason=reason.strip(), changes=written)
        fulfilled_by_move(row, DONE_BY.get(verb, ()))
        if verb == "arrive":
            freeze_now(row, actor=actor)
        if verb in ("publish", "withdraw"):
            report_came_out(row, timezone.localdate())
        if verb == "withdraw":
            tell(row, "withdrawn", reason=row.withdrawn_because)
        return row


def _written_by(verb: str, actor: Actor, reason: str) -> dict[str, Any]:
    now = timezone.now()
    by_verb: dict[str, dict[str, Any]] = {
        "scope": {"public_since": now},
        "finish": {"finished_at": now},
        "publish": {"published_at": now, "published_by": actor},
        "publish_plan": {"plan_published_at": now},
        "close": {"progress_published_at": now, "closed_at": now},
        "withdraw": {"withdrawn_because": reason.strip(), "withdrawn_at": now},
    }
    return by_verb.get(verb, {})
