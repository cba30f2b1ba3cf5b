"""What town halls have to say on the pages of the rooms below: home, a review, a workstream."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from consultations.reviews.models import ReviewPage
from consultations.reviews.timeline import Moment, offer_moments
from consultations.townhalls.enums import TAKES_WORDS
from consultations.townhalls.models import TownHallPage
from consultations.townhalls.presenters import rows_of
from consultations.townhalls.queries import shown
from consultations.townhalls.views.lists import entries_of, happenings_of
from consultations.workstreams.models import WorkstreamPage
from core.news import offer_days, offer_news
from core.panels import offer

ON_HOME = 5


def live_now(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Home's list of what goes on, or takes questions."""
    return _rows(request, shown().filter(state__in=TAKES_WORDS).order_by("starts_at")[:ON_HOME])


def of_review(request: HttpRequest, review: ReviewPage) -> dict[str, Any] | None:
    halls = shown().filter(TownHallPage.objects.all().descendant_of_q(review)).order_by("-starts_at")
    return _rows(request, halls, review)


def of_workstream(request: HttpRequest, workstream: WorkstreamPage) -> dict[str, Any] | None:
    return _rows(request, shown().filter(workstream=workstream).order_by("-starts_at"), workstream)


def _rows(request: HttpRequest, halls: QuerySet[TownHallPage], of: Page | None = None) -> dict[str, Any] | None:
    rows = rows_of(halls, request)
    return {"rows": rows, "of": of} if rows else None


def moments_of(review: Page) -> Iterator[Moment]:
    """A town hall's part of its review's timeline: its day."""
    for hall in shown().filter(TownHallPage.objects.all().descendant_of_q(review)):
        yield Moment(timezone.localdate(hall.starts_at), hall.title, hall.get_url() or "", text=hall.summary)


def offer_panels() -> None:
    offer("home", "townhalls/panel.html", live_now, order=15)
    offer("review", "townhalls/panel.html", of_review, order=30)
    offer("workstream", "townhalls/panel.html", of_workstream, order=20)
    offer_moments(moments_of)
    for place in ("review", "workstream"):
        offer_news(place, entries_of)
        offer_days(place, happenings_of)
