"""From rows to candidates."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peer_review.pool.candidates import candidates_of
from peer_review.pool.enums import AvailabilityKind, PeerState, PeerType
from peer_review.pool.matching import propose
from peer_review.pool.models import Peer
from peer_review.pool.needs import Deployment, Said
from tests.peer_review.pool.factories import (
    AvailabilityFactory,
    DeclarationFactory,
    PeerFactory,
    SkillFactory,
)
from tests.peer_review.pool.making import FIRST_DAY, need

pytestmark = pytest.mark.django_db


def test_a_candidate_is_all_that_stands_of_a_peer(host):
    peer = PeerFactory(
        type=PeerType.LIVED,
        organisation=host,
        party="green",
        region="Y60",
        skills=[SkillFactory(name="Finance")],
        trained=True,
        state=PeerState.PAUSED,
        paused_on=FIRST_DAY,
    )
    # Said in another order than that of the days.
    later = AvailabilityFactory(peer=peer, first_day=FIRST_DAY + timedelta(days=50))
    AvailabilityFactory(peer=peer, kind=AvailabilityKind.AVAILABLE, first_day=FIRST_DAY)
    went = Deployment(peer.pk, "Another", FIRST_DAY, FIRST_DAY)
    asked = need(host_ids=frozenset({host.pk}))
    (one,) = candidates_of([peer], [asked], [went, Deployment(peer.pk + 1, "Not theirs", FIRST_DAY, FIRST_DAY)])
    assert (one.key, one.name, one.type, one.organisation) == (peer.pk, peer.name, PeerType.LIVED, host.name)
    assert (one.party, one.region, one.skills, one.is_active) == ("green", "Y60", {"Finance"}, False)
    assert sorted(each.kind for each in one.trainings) == ["data-protection", "induction"]
    assert one.said[0] == Said(AvailabilityKind.UNAVAILABLE, later.first_day, later.last_day)
    assert one.said[1].kind == AvailabilityKind.AVAILABLE
    assert [each.is_bar for each in one.bars(asked)] == [True]
    assert one.deployments == (went,)


def test_a_team_is_proposed_from_rows(host):
    PeerFactory(organisation=host, trained=True)
    fits, untrained = PeerFactory(trained=True), PeerFactory()
    asked = need(size=1, host_ids=frozenset({host.pk}))
    pool = candidates_of(Peer.objects.all(), [asked])
    assert {one.key for one in propose([asked], pool).team("a").members} == {fits.pk}
    assert len(pool) == 3 and untrained.pk in {one.key for one in pool}


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_six_queries_for_any_number(count):
    for _ in range(count):
        DeclarationFactory(peer=PeerFactory(trained=True, skills=[SkillFactory()]))
    with CaptureQueriesContext(connection) as queries:
        candidates_of(Peer.objects.all(), [need()])
    assert len(queries) == 6
