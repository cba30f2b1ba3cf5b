"""Moving a review from one state to the next. Nothing else writes its state."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.actors import Actor
from core.lifecycle import move
from peer_review.reviews.lifecycle import REVIEW
from peer_review.reviews.models import Review


def move_on(*, review: Review, verb: str, actor: Actor, reason: str = "", changes: Mapping[str, Any] | None = None) -> Review:
    """Make one move of a review's lifecycle, and return the review as it stands, locked until the transaction ends.

    What the move asks for is written with it: when it was published and by whom, when it closed, why it was withdrawn.
    `changes` are further fields. The duties that it fulfils are done from today. Logged and announced.
    Raises NotAllowed and Refused as `core.lifecycle.move` does.
    """
    with transaction.atomic():
        written = {**_written_by(verb, actor, reason), **(changes or {})}
        return move(REVIEW, review, verb, actor=actor, reason=reason.strip(), changes=written)


def _written_by(verb: str, actor: Actor, reason: str) -> dict[str, Any]:
    now = timezone.now()
    return {
        "scope": {"public_since": now},
        "finish": {"finished_at": now},
        "publish": {"published_at": now, "published_by": actor},
        "publish_plan": {"plan_published_at": now},
        "close": {"progress_published_at": now, "closed_at": now},
        "withdraw": {"withdrawn_because": reason.strip()},
    }.get(verb, {})
