from datetime import timedelta

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, SubFactory
from factory.django import DjangoModelFactory

from peer_review.pool.enums import TRAINING_ASKED, TrainingKind
from peer_review.pool.models import Peer, Training
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member, TeamNeed
from tests.factories import UserFactory
from tests.peer_review.pool.factories import PeerFactory
from tests.peer_review.reviews.factories import ReviewFactory

LEFT = {MemberState.STEPPED_OUT, MemberState.RELEASED}


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
    known_conflicts = LazyFunction(list)  # whoever chose them was shown that there are none
    invited_at = LazyAttribute(lambda member: None if member.state == MemberState.PROPOSED else timezone.now())
    answered_at = LazyAttribute(
        lambda member: None if member.state in {MemberState.PROPOSED, MemberState.INVITED} else timezone.now()
    )
    left_at = LazyAttribute(lambda member: timezone.now() if member.state in LEFT else None)
    left_because = LazyAttribute(
        lambda member: "A reason." if member.state in {MemberState.DECLINED, MemberState.STEPPED_OUT} else ""
    )


def ready_peer(*, leads: bool = False, **fields) -> Peer:
    """A peer who can go anywhere: trained for the next three years, with nothing to declare."""
    peer = PeerFactory(**fields)
    kinds = {*TRAINING_ASKED, *({TrainingKind.LEAD} if leads else set())}
    today = timezone.localdate()
    Training.objects.bulk_create(
        [
            Training(peer=peer, kind=kind, done_on=today - timedelta(days=90), expires_on=today + timedelta(days=1000))
            for kind in sorted(kinds)
        ]
    )
    return peer
