"""What an assessment cites."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Refused
from core.plain_text import one_line
from peer_review.assessments.domain.assessing import locked
from peer_review.assessments.models import Assessment
from peer_review.assessments.queries.evidence import LONGEST_WHERE, where_to_look
from peer_review.frameworks.models import Line
from peer_review.notes import queries as notes
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.models import Review
from peer_review.room import queries as items


def source_named(key: str, *, review: Review, line: Line, by: User, where: str = "") -> dict[str, Any]:
    """Return the fields of a citation of what `key` names (`item-7`, `note-12`).

    `where` is the page or paragraph of an item that is meant; else it is what the item's tag to this line says.
    Raises Refused for what can't be cited: not of this review, withdrawn, sealed, or not to be read by `by`; and for a long `where`.
    """
    place = one_line(where)
    if len(place) > LONGEST_WHERE:
        raise Refused(_("Say where in %(most)d characters or fewer.") % {"most": LONGEST_WHERE})
    kind, _dash, number = key.partition("-")
    reader, pk = reader_for(by, review), int(number[:18]) if number.isdecimal() else 0
    if kind == "item" and (item := items.citable(review, reader).filter(pk=pk).first()):
        return {"item": item, "kind": item.source_type, "where": place or where_to_look(item, line)}
    if kind == "note" and (note := notes.citable(review, reader).filter(pk=pk).first()):
        return {"note": note, "kind": note.source_type, "group": note.group}
    raise Refused(_("This can’t be cited: it was withdrawn or sealed, or is not of this review."))


def add(row: Any, fields: dict[str, Any]) -> bool:
    """Add a citation to a row that has `citations`, once; return whether it is new."""
    what = {name: fields[name] for name in ("item", "note") if name in fields}
    _one, is_new = row.citations.get_or_create(**what, defaults=fields)
    return bool(is_new)


def drop(row: Any, key: str) -> bool:
    """Take a citation off a row that has `citations`; return whether it was there."""
    kind, _dash, number = key.partition("-")
    if kind not in {"item", "note"} or not number.isdecimal():
        return False
    gone, _by_model = row.citations.filter(**{kind: int(number[:18])}).delete()
    return bool(gone)


def cite(*, review: Review, line: Line, key: str, by: User, where: str = "") -> Assessment:
    """Cite something in one's assessment of a line, and `where` in it. What is cited already stays cited once, as it was.

    Raises NotAllowed as `assessing.save_assessment` does; Refused as `source_named` does, and once the assessment is in.
    """
    with transaction.atomic():
        row = _open(review, line, by)
        add(row, source_named(key, review=review, line=line, by=by, where=where))
        return row


def uncite(*, review: Review, line: Line, key: str, by: User) -> Assessment:
    """Take off something that one's assessment cites. Raises as `cite` does."""
    with transaction.atomic():
        row = _open(review, line, by)
        drop(row, key)
        return row


def _open(review: Review, line: Line, by: User) -> Assessment:
    row = locked(review, line, by)
    if row.submitted_at:
        raise Refused(_("This assessment is in. Take it back before you change what it cites."))
    return row
