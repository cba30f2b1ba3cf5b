from django.utils import timezone
from factory import LazyAttribute, SubFactory
from factory.django import DjangoModelFactory

from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member, TeamNeed
from tests.factories import UserFactory
from tests.peer_review.pool.factories import PeerFactory
from tests.peer_review.reviews.factories import ReviewFactory


class TeamNeedFactory(DjangoModelFactory):
    class Meta:
        model = TeamNeed

    review = SubFactory(ReviewFactory)


class MemberFactory(DjangoModelFactory):
    """An accepted peer who has an account."""

    class Meta:
        model = Member

    review = SubFactory(ReviewFactory)
    peer = SubFactory(PeerFactory, user=SubFactory(UserFactory))
    state = MemberState.ACCEPTED
    invited_at = LazyAttribute(lambda member: None if member.state == MemberState.PROPOSED else timezone.now())
    answered_at = LazyAttribute(
        lambda member: None if member.state in {MemberState.PROPOSED, MemberState.INVITED} else timezone.now()
    )
    left_because = LazyAttribute(
        lambda member: "A reason." if member.state in {MemberState.DECLINED, MemberState.STEPPED_OUT} else ""
    )
