"""Which parts a position statement has: a manager changes them until it is frozen."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.errors import Refused
from core.stamps import demand_fresh, stamp_of
from peer_review.reviews.domain.duties import demand_manager, locked
from peer_review.reviews.domain.statement import CAN_REOPEN, lay_out_statement
from peer_review.reviews.models import PositionPart, PositionStatement, Review


@dataclass(frozen=True)
class Asked:
    """What a part asks of the hosts: `limit` is in words, `place` counts from 1."""

    title: str
    prompt: str
    limit: int
    place: int

    @property
    def stamp(self) -> str:
        """The mark of this wording, as a form carries it (core.stamps)."""
        return stamp_of(self.title, self.prompt, str(self.limit), str(self.place))


def asked(part: PositionPart) -> Asked:
    """Return what a part asks now."""
    return Asked(part.title, part.prompt, part.word_limit, part.position)


def may_change_parts(review: Review, statement: PositionStatement | None) -> bool:
    """Whether its parts can be changed, as far as the review and its statement go."""
    return review.state in CAN_REOPEN and (statement is None or statement.frozen_at is None)


@transaction.atomic
def add_part(*, review: Review, told: Asked, by: User) -> PositionPart:
    """Add a part to a position statement, at its place. Sent twice, it is added once. Logged.

    Raises NotAllowed but for managers, and Refused once the statement is frozen or the team is on site, and for a title that another
    part has.
    """
    statement = _open_statement(review, by)
    rows = list(statement.parts.all())
    if twin := next((row for row in rows if row.title == told.title), None):
        if (twin.prompt, twin.word_limit) == (told.prompt, told.limit):
            return twin
        raise Refused(_("There is a part of this title already."))
    row = PositionPart(statement=statement, title=told.title, prompt=told.prompt, word_limit=told.limit, position=0)
    row.save()
    _place(row, told.place, rows)
    audit.record("peer_statement.add_part", actor=by, subject=row, title=row.title)
    return row


@transaction.atomic
def change_part(*, part: PositionPart, told: Asked, read: str, by: User) -> PositionPart:
    """Change what a part asks and where it stands; what was written in it stays. Logged; saying the same changes nothing.

    `read` is the stamp of what stood on the page. Raises as `add_part` does, Stale, and Refused for a part that was removed.
    """
    statement = _open_statement(part.statement.review, by)
    row = _still_there(statement, part)
    demand_fresh(read, stands=asked(row).stamp, wanted=told.stamp)
    if asked(row) == told:
        return row
    others = [one for one in statement.parts.all() if one.pk != row.pk]
    if any(one.title == told.title for one in others):
        raise Refused(_("There is a part of this title already."))
    row.title, row.prompt, row.word_limit = told.title, told.prompt, told.limit
    row.save(update_fields=["title", "prompt", "word_limit"])
    _place(row, told.place, others)
    audit.record("peer_statement.change_part", actor=by, subject=row, title=row.title, place=row.position)
    return row


@transaction.atomic
def remove_part(*, part: PositionPart, by: User) -> None:
    """Remove a part in which nobody wrote. Logged. Raises as `add_part` does, and Refused for one that holds words."""
    statement = _open_statement(part.statement.review, by)
    row = _still_there(statement, part)
    if why := why_it_stays(row):
        raise Refused(why)
    audit.record("peer_statement.remove_part", actor=by, subject=row, title=row.title)
    others = [one for one in statement.parts.all() if one.pk != row.pk]
    row.delete()
    _number(others)


def why_it_stays(part: PositionPart) -> str:
    """Return why a part can't be removed, or nothing. Versions count: somebody may want their words back."""
    if part.text.strip() or part.revision or part.versions.exists():
        return _("The hosts wrote in this part, so it stays: nobody's words are removed. You can change what it asks.")
    return ""


def _open_statement(review: Review, by: User) -> PositionStatement:
    """Return the statement whose parts can be changed, under the lock of its review."""
    demand_manager(by)
    row = locked(review)
    statement = lay_out_statement(row)
    if not may_change_parts(row, statement):
        raise Refused(_("The position statement is frozen, or not open yet: its parts stay as they are."))
    return statement


def _still_there(statement: PositionStatement, part: PositionPart) -> PositionPart:
    row = statement.parts.filter(pk=part.pk).first()
    if row is None:
        raise Refused(_("Somebody removed this part meanwhile."))
    return row


def _place(row: PositionPart, place: int, others: list[PositionPart]) -> None:
    """Put a part at a place among the others, the last where there is no such place."""
    at = max(0, place - 1)
    _number([*others[:at], row, *others[at:]])


def _number(rows: list[PositionPart]) -> None:
    for position, row in enumerate(rows, start=1):
        row.position = position
    PositionPart.objects.bulk_update(rows, ["position"])
