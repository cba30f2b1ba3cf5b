"""What calls have to say on the pages of the rooms below: home, a review, a workstream."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.calls.clock import time_left
from consultations.calls.enums import CallStatus, Phase
from consultations.calls.models import CallPage
from consultations.calls.presenters import rows_of
from consultations.calls.queries import by_phase, in_phase
from consultations.calls.views.lists import entries_of, happenings_of
from consultations.reviews.models import ReviewPage
from consultations.reviews.timeline import Moment, offer_moments
from consultations.workstreams.models import WorkstreamPage
from core.news import offer_days, offer_news
from core.panels import offer
from core.visibility import for_everyone

ON_HOME = 5


def open_now(request: HttpRequest, subject: Any) -> dict[str, Any]:
    """Home's first list. When nothing is open it says what is to come."""
    now = timezone.now()
    calls = list(in_phase(Phase.OPEN, now)[:ON_HOME])
    coming = [] if calls else list(in_phase(Phase.FORTHCOMING, now)[:ON_HOME])
    return {"rows": rows_of(calls, request, now), "coming": rows_of(coming, request, now)}


def decided_lately(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    now = timezone.now()
    calls = in_phase(Phase.OUTCOME, now).order_by("-outcome_at")[:ON_HOME]
    rows = rows_of(calls, request, now)
    return {"rows": rows} if rows else None


def of_review(request: HttpRequest, review: ReviewPage) -> dict[str, Any]:
    return _all_in(request, _in_review(review))


def of_workstream(request: HttpRequest, workstream: WorkstreamPage) -> dict[str, Any]:
    return _all_in(request, _in_workstream(workstream))


def _all_in(request: HttpRequest, calls: Any) -> dict[str, Any]:
    now: datetime = timezone.now()
    rows = rows_of(calls, request, now)
    return {
        "open": [row for row in rows if row.phase is Phase.OPEN],
        "others": [row for row in rows if row.phase is not Phase.OPEN],
    }


def moments_of(review: Page) -> Iterator[Moment]:
    """A call's part of its review's timeline: while it is open, and its outcome."""
    now = timezone.now()
    for call in for_everyone(CallPage.objects.child_of(review)):
        yield Moment(
            first=timezone.localdate(call.opens_at),
            last=timezone.localdate(call.closes_at),
            title=_("%(kind)s: %(title)s") % {"kind": call.get_kind_display(), "title": call.title},
            url=call.get_url() or "",
            text=time_left(call, now),
        )
        if call.status == CallStatus.OUTCOME and call.outcome_at:
            yield Moment(
                timezone.localdate(call.outcome_at),
                _("Outcome: %(title)s") % {"title": call.title},
                call.get_url() or "",
            )


def offer_panels() -> None:
    offer("home", "calls/panels/open_now.html", open_now, order=10)
    offer("home", "calls/panels/decided.html", decided_lately, order=30)
    offer("review", "calls/panels/of_page.html", of_review, order=10)
    offer("workstream", "calls/panels/of_page.html", of_workstream, order=10)
    offer_moments(moments_of)
    for place, calls in (("review", _in_review), ("workstream", _in_workstream), ("call", _itself)):
        _offer_to(place, calls)


def _offer_to(place: str, calls: Callable[[Page], QuerySet[CallPage]]) -> None:
    """Offer some calls to the feed and the calendar of a place."""
    offer_news(place, lambda request, page: entries_of(calls(page), request))
    offer_days(place, lambda request, page: happenings_of(calls(page), request))


def _in_review(review: Page) -> QuerySet[CallPage]:
    return by_phase(timezone.now()).filter(CallPage.objects.all().child_of_q(review))


def _in_workstream(workstream: Page) -> QuerySet[CallPage]:
    return by_phase(timezone.now()).filter(workstreams=workstream.pk)


def _itself(call: Page) -> QuerySet[CallPage]:
    return by_phase(timezone.now()).filter(pk=call.pk)
