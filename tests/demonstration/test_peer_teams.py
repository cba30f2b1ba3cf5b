"""The teams and the days on site of the demonstration are laid out by the verbs, and keep a review from nothing."""

import pytest

from demonstration.peer_teams import lay_out_teams, say_how_it_was
from demonstration.peer_visits import lay_out_visits
from peer_review.pool.enums import PeerType
from peer_review.pool.models import Peer
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.lifecycle import missing
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Feedback, Member, TeamNeed
from peer_review.visits.models import Meeting, Slot
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import HostPersonFactory, ReviewFactory
from tests.peer_review.teams.factories import ready_peer

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    """A review that is being prepared, and a pool of eight."""
    kinds = [PeerType.CLINICAL, PeerType.MEMBER, PeerType.OFFICER, PeerType.VCSE] * 2
    for number, kind in enumerate(kinds):
        ready_peer(
            name=f"Illustrative number{number}", type=kind, leads=number == 2, organisation_name=f"Body {number}"
        )
    return ReviewFactory(state=ReviewState.PREPARING)


@pytest.fixture
def lead(review):
    user = UserFactory()
    HostPersonFactory(host__review=review, user=user, is_lead=True)
    return user


def test_one_that_is_prepared_waits_for_answers(review, lead):
    lay_out_teams(review, ReviewState.PREPARING, review.manager)
    lay_out_visits(review, ReviewState.PREPARING, lead)
    states = set(Member.objects.values_list("state", flat=True))
    assert states == {MemberState.ACCEPTED, MemberState.INVITED, MemberState.DECLINED}
    assert Meeting.objects.count() == 10


def test_one_that_is_on_site_lacks_nothing_of_both_rooms(review, lead):
    lay_out_teams(review, ReviewState.ON_SITE, review.manager)
    lay_out_visits(review, ReviewState.ON_SITE, lead)
    told = [why for why, page in missing(review, "arrive") if page in {"peer_teams:team", "peer_timetable:timetable"}]
    assert told == []
    assert Slot.objects.filter(told_at=None).count() == 0


def test_a_pool_that_can_give_little_gives_a_small_team(review):
    Peer.objects.exclude(type=PeerType.OFFICER).delete()
    lay_out_teams(review, ReviewState.SCOPING, review.manager)
    assert (TeamNeed.objects.get().size, Member.objects.count()) == (2, 2)


def test_feedback_is_said_both_ways(review):
    lay_out_teams(review, ReviewState.FINAL, review.manager)
    type(review).objects.filter(pk=review.pk).update(state=ReviewState.FINAL)
    say_how_it_was(review)
    size = Member.objects.count()
    assert Feedback.objects.count() == size + size - 1
