"""Declarations as pages show them: entries, and whether this year's review is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.assemblies.disclosure import KnownInterest, KnownMember
from consultations.assemblies.models import Interest, Member
from consultations.assemblies.queries.seats import ReviewStanding
from core.disclosure import PUBLIC, disclose
from core.templatetags.moments import plain_day

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Review:
    """How the yearly review stands, in words, with the colour of its tag; `last` says when the last one was."""

    text: str
    colour: str
    last: str
    is_due: bool


@dataclass(frozen=True)
class Declared:
    """A member with their entries: those that hold, and those that ended."""

    member: KnownMember
    review: Review
    current: tuple[KnownInterest, ...]
    ended: tuple[KnownInterest, ...]
    has_none: bool


def review_of(standing: ReviewStanding, today: date | None = None) -> Review:
    """Return the review of a member's entries in words. It is due soon for a month before its day."""
    today = today or timezone.localdate()
    last = _("Last reviewed on %(day)s") % {"day": plain_day(standing.reviewed_on)} if standing.reviewed_on else ""
    last = last or _("Not reviewed yet")
    if standing.due_on is None:
        return Review(_("No longer due"), "grey", last, is_due=False)
    words = {"day": plain_day(standing.due_on)}
    if standing.is_overdue(today):
        return Review(_("Overdue since %(day)s") % words, "red", last, is_due=True)
    if standing.due_on - today <= SOON:
        return Review(_("Due by %(day)s") % words, "amber", last, is_due=True)
    return Review(_("Done; next by %(day)s") % words, "green", last, is_due=False)


def declared_by(
    members: Iterable[Member], interests: Iterable[Interest], reviews: Mapping[int, ReviewStanding]
) -> list[Declared]:
    """Return each member with what they declared."""
    by_member: dict[int, list[KnownInterest]] = {}
    for row in interests:
        by_member.setdefault(row.member_id, []).append(disclose(row, PUBLIC))
    return [_declared(one, by_member.get(one.pk, []), reviews[one.pk]) for one in members]


def _declared(member: Member, entries: Sequence[KnownInterest], standing: ReviewStanding) -> Declared:
    current = tuple(one for one in entries if one.ended_on is None)
    return Declared(
        member=disclose(member, PUBLIC),
        review=review_of(standing),
        current=current,
        ended=tuple(one for one in entries if one.ended_on is not None),
        has_none=standing.has_none and not current,
    )
