"""Conflicts that are found, and those that are declared."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peer_review.pool.conflicts import conflicts_of
from peer_review.pool.enums import ConflictKind
from peer_review.pool.needs import Conflict, Deployment
from tests.factories import OrganisationFactory
from tests.peer_review.pool.factories import DeclarationFactory, FormerEmployerFactory, PeerFactory
from tests.peer_review.pool.making import FIRST_DAY, need

pytestmark = pytest.mark.django_db
FIVE_YEARS_BEFORE = date(2022, 2, 1)


@pytest.fixture
def asked(system, host):
    return need(system_ids=frozenset({system.pk}), host_ids=frozenset({host.pk}))


def of(peer, asked, deployments=()) -> list[Conflict]:
    return conflicts_of([peer], [asked], deployments)[peer.pk]


def told(peer, asked, deployments=()) -> list[tuple[ConflictKind, bool, bool, str]]:
    """Return kind, whether it bars, whether it was found, and why."""
    return [(one.kind, one.is_bar, one.is_found, one.why) for one in of(peer, asked, deployments)]


class TestFound:
    def test_nothing_of_somebody_from_elsewhere(self, asked):
        assert told(PeerFactory(organisation=OrganisationFactory(region="Y56"), party="green"), asked) == []

    def test_whoever_works_for_a_host(self, asked, host):
        why = "Works for Hilltop Hospitals Trust, a host of this review."
        assert told(PeerFactory(organisation=host), asked) == [(ConflictKind.EMPLOYER_NOW, True, True, why)]

    def test_whoever_works_for_what_is_reviewed(self, asked, system):
        why = "Works for NHS Hilltop Integrated Care Board, which is reviewed."
        assert told(PeerFactory(organisation=system), asked) == [(ConflictKind.EMPLOYER_NOW, True, True, why)]

    @pytest.mark.parametrize("is_later", [True, False])
    def test_whoever_works_for_what_came_two_steps_before_or_after(self, asked, system, is_later):
        between, far = OrganisationFactory(region="Y56"), OrganisationFactory(name="Far ICB", region="Y56")
        if is_later:
            system.successors.add(between)
            between.successors.add(far)
        else:
            far.successors.add(between)
            between.successors.add(system)
        why = "Works for Far ICB, which came before or after NHS Hilltop Integrated Care Board, which is reviewed."
        assert told(PeerFactory(organisation=far), asked) == [(ConflictKind.EMPLOYER_NOW, True, True, why)]

    def test_another_part_of_what_was_split_is_another_body(self, asked, system):
        before, sister = OrganisationFactory(region="Y56"), OrganisationFactory(region="Y56")
        before.successors.add(system, sister)
        assert told(PeerFactory(organisation=sister), asked) == []

    @pytest.mark.parametrize(("left_on", "counts"), [(FIVE_YEARS_BEFORE, True), (date(2022, 1, 31), False)])
    def test_whoever_left_a_host_within_five_years(self, asked, host, left_on, counts):
        peer = FormerEmployerFactory(organisation=host, left_on=left_on).peer
        assert [(one.kind, one.is_bar, one.is_found) for one in of(peer, asked)] == (
            [(ConflictKind.EMPLOYER_BEFORE, True, True)] if counts else []
        )

    def test_whoever_left_what_the_host_came_from(self, asked, host):
        before = OrganisationFactory(name="Old Trust")
        before.successors.add(host)
        peer = FormerEmployerFactory(organisation=before, left_on=date(2025, 3, 31)).peer
        why = (
            "Worked until 31 March 2025 for Old Trust, which came before or after Hilltop Hospitals Trust, "
            "a host of this review."
        )
        assert told(peer, asked) == [(ConflictKind.EMPLOYER_BEFORE, True, True, why)]

    def test_an_earlier_review_of_the_same_system_or_what_it_was(self, asked, system):
        before = OrganisationFactory()
        before.successors.add(system)
        peer = PeerFactory()
        day = FIRST_DAY - timedelta(days=400)
        went = [Deployment(peer.pk, "Hilltop 2025", day, day, frozenset({before.pk}))]
        why = "Took part in an earlier review of this system: Hilltop 2025."
        assert told(peer, asked, went) == [(ConflictKind.EARLIER_REVIEW, True, True, why)]

    def test_an_earlier_review_of_another_system_or_by_another_peer_is_none(self, asked, system):
        peer, day = PeerFactory(), FIRST_DAY - timedelta(days=400)
        elsewhere = Deployment(peer.pk, "Elsewhere", day, day, frozenset({OrganisationFactory().pk}))
        another = Deployment(PeerFactory().pk, "Hilltop", day, day, frozenset({system.pk}))
        assert told(peer, asked, [elsewhere, another]) == []

    def test_the_same_region_calls_for_care(self, asked):
        why = "Is of the same region: Midlands."
        expected = [(ConflictKind.NEIGHBOUR, False, True, why)]
        assert told(PeerFactory(organisation=OrganisationFactory(region="Y60")), asked) == expected
        assert told(PeerFactory(region="Y60"), asked) == expected

    def test_the_region_of_the_employer_goes_before_the_peers_own(self, asked):
        assert told(PeerFactory(region="Y60", organisation=OrganisationFactory(region="Y56")), asked) == []

    def test_the_party_that_leads_there_calls_for_care(self, system):
        asked = need(system_ids=frozenset({system.pk}), leading_party="green")
        why = "Is of the party that leads there: Green."
        assert told(PeerFactory(party="green"), asked) == [(ConflictKind.PARTY, False, True, why)]
        assert told(PeerFactory(party="labour"), asked) == []


class TestDeclared:
    @pytest.mark.parametrize("kind", ConflictKind)
    def test_each_kind_of_the_system_itself(self, asked, system, kind):
        row = DeclarationFactory(kind=kind, organisation=system)
        is_bar = kind not in {ConflictKind.NEIGHBOUR, ConflictKind.PARTY}
        why = f"Declared “{kind.label}”: NHS Hilltop Integrated Care Board, which is reviewed."
        assert told(row.peer, asked) == [(kind, is_bar, False, why)]

    def test_of_what_the_system_became(self, asked, system):
        later = OrganisationFactory()
        system.successors.add(later)
        assert [one.kind for one in of(DeclarationFactory(organisation=later).peer, asked)] == [ConflictKind.FAMILY]

    def test_of_another_body_is_none(self, asked):
        assert told(DeclarationFactory(organisation=OrganisationFactory()).peer, asked) == []

    def test_what_was_withdrawn_counts_no_more(self, asked, system):
        row = DeclarationFactory(organisation=system, declared_on=date(2026, 1, 1), withdrawn_on=date(2026, 2, 1))
        assert told(row.peer, asked) == []

    @pytest.mark.parametrize(
        ("kind", "until", "counts"),
        [
            (ConflictKind.EMPLOYER_BEFORE, FIVE_YEARS_BEFORE, True),
            (ConflictKind.EMPLOYER_BEFORE, date(2022, 1, 31), False),
            (ConflictKind.EMPLOYER_NOW, date(2022, 1, 31), False),
            (ConflictKind.CONTRACT, date(2022, 1, 31), False),
            (ConflictKind.FAMILY, date(2022, 1, 31), True),
            (ConflictKind.EARLIER_REVIEW, date(2012, 1, 31), True),
        ],
    )
    def test_work_that_ended_counts_for_five_years_and_family_always(self, asked, system, kind, until, counts):
        row = DeclarationFactory(kind=kind, organisation=system, until=until)
        assert [one.kind for one in of(row.peer, asked)] == ([kind] if counts else [])

    def test_an_earlier_review_of_a_host_that_is_no_part_of_the_system(self, asked, host):
        assert told(DeclarationFactory(kind=ConflictKind.EARLIER_REVIEW, organisation=host).peer, asked) == []

    def test_what_names_no_body_of_the_register_has_to_be_read(self, asked):
        row = DeclarationFactory(kind=ConflictKind.CONTRACT, organisation_name="A firm", text="")
        why = "Declared “A contract or payments” of a body that is not in the register. Read the declaration."
        assert told(row.peer, asked) == [(ConflictKind.CONTRACT, False, False, why)]
        assert told(DeclarationFactory(kind=ConflictKind.PARTY, text="Was a member once.").peer, asked) == []


def test_found_and_declared_stand_side_by_side_with_bars_first(asked, host):
    peer = PeerFactory(organisation=host)
    DeclarationFactory(peer=peer, kind=ConflictKind.NEIGHBOUR, organisation=host)
    DeclarationFactory(peer=peer, kind=ConflictKind.EMPLOYER_NOW, organisation=host)
    assert [(one.kind, one.is_bar, one.is_found) for one in of(peer, asked)] == [
        (ConflictKind.EMPLOYER_NOW, True, True),
        (ConflictKind.EMPLOYER_NOW, True, False),
        (ConflictKind.NEIGHBOUR, False, False),
    ]


def test_each_need_has_its_own(asked, host):
    other = need("b", system_ids=frozenset({OrganisationFactory(region="Y56").pk}))
    peer = PeerFactory(organisation=host)
    assert [one.need for one in conflicts_of([peer], [asked, other])[peer.pk]] == ["a"]


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_two_queries_for_any_number(asked, count):
    peers = [DeclarationFactory().peer for _ in range(count)]
    needs = [asked, *(need(str(number), system_ids=asked.system_ids) for number in range(count))]
    with CaptureQueriesContext(connection) as queries:
        conflicts_of(peers, needs)
    assert len(queries) == 2
