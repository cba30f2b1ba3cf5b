"""What was said of reviews and of peers, and who may still say it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Host, Review
from peer_review.teams.enums import Direction, MemberState
from peer_review.teams.models import Feedback, Member


def key_of(place: Member | Host, direction: Direction) -> dict[str, Any]:
    """Return what tells the feedback of a peer, or of a host, from all other."""
    return {"host" if isinstance(place, Host) else "member": place, "direction": direction}


def feedback_on(review: Review) -> QuerySet[Feedback]:
    """Return all that was said of a review and its team, for managers alone."""
    rows = Feedback.objects.filter(Q(member__review=review) | Q(host__review=review))
    return rows.select_related("member__peer", "host__organisation")


def own_words_missing(reader: Reader, seats: Iterable[Member]) -> list[Member]:
    """Return those seats of a reader who may say how the review was and did not: one query, and none without such."""
    open_to = [one for one in seats if one.state == MemberState.ACCEPTED and reader.may(one.review, Thing.SAY_HOW)]
    said = Feedback.objects.filter(member__in=open_to, direction=Direction.OF_REVIEW).values_list("member", flat=True)
    told = set(said) if open_to else set()
    return [one for one in open_to if one.pk not in told]


def hosts_led(reader: Reader, reviews: Iterable[Review]) -> QuerySet[Host]:
    """Return the hosts for which a reader may say how it was, in any of `reviews`: one query, and none without such."""
    open_to = [one for one in reviews if reader.is_any(one, Capacity.HOST_LEAD) and reader.may(one, Thing.SAY_HOW)]
    if not open_to:
        return Host.objects.none()
    leads = {"people__user": reader.user.pk, "people__is_lead": True, "people__left_at": None}
    return Host.objects.filter(review__in=open_to, **leads).select_related("organisation", "review__system")
