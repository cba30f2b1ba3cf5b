"""The verbs of the pool: who may, what is kept, what is refused, what a second sending changes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.enums import Role
from core.audit import Entry, entries_about
from core.errors import NotAllowed, Refused, Stale
from peer_review.pool.domain import declarations, peers, readiness, skills
from peer_review.pool.enums import AvailabilityKind, ConflictKind, PeerState, PeerType, TrainingKind
from peer_review.pool.models import Availability, Declaration, FormerEmployer, Peer, Renewal, Skill, Training
from peer_review.pool.queries.peers import away_on
from tests.factories import OrganisationFactory, UserFactory
from tests.peer_review.pool.factories import (
    AvailabilityFactory,
    DeclarationFactory,
    PeerFactory,
    SkillFactory,
    TrainingFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
SECRET = "a bad back since the accident"


def actions(peer) -> list[str]:
    return [one.action for one in entries_about(peer)]


class TestPeers:
    def test_a_manager_adds_one_and_a_second_sending_adds_none(self, manager):
        given = {"name": "Bo Example", "email": "bo@example.org", "type": PeerType.CLINICAL}
        row = peers.add_peer(by=manager, skills=[SkillFactory()], **given)
        assert (row.name, row.skills.count(), actions(row)) == ("Bo Example", 1, ["peer.add"])
        with pytest.raises(Refused, match="This address is in the pool already: Bo Example"):
            peers.add_peer(by=manager, **{**given, "email": "BO@example.org"})
        assert Peer.objects.count() == 1

    def test_nobody_else_adds_one(self, peer):
        for person in (UserFactory(secretariat=True), peer.user):
            with pytest.raises(NotAllowed, match="Only managers of peer review may do this"):
                peers.add_peer(by=person, name="Bo", email="bo@example.org", type=PeerType.VCSE)

    def test_peers_change_what_is_theirs_and_the_log_has_no_word_of_it(self, peer):
        row = peers.change_peer(peer=peer, by=peer.user, after=1, adjustments=SECRET, phone="020 7946 0000")
        assert (row.adjustments, row.phone, row.revision) == (SECRET, "020 7946 0000", 2)
        (entry,) = entries_about(peer)
        assert (entry.action, entry.details) == ("peer.change", {"fields": ["adjustments", "phone"]})

    @pytest.mark.parametrize("field", ["name", "email", "type"])
    def test_peers_do_not_change_what_managers_settle(self, peer, field):
        with pytest.raises(NotAllowed):
            peers.change_peer(peer=peer, by=peer.user, **{field: "x"})

    def test_whose_account_was_taken_off_meanwhile_speaks_for_nobody(self, peer, manager):
        user = peer.user
        peers.link_account(peer=Peer.objects.get(pk=peer.pk), user=None, by=manager)
        with pytest.raises(NotAllowed):
            peers.change_peer(peer=peer, by=user, phone="020 7946 0000")
        with pytest.raises(NotAllowed):
            declarations.declare(peer=peer, kind=ConflictKind.FAMILY, text=SECRET, by=user)

    def test_nobody_changes_another(self, peer):
        other = PeerFactory(user=UserFactory())
        with pytest.raises(NotAllowed):
            peers.change_peer(peer=peer, by=other.user, phone="1")

    def test_a_page_that_is_out_of_date_writes_over_nothing(self, peer, manager):
        peers.change_peer(peer=peer, by=manager, after=1, role_title="Director")
        with pytest.raises(Stale):
            peers.change_peer(peer=peer, by=peer.user, after=1, role_title="Trustee")
        peer.refresh_from_db()
        assert peer.role_title == "Director"
        peers.change_peer(peer=peer, by=manager, after=1, role_title="Director")  # sent twice
        assert actions(peer) == ["peer.change"]

    def test_an_organisation_that_is_left_is_kept_with_the_day(self, peer, host):
        peers.change_peer(peer=peer, by=peer.user, organisation=host, organisation_name=host.name)
        assert FormerEmployer.objects.count() == 0
        peers.change_peer(peer=peer, by=peer.user, organisation=None, organisation_name="A charity")
        assert list(FormerEmployer.objects.values_list("peer", "organisation", "left_on")) == [
            (peer.pk, host.pk, TODAY())
        ]

    def test_pausing_has_its_day_and_ends(self, peer, manager):
        row = peers.change_state(peer=peer, verb="pause", actor=peer.user)
        assert (row.state, row.paused_on) == (PeerState.PAUSED, TODAY())
        with pytest.raises(Refused, match="it is paused"):
            peers.change_state(peer=peer, verb="pause", actor=manager)
        row = peers.change_state(peer=peer, verb="resume", actor=manager)
        assert (row.state, row.paused_on) == (PeerState.ACTIVE, None)
        with pytest.raises(NotAllowed):
            peers.change_state(peer=peer, verb="pause", actor=UserFactory())

    def test_an_account_is_one_peers_and_brings_the_role(self, peer, manager):
        other, user = PeerFactory(), UserFactory()
        assert peers.link_account(peer=other, user=user, by=manager).user == user
        assert set(user.groups.values_list("name", flat=True)) == {Role.PEER_REVIEWER.value}
        with pytest.raises(Refused, match="With this account comes in: Ada O'Hara"):
            peers.link_account(peer=other, user=peer.user, by=manager)
        assert peers.link_account(peer=other, user=None, by=manager).user is None


class TestDatabase:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"state": PeerState.PAUSED},
            {"paused_on": date(2026, 1, 1)},
            {"organisation": OrganisationFactory.build, "organisation_name": ""},
        ],
    )
    def test_it_refuses_a_peer_without_the_evidence(self, peer, wrong):
        if "organisation" in wrong:
            wrong = {**wrong, "organisation": OrganisationFactory()}
        with pytest.raises(IntegrityError), transaction.atomic():
            Peer.objects.filter(pk=peer.pk).update(**wrong)

    @pytest.mark.parametrize(
        ("factory", "wrong"),
        [
            (TrainingFactory, {"expires_on": date(2020, 1, 1)}),
            (AvailabilityFactory, {"last_day": date(2020, 1, 1)}),
            (DeclarationFactory, {"text": "", "organisation_name": ""}),
            (DeclarationFactory, {"since": date(2024, 1, 1), "until": date(2020, 1, 1)}),
            (DeclarationFactory, {"withdrawn_on": date(2020, 1, 1)}),
        ],
    )
    def test_it_refuses_what_can_not_be(self, factory, wrong):
        with pytest.raises(IntegrityError), transaction.atomic():
            factory(**wrong)

    def test_it_holds_one_peer_an_address(self, peer):
        with pytest.raises(IntegrityError), transaction.atomic():
            PeerFactory(email=peer.email.upper())


class TestTraining:
    def test_a_manager_records_it_once_and_puts_its_end_right(self, peer, manager):
        given = {"peer": peer, "kind": TrainingKind.INDUCTION, "done_on": date(2026, 3, 1), "by": manager}
        readiness.record_training(expires_on=None, **given)
        readiness.record_training(expires_on=None, **given)
        readiness.record_training(expires_on=date(2028, 3, 1), **given)
        assert list(Training.objects.values_list("kind", "expires_on")) == [("induction", date(2028, 3, 1))]
        assert actions(peer) == ["peer.record_training"] * 2

    def test_what_can_not_be_is_refused(self, peer, manager):
        given = {"peer": peer, "kind": TrainingKind.INDUCTION, "by": manager}
        with pytest.raises(Refused, match="in the future"):
            readiness.record_training(done_on=TODAY() + timedelta(days=1), expires_on=None, **given)
        with pytest.raises(Refused, match="before it was done"):
            readiness.record_training(done_on=TODAY(), expires_on=TODAY() - timedelta(days=1), **given)
        with pytest.raises(NotAllowed):
            readiness.record_training(peer=peer, kind=TrainingKind.LEAD, done_on=TODAY(), expires_on=None, by=peer.user)

    def test_a_mistake_is_removed_once_and_logged(self, manager):
        row = TrainingFactory()
        readiness.remove_training(training=row, by=manager)
        readiness.remove_training(training=Training(pk=row.pk or 0, peer=row.peer, kind=row.kind), by=manager)
        assert (Training.objects.count(), actions(row.peer)) == (0, ["peer.remove_training"])


class TestDays:
    def test_what_was_said_last_of_a_day_holds_and_can_be_taken_back(self, peer):
        def say(kind, first, last):
            day = TODAY()
            return readiness.say_availability(
                peer=peer,
                kind=kind,
                first_day=day + timedelta(days=first),
                last_day=day + timedelta(days=last),
                by=peer.user,
            )

        say(AvailabilityKind.UNAVAILABLE, 0, 9)
        freed = say(AvailabilityKind.AVAILABLE, 3, 5)
        assert say(AvailabilityKind.AVAILABLE, 3, 5) == freed  # sent twice
        away = [bool(away_on(TODAY() + timedelta(days=number))) for number in (2, 3, 5, 6, 10)]
        assert away == [True, False, False, True, False]
        readiness.take_back_availability(availability=freed, by=peer.user)
        assert away_on(TODAY() + timedelta(days=4)) == {peer.pk}
        assert Availability.objects.count() == 1

    @pytest.mark.parametrize(("first", "last", "why"), [(5, 4, "must not be before the first"), (-9, -1, "has passed")])
    def test_what_can_not_be_is_refused(self, peer, first, last, why):
        with pytest.raises(Refused, match=why):
            readiness.say_availability(
                peer=peer,
                kind=AvailabilityKind.AVAILABLE,
                first_day=TODAY() + timedelta(days=first),
                last_day=TODAY() + timedelta(days=last),
                by=peer.user,
            )

    def test_nobody_speaks_for_another(self, peer):
        row = AvailabilityFactory(peer=peer)
        other = PeerFactory(user=UserFactory()).user
        with pytest.raises(NotAllowed):
            readiness.take_back_availability(availability=row, by=other)
        assert Availability.objects.count() == 1


class TestDeclarations:
    def test_a_peer_declares_once_and_the_log_has_no_word_of_it(self, peer, host):
        given = {"peer": peer, "kind": ConflictKind.FAMILY, "organisation": host, "text": SECRET, "by": peer.user}
        row = declarations.declare(**given)
        assert declarations.declare(**given) == row
        assert (row.organisation_name, Declaration.objects.count()) == (host.name, 1)
        assert SECRET not in str(list(Entry.objects.values_list("details", flat=True)))
        assert [one.details for one in entries_about(peer)] == [{"declaration": row.pk}]

    def test_the_log_says_when_a_manager_declares_for_a_peer(self, peer, manager):
        declarations.declare(peer=peer, kind=ConflictKind.CONTRACT, text="A firm", by=manager)
        assert entries_about(peer).get().details["on_their_behalf"] is True

    def test_a_peer_without_an_account_declares_by_a_link_of_their_own(self):
        peer = PeerFactory()
        declarations.declare(peer=peer, kind=ConflictKind.CONTRACT, text="A firm", by=peer)
        entry = entries_about(peer).get()
        assert (entry.actor, "on_their_behalf" in entry.details) == (f"peer:{peer.pk}", False)
        with pytest.raises(NotAllowed):
            declarations.declare(peer=peer, kind=ConflictKind.CONTRACT, text="A firm", by=PeerFactory())

    def test_what_can_not_be_is_refused(self, peer):
        tomorrow = TODAY() + timedelta(days=1)
        for wrong, why in (
            ({"text": "  "}, "Say what it is"),
            ({"text": "x", "since": tomorrow}, "in the future"),
            ({"text": "x", "since": date(2024, 1, 1), "until": date(2023, 1, 1)}, "before it began"),
        ):
            with pytest.raises(Refused, match=why):
                declarations.declare(peer=peer, kind=ConflictKind.CONTRACT, by=peer.user, **wrong)
        assert Declaration.objects.count() == 0

    def test_what_was_wrong_is_withdrawn_and_kept(self, peer):
        row = DeclarationFactory(peer=peer)
        assert declarations.withdraw_declaration(declaration=row, by=peer.user).withdrawn_on == TODAY()
        with pytest.raises(Refused, match="withdrawn already"):
            declarations.withdraw_declaration(declaration=row, by=peer.user)
        assert Declaration.objects.get().text == "A cousin works there."

    def test_a_renewal_a_day_is_enough(self, peer):
        declarations.renew_declarations(peer=peer, by=peer.user)
        declarations.renew_declarations(peer=peer, by=peer.user)
        assert (Renewal.objects.count(), actions(peer)) == (1, ["peer.renew_declarations"])


class TestSkills:
    def test_the_list_has_each_once_and_a_retired_one_comes_back(self, manager):
        row = skills.add_skill(name="Digital and data", by=manager)
        with pytest.raises(Refused, match="The list has a skill of that name"):
            skills.add_skill(name="digital AND data", by=manager)
        skills.retire_skill(skill=row, by=manager)
        skills.retire_skill(skill=row, by=manager)
        assert skills.add_skill(name="Digital and data", by=manager) == row
        assert actions(row) == ["skill.add", "skill.retire", "skill.add"]

    def test_two_names_that_make_one_address_get_two(self, manager):
        made = [skills.add_skill(name=name, by=manager).slug for name in ("Care!", "Care?", "???")]
        assert made == ["care", "care-2", "skill"]

    def test_nobody_else_keeps_it(self, peer):
        with pytest.raises(NotAllowed):
            skills.add_skill(name="x", by=peer.user)
        assert Skill.objects.count() == 0
