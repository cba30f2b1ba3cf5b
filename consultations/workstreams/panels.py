"""What workstreams have to say on a review's page, and statements on a workstream's."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.reviews.models import ReviewPage
from consultations.workstreams.enums import StatementKind
from consultations.workstreams.models import WorkstreamPage
from consultations.workstreams.presenters import row_of
from consultations.workstreams.queries import shown
from core.panels import offer
from core.visibility import for_everyone


def workstreams_of(request: HttpRequest, review: ReviewPage) -> dict[str, Any] | None:
    found = list(for_everyone(WorkstreamPage.objects.child_of(review)).order_by("path"))
    return {"workstreams": [(one, one.get_url(request)) for one in found]} if found else None


def statements_of_review(request: HttpRequest, review: ReviewPage) -> dict[str, Any] | None:
    """How many principles and recommendations it came to, with the way to them."""
    counted = shown().filter(review=review).order_by().values("kind").annotate(many=Count("pk"))
    many = {row["kind"]: row["many"] for row in counted}
    named = [(StatementKind.PRINCIPLE, _("Principles")), (StatementKind.RECOMMENDATION, _("Recommendations"))]
    lists = [(title, many[kind], reverse(f"workstreams:{kind}s")) for kind, title in named if kind in many]
    return {"lists": lists} if lists else None


def statements_of_workstream(request: HttpRequest, workstream: WorkstreamPage) -> dict[str, Any] | None:
    rows = [row_of(one) for one in shown().filter(workstreams=workstream).order_by("kind", "number")]
    return {"rows": rows} if rows else None


def offer_panels() -> None:
    offer("review", "workstreams/panels/statements.html", statements_of_review, order=22)
    offer("workstream", "workstreams/panels/statements.html", statements_of_workstream, order=10)
    offer("review", "workstreams/panels/of_review.html", workstreams_of, order=20)
