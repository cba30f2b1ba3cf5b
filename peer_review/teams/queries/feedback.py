"""What was said of reviews and of peers, and who may still say it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Host, Review
from peer_review.reviews.queries.counting import count_of, counted
from peer_review.teams.enums import Direction, MemberState
from peer_review.teams.models import Feedback, Member


def key_of(place: Member | Host, direction: Direction) -> dict[str, Any]:
    """Return what tells the feedback of a peer, or of a host, from all other."""
    return {"host" if isinstance(place, Host) else "member": place, "direction": direction}


def feedback_on(review: Review) -> QuerySet[Feedback]:
    """Return all that was said of a review and its team, for managers alone."""
    rows = Feedback.objects.filter(Q(member__review=review) | Q(host__review=review))
    return rows.select_related("member__peer", "host__organisation")


def own_words_missing(reader: Reader, seats: Iterable[Any]) -> list[Member]:
    """Return those seats of a reader, of `members.concerning`, who may say how the review was and did not."""
    open_to = [one for one in seats if one.state == MemberState.ACCEPTED and reader.may(one.review, Thing.SAY_HOW)]
    return [one for one in open_to if not one.has_told]


def hosts_to_say(user: Any) -> Subquery:
    """Count the hosts that somebody leads in a review and that did not say how it was."""
    return count_of(Host.objects.filter(review=OuterRef("pk"), feedback=None, **_led_by(user)))


def where_hosts_say(reader: Reader, reviews: Iterable[Review]) -> list[Review]:
    """Return the reviews, of `reviews.queries.counting`, of which a reader may say for a host how they were, and did not."""
    return [one for one in reviews if counted(one, "hosts_to_say") and reader.may(one, Thing.SAY_HOW)]


def hosts_led(reader: Reader, review: Review) -> QuerySet[Host]:
    """Return the hosts for which a reader may say how a review was: one query, and none without such."""
    if not (reader.is_any(review, Capacity.HOST_LEAD) and reader.may(review, Thing.SAY_HOW)):
        return Host.objects.none()
    return Host.objects.filter(review=review, **_led_by(reader.user)).select_related("organisation")


def _led_by(user: Any) -> dict[str, Any]:
    return {"people__user": user.pk, "people__is_lead": True, "people__left_at": None}
