"""Leaving a team after having said yes: a peer steps out, or a manager releases them, and their work is handed over or sealed."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.actors import Actor
from core.errors import Refused
from core.lifecycle import move
from core.outbox.domain import post
from peer_review.reviews.domain.duties import locked
from peer_review.teams.domain.telling import tell_manager
from peer_review.teams.leaving import hand_over_all
from peer_review.teams.lifecycle import MEMBER
from peer_review.teams.models import Member
from peer_review.teams.queries.members import accepted


@transaction.atomic
def step_out(*, member: Member, reason: str, to: Member | None, by: Actor) -> Member:
    """Leave a team one is in. `to` takes over what was theirs; with None what is theirs alone is sealed.

    The reason is read by managers alone. The manager gets mail. Raises NotAllowed, Refused.
    """
    row = _leave(member, "step_out", reason, to, by)
    tell_manager(row, "stepped_out")
    return row


@transaction.atomic
def release(*, member: Member, reason: str, to: Member | None, by: User) -> Member:
    """Have somebody leave who was asked, or is in the team. They get mail without the reason. Raises NotAllowed, Refused."""
    row = _leave(member, "release", reason, to, by)
    if row.invited_at:
        context: dict[str, object] = {"member": row, "review": row.review}
        post(to=row.peer.email, template="teams/released", context=context, kind="teams.released", about=row)
    return row


def _leave(member: Member, verb: str, reason: str, to: Member | None, by: Any) -> Member:
    # Whoever takes over is put into meetings, and the timetable of a review changes under its lock alone.
    review = locked(member.review)
    if to is not None and not accepted(review).exclude(pk=member.pk).filter(pk=to.pk).exists():
        raise Refused(_("Only somebody else who is in the team can take over."))
    changes = {"left_at": timezone.now(), "left_because": reason.strip(), "handed_to": to}
    row = move(MEMBER, member, verb, actor=by, changes=changes)
    hand_over_all(row, to, by)
    audit.record("peer_member.hand_over", actor=by, subject=row, to=to.pk if to else None)
    return row
