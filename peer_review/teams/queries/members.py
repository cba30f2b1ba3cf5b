"""Who is, was and may come to be in the teams of reviews."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import RUNNING, Capacity, ReviewState
from peer_review.reviews.models import Review
from peer_review.reviews.rules import may_run
from peer_review.teams.enums import ASKED, COUNTED, GONE, Direction, MemberState
from peer_review.teams.models import Feedback, Member
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


def concerning(user: Any) -> QuerySet[Any]:
    """Return the members of whom somebody's own page tells: themselves, and for whoever runs reviews all in those that run.

    Each is read with `has_told`: whether they said how the review was.
    """
    theirs = Q(peer__user=user.pk, invited_at__isnull=False)
    rows = Member.objects.filter(theirs | Q(review__state__in=RUNNING) if may_run(user) else theirs)
    told = Exists(Feedback.objects.filter(member=OuterRef("pk"), direction=Direction.OF_REVIEW))
    whole = rows.select_related("peer__organisation", "review__system", "review__team_need").annotate(has_told=told)
    return whole.order_by("review__on_site_from", "pk")


def seats_among(members: Iterable[Member], user: Any) -> list[Member]:
    """Return where somebody with this account is asked, sits or sat; not where they are only proposed."""
    return [one for one in members if user.pk and one.peer.user_id == user.pk and one.invited_at]


def is_peer(user: Any) -> Exists:
    """Say whether somebody is a peer to a review: only once they accepted, and until they leave."""
    return Exists(Member.objects.filter(peer__user=user.pk, state=MemberState.ACCEPTED, review=OuterRef("pk")))


def names_of_members(keys: Collection[int]) -> Mapping[int, str]:
    """Return how the log calls members: by their review and their key, for who was asked and left is private."""
    rows = Member.objects.filter(pk__in=keys).values_list("pk", "review__reference")
    return {pk: f"{reference}, member {pk}" for pk, reference in rows}
