"""What statements have to say on the pages of the rooms below: a review, a workstream."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from consultations.reviews.models import ReviewPage
from consultations.statements.enums import PLACES, PLURALS, CommentState, StatementKind
from consultations.statements.models import Statement
from consultations.statements.news import entries_of
from consultations.statements.presenters import row_of
from consultations.statements.queries import listed, shown, to_moderate
from consultations.statements.rules import may_draft, may_moderate
from consultations.workstreams.models import WorkstreamPage
from core.feeds import Entry
from core.news import offer_news
from core.panels import offer


def of_review(request: HttpRequest, review: ReviewPage) -> dict[str, Any] | None:
    """How many there are, and the way to them: all of them would bury the page."""
    kinds = list(shown().filter(review=review).values_list("kind", flat=True))
    counted = [
        {"plural": PLURALS[kind], "count": kinds.count(kind), "url": reverse("statements:list", args=[PLACES[kind]])}
        for kind in StatementKind
        if kind in kinds
    ]
    return {"counted": counted} if counted else None


def of_workstream(request: HttpRequest, workstream: WorkstreamPage) -> dict[str, Any] | None:
    return _rows(shown().filter(workstreams=workstream).order_by("kind", "number"))


def to_draft(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """The way to what somebody may write, on the page where everybody who signs in arrives."""
    return {} if may_draft(request.user) else None


def waiting(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Comments that nobody has read yet, for those who read them, on the first page of the staff's rooms."""
    count = to_moderate(CommentState.WAITING).count() if may_moderate(request.user) else 0
    return {"count": count} if count else None


def news_of_review(request: HttpRequest, review: Page) -> list[Entry]:
    return entries_of(shown().filter(review=review.pk))


def news_of_workstream(request: HttpRequest, workstream: Page) -> list[Entry]:
    return entries_of(shown().filter(workstreams=workstream.pk))


def _rows(statements: QuerySet[Statement]) -> dict[str, Any] | None:
    rows = [replace(row_of(one), workstreams=()) for one in listed(statements)]
    return {"rows": rows} if rows else None


def offer_panels() -> None:
    offer("review", "statements/review_panel.html", of_review, order=25)
    offer("workstream", "statements/workstream_panel.html", of_workstream, order=10)
    offer("my", "statements/own_page_panel.html", to_draft, order=30)
    offer("staff-home", "statements/staff_panel.html", waiting, order=30)
    offer_news("review", news_of_review)
    offer_news("workstream", news_of_workstream)
