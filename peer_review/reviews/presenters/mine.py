"""What waits for somebody of a host, and for whoever runs reviews."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import HOSTS_ARE_NEEDED, OF_HOSTS, STAGES, Capacity, DutyKind, ReviewState, Thing
from peer_review.reviews.lifecycle import REVIEW
from peer_review.reviews.models import Duty, PositionPart, Review
from peer_review.reviews.presenters.duties import Line as DutyLine
from peer_review.reviews.presenters.duties import line_of, lines_of
from peer_review.reviews.presenters.reviews import state_of
from peer_review.reviews.queries.duties import is_passed


@dataclass(frozen=True)
class Mine:
    """A review of theirs: what is due of them next, and what to do there, each with its address."""

    review: Review
    url: str
    state: dict[str, str]
    due: list[DutyLine]
    to_do: list[tuple[str, str]]


def reviews_managed(user: Any, every: Iterable[Review]) -> list[Mine]:
    """Return those of `every` review that somebody runs and that go on, with the next stage and what is due next.

    Those without a timetable stand first: nothing there is due until they are moved on. One query, and none for others.
    """
    reviews = [one for one in every if one.manager_id == user.pk and one.state in STAGES[:-1]]
    prefetch_related_objects(reviews, "duties")  # for the panels of rooms too
    due = {one.pk: [duty for duty in one.duties.all() if _waits(one, duty)][:1] for one in reviews}
    reviews.sort(key=lambda one: (due[one.pk][0].due_on if due[one.pk] else date.min, one.pk))
    return [
        Mine(
            review,
            reverse("peer_reviews:desk", args=[review.reference]),
            state_of(review, public=False),
            lines_of(review, due[review.pk]),
            [_next_stage(review)],
        )
        for review in reviews
    ]


def _next_stage(review: Review) -> tuple[str, str]:
    move = next(one for one in REVIEW.moves if review.state in one.sources and one.verb != "withdraw")
    return _("Next: %(move)s") % {"move": move.label}, reverse("peer_reviews:stages", args=[review.reference])


def reviews_of_hosts(reader: Reader, every: Iterable[Review]) -> list[Mine]:
    """Return those of `every` review in which somebody speaks for a host, or observes, in the order of `HOSTS_ARE_NEEDED`.

    Two queries, and none for others.
    """
    theirs = [one for one in every if reader.is_any(one, Capacity.HOST_LEAD, Capacity.HOST, Capacity.OBSERVER)]
    reviews = sorted(theirs, key=lambda one: HOSTS_ARE_NEEDED.index(ReviewState(one.state)))
    prefetch_related_objects(reviews, "duties")  # for the panels of rooms too
    empty = PositionPart.objects.filter(statement__review__in=reviews, statement__frozen_at=None, text="")
    parts: dict[int, list[PositionPart]] = {review.pk: [] for review in reviews}
    for part in empty.filter(Q(owner__user=reader.user.pk) | Q(owner=None)).select_related("statement"):
        parts[part.statement.review_id].append(part)
    return [
        Mine(
            review,
            reverse("peer_reviews:desk", args=[review.reference]),
            state_of(review, public=False),
            [line_of(review, duty) for duty in review.duties.all() if _is_due_of_hosts(review, duty)][:1],
            _to_do(reader, review, parts[review.pk]),
        )
        for review in reviews
    ]


def _to_do(reader: Reader, review: Review, parts: list[PositionPart]) -> list[tuple[str, str]]:
    leads = reader.is_any(review, Capacity.HOST_LEAD)
    found = _to_explain(review) if leads else []
    return found + (_to_write(review, parts, leads=leads) if reader.may(review, Thing.WRITE_STATEMENT) else [])


def _to_explain(review: Review) -> list[tuple[str, str]]:
    """Return what everybody sees to be late, and of which the hosts did not say why: for a lead to say."""
    return [
        (
            _("%(what)s: say why it is late") % {"what": line.title},
            reverse("peer_reviews:duty", args=[review.reference, line.duty.kind, "late"]),
        )
        for line in lines_of(review, review.duties.all(), leads=True)
        if "late" in line.acts and not line.duty.late_because
    ]


def _is_due_of_hosts(review: Review, duty: Duty) -> bool:
    return review.state in STAGES and duty.kind in OF_HOSTS and _waits(review, duty)


def _waits(review: Review, duty: Duty) -> bool:
    """Whether somebody has it still to do. That notes are deleted is nobody's to do."""
    return duty.done_on is None and duty.kind != DutyKind.NOTES_DELETED and not is_passed(duty, review)


def _to_write(review: Review, parts: list[PositionPart], *, leads: bool) -> list[tuple[str, str]]:
    """Return the parts that are somebody's to write; a lead is told besides how many nobody has taken on."""
    found = [
        (
            _("Write “%(part)s”") % {"part": part.title},
            reverse("peer_reviews:part", args=[review.reference, part.pk]),
        )
        for part in parts
        if part.owner_id
    ]
    if leads and (free := sum(part.owner_id is None for part in parts)):
        text = ngettext(
            "%(n)d part of the position statement is empty and has no owner",
            "%(n)d parts of the position statement are empty and have no owner",
            free,
        )
        found.append((text % {"n": free}, reverse("peer_reviews:statement", args=[review.reference])))
    return found
