"""What reports say on the pages of reviews."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.panels import offer
from peer_review.reports.presenters import reading
from peer_review.reports.presenters.tasks import tasks_of
from peer_review.reports.presenters.waiting import waiting_for
from peer_review.reports.queries.checking import duties_of
from peer_review.reports.queries.editions import final_of, report_of
from peer_review.reviews.enums import DutyKind, Thing
from peer_review.reviews.models import Review
from peer_review.reviews.rooms import offer_room
from peer_review.reviews.views.doors import every_review, reader, reader_of_all
from peer_review.teams.views.seats import seats


def offer_panels() -> None:
    """Offer the panels; run once when Django starts."""
    offer("peer_review_first", "peer_reports/panel.html", on_a_review)
    offer("peer_review_desk", "peer_reports/desk_panel.html", on_the_desk, order=80)
    offer("peer_review_mine", "peer_reports/mine_panel.html", on_ones_own_page, order=80)
    offer_room("peer_reports:desk", _("Report"), Thing.FEEDBACK, Thing.DRAFT, Thing.REPORT, order=70)


def on_a_review(request: HttpRequest, review: Review) -> dict[str, Any] | None:
    """The report with its files, its plan and what became of it, as far as whoever looks may read them."""
    one = reader(request, review)
    if not one.may(review, Thing.REPORT):
        return None
    report, edition = report_of(review), final_of(review)
    if report is None or edition is None:
        return None
    if report.withdrawn_at:
        return {"review": review, "taken_back": report}
    late, because = reading.lateness(duties_of(review).get(DutyKind.REPORT))
    return {
        "review": review,
        "files": reading.files_of(review, edition),
        "late": late,
        "because": because,
        "may_read_plan": one.may(review, Thing.ACTION_PLAN),
        "may_read_progress": one.may(review, Thing.PROGRESS),
    }


def on_the_desk(request: HttpRequest, review: Review) -> dict[str, Any] | None:
    tasks = tasks_of(review, reader(request, review))
    return {"review": review, "tasks": tasks} if tasks else None


def on_ones_own_page(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    waiting = waiting_for(reader_of_all(request), every_review(request), seats(request))
    return {"waiting": waiting} if waiting else None
