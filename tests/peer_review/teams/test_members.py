"""Changing a team by hand: bars refuse, cautions ask for a reason."""

import pytest
from django.db import IntegrityError, transaction

from core.errors import NotAllowed, Refused, Stale
from peer_review.pool.enums import ConflictKind, PeerType
from peer_review.pool.models import Declaration
from peer_review.teams.domain.members import add_member, change_seat, exchange, remove_proposed, weigh
from peer_review.teams.domain.need import state_need
from peer_review.teams.enums import MemberState, Seat
from peer_review.teams.models import Member, TeamNeed
from tests.factories import OrganisationFactory, UserFactory
from tests.peer_review.pool.factories import SkillFactory
from tests.peer_review.teams.factories import MemberFactory, ready_peer

pytestmark = pytest.mark.django_db
CAPS = {"most_of_type": None, "most_of_organisation": 1, "most_of_party": 2, "regions": 1, "leading_party": ""}


def declare(peer, review, kind=ConflictKind.FAMILY):
    return Declaration.objects.create(
        peer=peer, kind=kind, organisation=review.system, organisation_name=review.system.name
    )


class TestNeed:
    def test_it_is_stated_with_minimums_and_skills(self, review, boss):
        skill = SkillFactory()
        need = state_need(
            review=review, size=4, minimums={PeerType.LIVED: 1, PeerType.MEMBER: 0}, skills=[skill], by=boss, **CAPS
        )
        assert (need.size, need.revision) == (4, 1)
        assert [(one.type, one.least) for one in need.minimums.all()] == [(PeerType.LIVED, 1)]
        assert list(need.skills.all()) == [skill]

    def test_said_twice_it_is_one(self, review, boss):
        for _ in range(2):
            state_need(review=review, size=4, minimums={PeerType.LIVED: 1}, skills=[], by=boss, read=0, **CAPS)
        assert TeamNeed.objects.get().revision == 1

    def test_nobody_writes_over_another(self, review, boss):
        state_need(review=review, size=4, minimums={}, skills=[], by=boss, read=0, **CAPS)
        with pytest.raises(Stale):
            state_need(review=review, size=5, minimums={}, skills=[], by=boss, read=0, **CAPS)
        assert TeamNeed.objects.get().size == 4

    def test_minimums_fit_the_size(self, review, boss):
        with pytest.raises(Refused, match="more than the team has places"):
            state_need(review=review, size=1, minimums={PeerType.LIVED: 2}, skills=[], by=boss, **CAPS)

    def test_for_managers_alone(self, review):
        with pytest.raises(NotAllowed):
            state_need(review=review, size=4, minimums={}, skills=[], by=UserFactory(), **CAPS)


class TestAdd:
    def test_somebody_who_can_go(self, review, need, pool, boss):
        peer = pool["officers"][0]
        for _ in range(2):
            member = add_member(review=review, peer=peer, seat=Seat.LEAD, despite="", by=boss)
        assert (member.state, member.seat, Member.objects.count()) == (MemberState.PROPOSED, Seat.LEAD, 1)

    def test_a_bar_refuses_whatever_is_said(self, review, need, pool, boss):
        declare(pool["officers"][0], review)
        with pytest.raises(Refused, match="Declared “Family"):
            add_member(review=review, peer=pool["officers"][0], seat=Seat.PEER, despite="We need them.", by=boss)
        assert Member.objects.count() == 0

    def test_a_caution_asks_for_a_reason(self, review, need, pool, boss):
        peer = pool["officers"][0]
        declare(peer, review, ConflictKind.NEIGHBOUR)
        with pytest.raises(Refused, match="Say why they go all the same"):
            add_member(review=review, peer=peer, seat=Seat.PEER, despite=" ", by=boss)
        member = add_member(review=review, peer=peer, seat=Seat.PEER, despite="They moved away.", by=boss)
        assert member.despite == "They moved away."

    def test_more_than_a_limit_is_a_caution(self, review, need, pool, boss):
        for peer in (*pool["officers"],):
            add_member(review=review, peer=peer, seat=Seat.PEER, despite="", by=boss)
        weighed = weigh(review, pool["clinicians"][0])
        assert (weighed.bars, weighed.cautions) == ((), ("The team has 3 places.",))
        assert weigh(review, pool["clinicians"][0], seat=Seat.SHADOW).cautions == ()

    def test_who_lacks_training_does_not_go(self, review, need, boss):
        peer = ready_peer()
        peer.trainings.all().delete()
        with pytest.raises(Refused, match="is not recorded"):
            add_member(review=review, peer=peer, seat=Seat.PEER, despite="Soon.", by=boss)

    def test_one_lead(self, review, need, pool, boss):
        add_member(review=review, peer=pool["leads"][0], seat=Seat.LEAD, despite="", by=boss)
        with pytest.raises(Refused, match="has a lead"):
            add_member(review=review, peer=pool["leads"][1], seat=Seat.LEAD, despite="", by=boss)


class TestExchange:
    def test_one_for_another_in_the_same_seat(self, review, need, pool, boss):
        out = MemberFactory(review=review, peer=pool["leads"][0], seat=Seat.LEAD, state=MemberState.PROPOSED)
        new = exchange(member=out, peer=pool["leads"][1], despite="", by=boss)
        assert [(one.pk, one.peer_id, one.seat) for one in Member.objects.all()] == [
            (new.pk, pool["leads"][1].pk, Seat.LEAD)
        ]

    def test_not_for_one_with_a_bar(self, review, need, pool, boss):
        out = MemberFactory(review=review, peer=pool["officers"][0], state=MemberState.PROPOSED)
        declare(pool["officers"][1], review)
        with pytest.raises(Refused, match="Declared"):
            exchange(member=out, peer=pool["officers"][1], despite="x", by=boss)
        assert list(Member.objects.all()) == [out]

    def test_who_was_asked_is_released_instead(self, review, need, pool, boss):
        out = MemberFactory(review=review, peer=pool["officers"][0], state=MemberState.INVITED)
        with pytest.raises(Refused, match="was asked already"):
            exchange(member=out, peer=pool["officers"][1], despite="", by=boss)


def test_another_lead_makes_the_first_a_peer(review, need, pool, boss):
    first = MemberFactory(review=review, peer=pool["leads"][0], seat=Seat.LEAD)
    second = MemberFactory(review=review, peer=pool["leads"][1])
    change_seat(member=second, seat=Seat.LEAD, by=boss)
    assert dict(Member.objects.values_list("pk", "seat")) == {first.pk: Seat.PEER, second.pk: Seat.LEAD}


def test_who_was_never_asked_is_taken_out(review, need, pool, boss):
    row = MemberFactory(review=review, peer=pool["officers"][0], state=MemberState.PROPOSED)
    asked = MemberFactory(review=review, peer=pool["officers"][1], state=MemberState.INVITED)
    remove_proposed(member=row, by=boss)
    with pytest.raises(Refused, match="asked already"):
        remove_proposed(member=asked, by=boss)
    assert list(Member.objects.all()) == [asked]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": MemberState.ACCEPTED, "answered_at": None},
        {"state": MemberState.INVITED, "invited_at": None},
        {"state": MemberState.STEPPED_OUT, "left_because": ""},
        {"state": MemberState.RELEASED, "left_at": None},
    ],
)
def test_the_database_binds_a_state_to_its_evidence(review, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFactory(review=review, **fields)


def test_employers_of_a_host_are_found(review, need, boss):
    host = OrganisationFactory()
    review.hosts.create(organisation=host)
    peer = ready_peer(organisation=host, organisation_name=host.name)
    assert [one for one in weigh(review, peer).bars if host.name in one]
