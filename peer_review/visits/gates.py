"""What the timetable says is missing before the team goes on site."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peer_review.reviews.lifecycle import offer_gate
from peer_review.reviews.models import Review
from peer_review.visits.enums import MeetingKind
from peer_review.visits.models import Meeting
from peer_review.visits.rules import PEERS_A_MEETING


def the_meetings_are_planned(review: Review) -> str | None:
    """There are meetings, and each is held by two peers or says why it is not."""
    rows = Meeting.objects.filter(review=review, cancelled_at=None).exclude(kind=MeetingKind.TEAM)
    planned = list(rows.annotate(peers=Count("members")).values_list("few_because", "peers"))
    if not planned:
        return _("Plan the meetings of the days on site.")
    few = sum(not because and peers < PEERS_A_MEETING for because, peers in planned)
    if not few:
        return None
    return ngettext(
        "%(n)d meeting has fewer than two peers, and no reason.",
        "%(n)d meetings have fewer than two peers, and no reason.",
        few,
    ) % {"n": few}


def stand_in_gates() -> None:
    """Run once when Django starts."""
    offer_gate("arrive", the_meetings_are_planned, page="peer_timetable:timetable")
