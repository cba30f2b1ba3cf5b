"""What standing bodies have to tell in the feed and the calendar of a review."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from consultations.assemblies.models import BodyPage, SessionPage
from consultations.assemblies.models.advice import AdviceQuerySet
from consultations.assemblies.presenters import advice_news, session_news
from consultations.assemblies.queries.advice import advice_shown
from consultations.assemblies.queries.bodies import sessions_shown
from core.calendars import Happening
from core.feeds import Entry
from core.news import offer_days, offer_news


def news_of_review(request: HttpRequest, review: Any) -> list[Entry]:
    return [*session_news.entries_of(request, _sessions(review)), *advice_news.entries_of(_advice(review))]


def days_of_review(request: HttpRequest, review: Any) -> list[Happening]:
    return [*session_news.happenings_of(request, _sessions(review)), *advice_news.happenings_of(_advice(review))]


def _sessions(review: Any) -> QuerySet[SessionPage]:
    return sessions_shown().filter(SessionPage.objects.all().descendant_of_q(review))


def _advice(review: Any) -> AdviceQuerySet:
    return advice_shown().filter(body__in=BodyPage.objects.descendant_of(review).values("pk"))


def offer_to_reviews() -> None:
    offer_news("review", news_of_review)
    offer_days("review", days_of_review)
