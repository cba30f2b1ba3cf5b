"""The ways to what waits, on the page where everybody who signs in arrives; and what is new of a review."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from core.calendars import Happening
from core.feeds import Entry
from core.news import offer_days, offer_news
from core.panels import offer
from peer_review.reviews.models import Review
from peer_review.reviews.presenters.news import entries_of, happenings_of
from peer_review.reviews.queries.duties import clock_of
from peer_review.reviews.queries.inside import has_a_review


def on_own_page(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    return {} if has_a_review(request.user) else None


def landing(user: User) -> str | None:
    """Managers, hosts and peers begin where their reviews wait."""
    return reverse("peer_reviews:mine") if has_a_review(user) else None


def news_of_review(request: HttpRequest, review: Review) -> list[Entry]:
    return entries_of([review])


def days_of_review(request: HttpRequest, review: Review) -> list[Happening]:
    return happenings_of([review], clock_of([review]))


def offer_panels() -> None:
    offer("my", "peer_reviews/own_page_panel.html", on_own_page, order=15)
    offer_news("peer_review", news_of_review)
    offer_days("peer_review", days_of_review)
