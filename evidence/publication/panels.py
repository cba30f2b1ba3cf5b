"""What other pages say of published evidence."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from accounts.rules import is_secretariat
from consultations.calls.enums import OVER
from consultations.calls.models import CallPage
from core.feeds import Entry
from core.news import offer_news
from core.panels import offer
from evidence.publication.desk import View, counts
from evidence.publication.models import Edition
from evidence.publication.queries import editions, received_by
from evidence.publication.views.register import entries_of

LATELY = 5


def offer_panels() -> None:
    """Offer the panels; run once when Django starts."""
    template = "publication/panel.html"
    offer("home", template, published_lately, order=30)
    offer("review", template, of_review, order=40)
    offer("workstream", template, of_workstream, order=40)
    offer("call", template, of_call, order=40)
    offer_news("review", news_of_review)
    offer_news("workstream", news_of_workstream)
    offer_news("call", news_of_call)
    offer("staff-home", "publication/staff_panel.html", waiting_at_the_desk, order=10)


def news_of_review(request: HttpRequest, review: Any) -> list[Entry]:
    return entries_of(of(CallPage.objects.child_of(review).values("pk")))


def news_of_workstream(request: HttpRequest, workstream: Any) -> list[Entry]:
    return entries_of(of(workstream.calls.values("pk")))


def news_of_call(request: HttpRequest, call: Any) -> list[Entry]:
    return entries_of(of([call.pk]))


def of(calls: Any) -> QuerySet[Edition]:
    """Return what is published of what was sent to some calls, by their keys."""
    return editions().filter(call__in=calls)


def published_lately(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """The home page's: nothing until something is published."""
    return _panel(editions(), title_for="home", url=reverse("publication:register"))


def waiting_at_the_desk(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """For the secretariat: the views of the desk in which something waits for somebody to act."""
    if not is_secretariat(request.user):
        return None
    numbers = counts(request.user)  # type: ignore[arg-type]
    acting = (View.TO_READ, View.TO_CHECK, View.MINE, View.READY)
    desk = reverse("desk:desk")
    return {
        "waiting": [
            {"text": view.label, "url": f"{desk}?view={view.value}", "count": numbers[view]}
            for view in acting
            if numbers[view]
        ]
    }


def of_review(request: HttpRequest, review: Any) -> dict[str, Any] | None:
    return _of_calls(list(CallPage.objects.child_of(review).values_list("pk", "code")), "review")


def of_workstream(request: HttpRequest, workstream: Any) -> dict[str, Any] | None:
    return _of_calls(list(workstream.calls.values_list("pk", "code")), "workstream")


def of_call(request: HttpRequest, call: CallPage) -> dict[str, Any] | None:
    """The call's: how many were received, once it has closed, and what of it is published."""
    received = received_by(call) if call.phase in OVER else 0
    return _of_calls([(call.pk, call.code)], "call", received=received)


def _of_calls(calls: list[tuple[int, str | None]], place: str, *, received: int = 0) -> dict[str, Any] | None:
    query = "&".join(f"call={code}" for _pk, code in calls)
    rows = of([pk for pk, _code in calls])
    return _panel(rows, title_for=place, url=f"{reverse('publication:register')}?{query}", received=received)


def _panel(rows: Any, *, title_for: str, url: str, received: int = 0) -> dict[str, Any] | None:
    latest: list[Edition] = list(rows[:LATELY])
    if not latest and not received:
        return None
    count = rows.select_related(None).order_by().count() if latest else 0
    return {"editions": latest, "count": count, "url": url, "place": title_for, "received": received}
