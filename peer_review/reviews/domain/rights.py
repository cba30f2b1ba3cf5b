"""The rights of a phase, as they are given at first and as managers change them."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.errors import Refused
from core.stamps import demand_fresh
from peer_review.reviews.domain.duties import demand_manager
from peer_review.reviews.enums import Capacity, ReviewState, Thing
from peer_review.reviews.models import Right
from peer_review.reviews.rights import given, may_ever


def give_at_first(*, using: str = "default") -> None:
    """Give every right that is given at first, where none was given yet."""
    rights = Right.objects.using(using)
    if not rights.exists():
        rights.bulk_create(
            [Right(state=state, capacity=capacity, thing=thing) for state, capacity, thing in given()],
            ignore_conflicts=True,
        )


def stamp_of_right(state: ReviewState, capacity: Capacity, thing: Thing) -> str:
    """Return "on" or "off"."""
    return "on" if Right.objects.filter(state=state, capacity=capacity, thing=thing).exists() else "off"


@transaction.atomic
def switch(
    *, state: ReviewState, capacity: Capacity, thing: Thing, on: bool, reason: str, by: User, after: str = ""
) -> None:
    """Give a right, or take it away, for every review in `state` from now on. Logged with the reason; switched again it changes nothing.

    `after` is how it stood when it was read ("on" or "off"). Raises NotAllowed but for managers, Stale, and Refused without a
    reason and for what a capacity may never have.
    """
    demand_manager(by)
    demand_fresh(after, stands=stamp_of_right(state, capacity, thing), wanted="on" if on else "off")
    if not reason.strip():
        raise Refused(_("Give a reason."))
    if on and not may_ever(capacity, thing):
        raise Refused(_("This can't be given to them: it would break what was promised to those who were heard."))
    words = {"state": state, "capacity": capacity, "thing": thing, "reason": reason.strip()}
    row = Right.objects.filter(state=state, capacity=capacity, thing=thing).first()
    if on and row is None:
        row = Right.objects.create(state=state, capacity=capacity, thing=thing)
        audit.record("peer_review.give_right", actor=by, subject=row, **words)
    elif not on and row is not None:
        audit.record("peer_review.take_right", actor=by, subject=row, **words)
        row.delete()
