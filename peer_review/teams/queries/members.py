"""Who is, was and may come to be in the teams of reviews."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet, Value

from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, ReviewState
from peer_review.reviews.models import Review
from peer_review.teams.enums import ASKED, COUNTED, GONE, MemberState
from peer_review.teams.models import Member
from peer_review.teams.rules import judges


def members_of(review: Review) -> QuerySet[Member]:
    """Return everybody who is or was proposed for a team, with their peer."""
    return Member.objects.filter(review=review).select_related("peer__user", "peer__organisation")


def here(review: Review) -> QuerySet[Member]:
    """Return those of a team, or who may come to be: proposed, invited, accepted."""
    return members_of(review).exclude(state__in=GONE)


def accepted(review: Review) -> QuerySet[Member]:
    """Return the team: who said yes and did not leave."""
    return members_of(review).filter(state=MemberState.ACCEPTED)


def counted(review: Review) -> QuerySet[Member]:
    """Return those of the team who assess and agree: no shadows."""
    return accepted(review).filter(seat__in=sorted(COUNTED))


def going_in(year: int) -> QuerySet[Member]:
    """Return everybody who goes, or went, to a review that begins in a year: a row for each of their reviews."""
    rows = Member.objects.filter(review__on_site_from__year=year).exclude(state__in=GONE)
    return rows.exclude(review__state=ReviewState.WITHDRAWN)


def member_of(user: Any, review: Review) -> Member | None:
    """Return as whom somebody sits in a team, if they do."""
    pk = getattr(user, "pk", None)
    return accepted(review).filter(peer__user=pk).first() if pk else None


def own_among(members: Iterable[Member], user: Any) -> Member | None:
    """The same as `member_of`, of members that were read already, with their peers."""
    pk = getattr(user, "pk", None)
    mine = (one for one in members if pk and one.peer.user_id == pk and one.state == MemberState.ACCEPTED)
    return next(mine, None)


def speaks_for_team(reader: Reader, review: Review) -> bool:
    """Whether what somebody writes is the team's word: that of a manager, or of a peer. Shadows learn, and write nothing for it."""
    if reader.is_any(review, Capacity.MANAGER):
        return True
    return reader.is_any(review, Capacity.PEER) and judges(member_of(reader.user, review))


def is_asked_or_sits(user: Any) -> bool:
    """Whether peer reviews are work of theirs: they are invited to a team, or sit in one."""
    return Member.objects.filter(peer__user=user.pk, state__in=ASKED).exists()


def seats_of_user(user: Any) -> QuerySet[Member]:
    """Return where somebody with this account is asked, sits or sat, in any review; not where they are only proposed."""
    rows = Member.objects.filter(peer__user=user.pk, invited_at__isnull=False)
    return rows.select_related("peer", "review__system").order_by("review__on_site_from", "pk")


def peers_among(user: Any, reviews: Collection[int]) -> "QuerySet[Any, tuple[int, str]]":
    """Return to which of these reviews somebody is a peer: only once they accepted, and until they leave."""
    rows = Member.objects.filter(peer__user=user.pk, state=MemberState.ACCEPTED, review__in=list(reviews)).order_by()
    return rows.annotate(capacity=Value(Capacity.PEER.value)).values_list("review", "capacity")


def names_of_members(keys: Collection[int]) -> Mapping[int, str]:
    """Return how the log calls members: by their review and their key, for who was asked and left is private."""
    rows = Member.objects.filter(pk__in=keys).values_list("pk", "review__reference")
    return {pk: f"{reference}, member {pk}" for pk, reference in rows}
