"""What standing bodies have to say on the pages of the rooms below: home and a review."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from consultations.assemblies.models import BodyPage
from consultations.assemblies.presenters.bodies import tree_of
from consultations.assemblies.queries.bodies import next_sessions, shown, vacancies
from consultations.reviews.models import ReviewPage
from core.panels import offer

ON_HOME = 5


def on_home(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Those that stand by themselves or under a review, not the parts of one."""
    rows = _rows(request, shown())
    return {"rows": rows[:ON_HOME], "leads_on": True} if rows else None


def of_review(request: HttpRequest, review: ReviewPage) -> dict[str, Any] | None:
    rows = _rows(request, shown().filter(BodyPage.objects.all().descendant_of_q(review)))
    return {"rows": rows, "leads_on": False} if rows else None


def _rows(request: HttpRequest, bodies: QuerySet[BodyPage]) -> list[Any]:
    found = list(bodies.order_by("path"))
    return tree_of(found, next_sessions(found), vacancies(), request) if found else []


def offer_panels() -> None:
    offer("home", "assemblies/panel.html", on_home, order=40)
    offer("review", "assemblies/panel.html", of_review, order=40)
