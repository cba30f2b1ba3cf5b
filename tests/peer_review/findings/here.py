"""A team on site with a finding of its first peer."""

from typing import Any
from uuid import uuid4

from peer_review.findings.domain import reading, writing
from peer_review.findings.domain.writing import Words
from peer_review.findings.enums import FindingKind
from peer_review.findings.models import Finding
from peer_review.room.enums import SourceType
from peer_review.room.models import Item
from tests.peer_review.assessments.team import Team
from tests.peer_review.room.factories import ItemFactory


def words(here: Team, **more: Any) -> Words:
    said = {
        "kind": FindingKind.STRENGTH,
        "line": here.line,
        "title": "Partners meet weekly",
        "text": "Partners meet every week, and decide there.",
        "because": "Minutes of a year, and what staff told us.",
    }
    return Words(**{**said, **more})


def begun(here: Team, number: int = 0, *, cites: int = 2, **more: Any) -> Finding:
    """Return a draft of a peer that cites so many items: a document, then data."""
    row = writing.begin_finding(review=here.review, words=words(here, **more), key=uuid4(), by=here.user(number))
    for source_type in (SourceType.DOCUMENT, SourceType.DATA)[:cites]:
        item = ItemFactory(review=here.review, source_type=source_type)
        row = writing.cite(finding=row, key=f"item-{item.pk}", by=here.user(number))
    return row


def seconded(here: Team, **more: Any) -> Finding:
    """Return one that a second peer agreed to."""
    row = reading.hand_in(finding=begun(here, **more), by=here.user(0))
    return reading.second(finding=row, read=row.revision, by=here.user(1))


def signed_off(here: Team, **more: Any) -> Finding:
    row = seconded(here, **more)
    return reading.sign(finding=row, read=row.revision, by=here.manager)


def withdraw_item(item: Item) -> None:
    Item.objects.filter(pk=item.pk).update(
        state="withdrawn", withdrawn_at=item.added_at, withdrawn_because="Out of date."
    )
