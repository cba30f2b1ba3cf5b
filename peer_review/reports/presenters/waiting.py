"""What of reports waits for somebody, as their own page shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peer_review.reports.queries.waiting import reviews_of
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, DutyKind, ReviewState, Thing
from peer_review.reviews.models import Review
from peer_review.reviews.queries.counting import counted
from peer_review.teams.models import Member


@dataclass(frozen=True)
class Waits:
    review: Review
    text: str
    url: str
    when: date | None


def waiting_for(reader: Reader, every: Iterable[Review], seats: Iterable[Member]) -> list[Waits]:
    """Return what waits for a reader, whose `seats` these are, in those of `every` review that are theirs, what is due first first.

    `every` are reviews of `reviews.queries.counting`. One query at most.
    """
    reviews = reviews_of(reader, every, seats)
    prefetch_related_objects(reviews, "duties")
    days = {(review.pk, duty.kind): duty.due_on for review in reviews for duty in review.duties.all()}
    found = [
        Waits(review, text, reverse(f"peer_reports:{page}", args=[review.reference]), days.get((review.pk, kind)))
        for review in reviews
        for text, page, kind in _of(review, reader)
    ]
    return sorted(found, key=lambda one: (one.when or date.max, one.review.pk))


def _of(review: Review, reader: Reader) -> Iterator[tuple[str, str, str]]:
    comments, left = counted(review, "undecided"), counted(review, "unanswered")
    if review.state == ReviewState.DRAFTING and reader.may(review, Thing.WRITE_FINDINGS):
        yield _("write the report"), "desk", DutyKind.DRAFT_REPORT
    if counted(review, "to_check") and reader.may(review, Thing.CHECK_FACTS):
        yield _("check the facts of the draft"), "draft", DutyKind.FACT_CHECK
    if comments and reader.is_any(review, Capacity.MANAGER):
        text = ngettext("decide on %(n)d comment", "decide on %(n)d comments", comments)
        yield text % {"n": comments}, "log", DutyKind.FACT_CHECK
    if left and reader.may(review, Thing.WRITE_ACTION_PLAN):
        text = ngettext("answer %(n)d recommendation", "answer %(n)d recommendations", left)
        yield text % {"n": left}, "plan", DutyKind.ACTION_PLAN
    untold = "untold_by_hosts" if reader.speaks_for_host(review) else "untold_by_team"
    if review.state == ReviewState.PROGRESS and counted(review, untold) and reader.may(review, Thing.WRITE_PROGRESS):
        yield _("tell what became of the recommendations"), "progress", DutyKind.PROGRESS_REPORT
