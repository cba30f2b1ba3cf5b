"""What the timetable says on the pages of others."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.panels import offer
from peer_review.reviews.enums import ReviewState, Thing
from peer_review.reviews.models import Review
from peer_review.reviews.rooms import offer_room
from peer_review.reviews.views.doors import reader
from peer_review.teams.enums import MemberState
from peer_review.teams.views.seats import seats
from peer_review.visits.enums import MeetingKind
from peer_review.visits.models import Meeting


def of_desk(request: HttpRequest, review: Review) -> dict[str, Any] | None:
    if not reader(request, review).may(review, Thing.TIMETABLE):
        return None
    count = Meeting.objects.filter(review=review, cancelled_at=None).count()
    return {"count": count, "url": reverse("peer_timetable:timetable", args=[review.reference])}


def mine(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """The next meetings that a peer holds, in every review that is on site or about to be: one query."""
    if not any(one.state == MemberState.ACCEPTED for one in seats(request)):
        return None
    rows = Meeting.objects.filter(
        members__peer__user=request.user.pk,
        members__state=MemberState.ACCEPTED,
        review__state__in=[ReviewState.PREPARING, ReviewState.ON_SITE],
        cancelled_at=None,
        ends_at__gte=timezone.now(),
    ).exclude(kind=MeetingKind.TEAM)
    found = [
        (one, reverse("peer_timetable:meeting", args=[one.review.reference, one.pk]))
        for one in rows.select_related("review", "room").order_by("starts_at")[:5]
    ]
    return {"meetings": found} if found else None


def offer_panels() -> None:
    """Run once when Django starts."""
    offer("peer_review_desk", "visits/desk_panel.html", of_desk, order=40)
    offer("peer_review_mine", "visits/mine_panel.html", mine, order=30)
    offer_room("peer_timetable:timetable", _("Days on site"), Thing.TIMETABLE, order=30)
