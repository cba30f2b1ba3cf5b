"""Saving a text that several people write."""

from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.changes import announce
from core.errors import Stale
from core.stamps import MEANWHILE
from peer_review.reviews.models import Written

Row = TypeVar("Row", bound=Written)


class Conflict(Stale):
    """Somebody else saved meanwhile. `stands` is their text, `mine` the one that was not saved over it, but kept beside."""

    def __init__(self, *, stands: str, mine: str) -> None:
        super().__init__(str(MEANWHILE))
        self.stands = stands
        self.mine = mine


@transaction.atomic
def save_written(row: Row, *, text: str, read: int, by: User, **values: Any) -> Row:
    """Save `text`, written from revision `read`, and keep what stood as a version (`row.versions`). Saying the same changes nothing.

    `values` are further fields of the row, and go to the version where that has `values`.
    Raises Conflict when another revision stands; call it outside of a transaction that a refusal rolls back, or `set_aside` first.
    """
    fresh = type(row)._base_manager.select_for_update(no_key=True).get(pk=row.pk)
    if fresh.text == text and all(getattr(fresh, name) == value for name, value in values.items()):
        return fresh
    if fresh.revision != read:
        raise Conflict(stands=fresh.text, mine=text)
    fresh.text, fresh.revision, fresh.saved_by, fresh.saved_at = text, read + 1, by, timezone.now()
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.save()
    fresh.versions.create(
        revision=fresh.revision,
        text=text,
        saved_by=by,
        saved_at=fresh.saved_at,
        **({"values": _plain(values)} if values else {}),
    )
    announce(fresh)
    return fresh


def keep_aside(row: Written, *, text: str, read: int, by: User) -> None:
    """Keep a text that lost a conflict, until somebody settles it."""
    row.versions.create(revision=read, text=text, saved_by=by, set_aside=True)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(value, "pk", value) for name, value in values.items()}
