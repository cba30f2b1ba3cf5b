"""The desk of the pool, a peer's own page, and the forms of both."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from peer_review.pool.enums import ConflictKind, PeerState, PeerType, TrainingKind
from peer_review.pool.models import Availability, Declaration, Peer, Renewal, Skill, Training
from tests.factories import OrganisationFactory, UserFactory
from tests.peer_review.pool.factories import (
    AvailabilityFactory,
    DeclarationFactory,
    PeerFactory,
    SkillFactory,
    TrainingFactory,
)

pytestmark = pytest.mark.django_db
LIST_QUERIES, PAGE_QUERIES, OWN_QUERIES = 11, 11, 11
MOST = 15
SECRET = "A word that is between two people"


def address(name, *args):
    return reverse(f"pool:{name}", args=args)


def date_parts(name, day):
    return {f"{name}_{part}": getattr(day, part) for part in ("day", "month", "year")}


@pytest.fixture
def desk(signed_in, manager):
    return signed_in(manager)


def text_of(response) -> str:
    return response.content.decode()


class TestDoors:
    DESK = ("list", "add", "skills", "add_skill")
    ONE = ("peer", "account", "training")
    SHARED = ("change", "availability", "declare")

    def test_who_is_not_signed_in_signs_in(self, client, peer):
        for door in (address("list"), address("own"), address("declare", peer.pk)):
            assert client.get(door).status_code == 302

    @pytest.mark.parametrize("role", [None, Role.SECRETARIAT, Role.AUDITOR, Role.MODERATOR, Role.PEER_REVIEWER])
    def test_nobody_but_managers_comes_to_the_desk(self, signed_in, peer, role):
        browser = signed_in(UserFactory(holds=[role] if role else []))
        doors = [address(name) for name in self.DESK]
        doors += [address(name, peer.pk) for name in (*self.ONE, *self.SHARED)]
        for door in doors:
            response = browser.get(door)
            assert (response.status_code, peer.email in text_of(response)) == (403, False)

    def test_a_peer_reaches_nothing_of_another(self, signed_in, peer):
        other = DeclarationFactory(peer=peer, text=SECRET)
        days, training = AvailabilityFactory(peer=peer), TrainingFactory(peer=peer)
        browser = signed_in(PeerFactory(user=UserFactory(holds=[Role.PEER_REVIEWER])).user)
        doors = [address(name, peer.pk) for name in (*self.ONE, *self.SHARED, "renew", "state")]
        doors += [
            address("withdraw", peer.pk, other.pk),
            address("take_back", peer.pk, days.pk),
            address("remove_training", peer.pk, training.pk),
        ]
        for door in doors:
            assert browser.post(door, {"verb": "pause"}).status_code == 403
            assert SECRET not in text_of(browser.get(door))
        assert browser.get(address("change", 10**6)).status_code == 403  # as for one who is there
        assert (Availability.objects.count(), Training.objects.count(), Renewal.objects.count()) == (1, 1, 0)
        assert Declaration.objects.get().withdrawn_on is None

    def test_a_peer_does_not_act_on_anothers_row_by_their_own_address(self, signed_in, peer):
        other = DeclarationFactory()
        browser = signed_in(peer.user)
        for door in (
            address("withdraw", peer.pk, other.pk),
            address("take_back", peer.pk, AvailabilityFactory().pk),
        ):
            assert browser.post(door).status_code == 404

    def test_who_is_no_peer_reads_why_not(self, signed_in):
        page = signed_in(UserFactory()).get(address("own"))
        assert page.status_code == 403
        assert "Ask the managers of peer review to link your account." in text_of(page)


class TestList:
    @pytest.mark.parametrize("count", [1, 3])
    def test_it_asks_the_same_for_any_number(self, desk, count):
        for _ in range(count):
            row = PeerFactory(trained=True, skills=[SkillFactory()], organisation=OrganisationFactory())
            DeclarationFactory(peer=row)
            AvailabilityFactory(peer=row)
        with CaptureQueriesContext(connection) as queries:
            page = desk.get(address("list"), {"day": "2030-01-01"})
        assert (page.context["page"].paginator.count, len(queries)) == (count, LIST_QUERIES)

    def test_each_filter_leaves_what_fits_and_counts_the_others(self, desk):
        today = timezone.localdate()
        finance = SkillFactory(name="Finance")
        first = PeerFactory(type=PeerType.LIVED, region="Y56", skills=[finance], trained=True)
        second = PeerFactory(type=PeerType.LIVED, region="Y60", joined_on=today - timedelta(days=300))
        TrainingFactory(peer=second)
        third = PeerFactory(state=PeerState.PAUSED, paused_on=today, trained=True)
        third.trainings.filter(kind=TrainingKind.INDUCTION).update(expires_on=today + timedelta(days=90))
        AvailabilityFactory(peer=third)
        fourth = PeerFactory(type=PeerType.VCSE, trained=True)
        TrainingFactory(peer=fourth, kind=TrainingKind.LEAD, expires_on=today + timedelta(days=9))

        def found(**query):
            return {line.peer.pk for line in desk.get(address("list"), query).context["lines"]}

        assert found() == {first.pk, second.pk, third.pk, fourth.pk}
        assert found(type="lived") == {first.pk, second.pk}
        assert found(type="lived", region="Y60") == {second.pk}
        assert found(type=["lived", "officer"]) == {first.pk, second.pk, third.pk}
        assert found(skill="finance") == {first.pk}
        assert found(trained="current") == {first.pk}
        assert found(trained="soon") == {third.pk, fourth.pk}
        assert found(trained="lapsed") == {second.pk}
        assert found(renewal="due") == {second.pk}
        assert found(state="paused") == {third.pk}
        assert found(day=today.isoformat()) == {first.pk, second.pk, fourth.pk}
        assert found(day="nonsense") == {first.pk, second.pk, third.pk, fourth.pk}
        assert found(type="nonsense") == set()
        facets = {one.name: one for one in desk.get(address("list"), {"type": "lived"}).context["facets"]}
        assert [(one.value, one.count) for one in facets["type"].options] == [("officer", 1), ("vcse", 1), ("lived", 2)]
        assert [(one.value, one.count) for one in facets["region"].options] == [("Y56", 1), ("Y60", 1)]

    def test_an_empty_list_says_what_to_do_next(self, desk):
        assert "Nobody is in the pool yet" in text_of(desk.get(address("list")))
        PeerFactory()
        page = desk.get(address("list"), {"type": "lived"})
        assert "No peer fits all of these filters" in text_of(page)

    def test_a_page_past_the_end_leads_to_the_first(self, desk):
        assert desk.get(address("list"), {"page": 9, "type": "x"}).headers["Location"] == f"{address('list')}?type=x"


class TestOnePeer:
    @pytest.mark.parametrize("count", [1, 3])
    def test_both_pages_ask_the_same_for_any_number(self, desk, signed_in, peer, count):
        for number in range(count):
            TrainingFactory(peer=peer, done_on=timezone.localdate() - timedelta(days=number))
            AvailabilityFactory(peer=peer)
            DeclarationFactory(peer=peer)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(address("peer", peer.pk)).status_code == 200
        assert len(queries) == PAGE_QUERIES
        browser = signed_in(peer.user)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address("own")).status_code == 200
        assert len(queries) == OWN_QUERIES

    @pytest.mark.parametrize("count", [1, 3])
    @pytest.mark.parametrize("name", ["change", "training", "availability", "declare"])
    def test_their_forms_ask_the_same_for_any_number(self, desk, signed_in, peer, name, count):
        for number in range(count):
            TrainingFactory(peer=peer, done_on=timezone.localdate() - timedelta(days=number))
            AvailabilityFactory(peer=peer)
            OrganisationFactory().successors.add(OrganisationFactory())
            DeclarationFactory(peer=peer)
        for browser in (desk,) if name == "training" else (desk, signed_in(peer.user)):
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address(name, peer.pk)).status_code == 200
            assert len(queries) <= MOST

    def test_it_warns_of_what_ends_and_names_what_lacks(self, desk, peer):
        TrainingFactory(peer=peer, expires_on=timezone.localdate() + timedelta(days=10))
        page = text_of(desk.get(address("peer", peer.pk)))
        assert "Asked of all, and not recorded: Data protection." in " ".join(page.split())
        assert "Ends on" in page
        assert "Missing or out of date" in page

    def test_peers_read_their_own_and_nobody_elses(self, signed_in, peer):
        DeclarationFactory(peer=peer, text="What is theirs")
        DeclarationFactory(text=SECRET)
        page = text_of(signed_in(peer.user).get(address("own")))
        assert ("What is theirs" in page, SECRET in page) == (True, False)
        assert address("training", peer.pk) not in page  # managers see the certificate first

    def test_what_was_withdrawn_is_kept_apart(self, desk, peer):
        row = DeclarationFactory(peer=peer)
        desk.post(address("withdraw", peer.pk, row.pk))
        whole = desk.get(address("peer", peer.pk)).context["whole"]
        assert (len(whole.declared), [one.pk for one in whole.withdrawn]) == (0, [row.pk])

    def test_nothing_of_it_is_cached(self, desk, signed_in, peer):
        for page in (desk.get(address("peer", peer.pk)), signed_in(peer.user).get(address("own"))):
            assert page.headers["Cache-Control"].startswith("no-store, private")


class TestForms:
    def test_a_manager_adds_a_peer(self, desk):
        skill = SkillFactory()
        given = {"name": "Bo Example", "email": "bo@example.org", "type": "clinical", "skills": [skill.pk]}
        page = desk.post(address("add"), {**given, "organisation_1": "A hospice", "region": "Y56"})
        assert page.headers["Location"] == address("list")
        row = Peer.objects.get()
        assert (row.name, row.organisation_name, list(row.skills.all())) == ("Bo Example", "A hospice", [skill])
        again = desk.post(address("add"), {**given, "role_title": "Kept words"})
        assert "This address is in the pool already: Bo Example." in text_of(again)
        assert "Kept words" in text_of(again)

    def test_what_is_missing_is_said_beside_its_field(self, desk):
        page = text_of(desk.post(address("add"), {"email": "x"}))
        for said in ("Enter name", "Select what type of peer they are", "Enter an email address in the correct format"):
            assert said in page

    def test_a_peer_changes_their_profile_and_nothing_besides(self, signed_in, peer):
        given = {"role_title": "Trustee", "party": "green", "name": "Another", "type": "chief", "after": 1}
        page = signed_in(peer.user).post(address("change", peer.pk), given)
        assert page.headers["Location"] == address("own")
        peer.refresh_from_db()
        assert (peer.role_title, peer.party, peer.name, peer.type) == ("Trustee", "green", "Ada O'Hara", "officer")

    def test_of_two_who_change_a_profile_the_later_reads_both_texts(self, signed_in, desk, peer):
        browser = signed_in(peer.user)
        theirs = {"name": peer.name, "email": peer.email, "type": "officer", "after": 1}
        desk.post(address("change", peer.pk), {**theirs, "role_title": "As the manager has it"})
        page = browser.post(address("change", peer.pk), {"role_title": "As the peer has it", "after": 1})
        said = text_of(page)
        assert "Somebody else changed this meanwhile." in said
        assert "As the manager has it" in said and "As the peer has it" in said
        peer.refresh_from_db()
        assert peer.role_title == "As the manager has it"
        browser.post(address("change", peer.pk), {"role_title": "As both have it", "after": 2})
        peer.refresh_from_db()
        assert peer.role_title == "As both have it"

    def test_training_is_recorded_and_removed(self, desk, peer):
        day = timezone.localdate() - timedelta(days=3)
        given = {"kind": "induction", **date_parts("done_on", day)}
        assert desk.post(address("training", peer.pk), given).headers["Location"] == address("peer", peer.pk)
        row = Training.objects.get()
        assert (row.done_on, row.expires_on) == (day, None)
        page = desk.post(address("training", peer.pk), {**given, **date_parts("expires_on", day - timedelta(days=1))})
        assert "It can’t end before it was done." in text_of(page)
        assert "Induction" in text_of(desk.get(address("remove_training", peer.pk, row.pk)))
        desk.post(address("remove_training", peer.pk, row.pk))
        assert Training.objects.count() == 0

    def test_days_are_said_and_taken_back(self, signed_in, peer):
        browser, today = signed_in(peer.user), timezone.localdate()
        given = {"kind": "unavailable", **date_parts("first_day", today), **date_parts("last_day", today)}
        browser.post(address("availability", peer.pk), given)
        row = Availability.objects.get()
        wrong = {**given, **date_parts("first_day", today + timedelta(days=1))}
        assert "must not be before the first" in text_of(browser.post(address("availability", peer.pk), wrong))
        browser.post(address("take_back", peer.pk, row.pk))
        assert Availability.objects.count() == 0

    def test_a_declaration_finds_the_body_of_the_register(self, signed_in, peer, host):
        given = {"kind": "contract", "organisation_1": host.name, "text": "We advise them."}
        browser = signed_in(peer.user)
        for _ in range(2):
            browser.post(address("declare", peer.pk), given)
        row = Declaration.objects.get()
        assert (row.kind, row.organisation, row.text) == (ConflictKind.CONTRACT, host, "We advise them.")
        page = text_of(browser.post(address("declare", peer.pk), {"kind": "contract"}))
        assert "Say what it is, or name the organisation." in page

    def test_a_year_is_renewed_and_a_break_taken(self, signed_in, peer):
        browser = signed_in(peer.user)
        browser.post(address("renew", peer.pk))
        assert Renewal.objects.filter(peer=peer).count() == 1
        browser.post(address("state", peer.pk), {"verb": "pause"})
        peer.refresh_from_db()
        assert peer.state == PeerState.PAUSED
        page = browser.post(address("state", peer.pk), {"verb": "pause"}, follow=True)
        assert "it is paused" in text_of(page)
        assert browser.post(address("state", peer.pk), {"verb": "nonsense"}).status_code == 302

    def test_an_account_is_linked(self, desk):
        row, user = PeerFactory(), UserFactory()
        page = desk.post(address("account", row.pk), {"email": "nobody@example.org"})
        assert "No account has this address. Ask them to make one first" in text_of(page)
        desk.post(address("account", row.pk), {"email": user.email.upper()})
        row.refresh_from_db()
        assert row.user == user

    def test_skills_are_added_and_retired_and_stay_with_who_has_them(self, desk, peer):
        desk.post(address("add_skill"), {"name": "Estates"})
        skill = Skill.objects.get()
        peer.skills.add(skill)
        desk.post(address("retire_skill", skill.slug))
        assert "Retired" in text_of(desk.get(address("skills")))
        assert "Estates" not in text_of(desk.get(address("add")))
        assert "Estates" in text_of(desk.get(address("change", peer.pk)))


class TestPanels:
    def test_the_page_where_one_arrives_leads_on(self, signed_in, desk, peer):
        TrainingFactory(peer=peer, expires_on=timezone.localdate() + timedelta(days=10))
        assert address("own") in text_of(signed_in(peer.user).get("/my/"))
        page = text_of(desk.get("/my/"))
        assert "1 peer</a>" in page
        assert "1 with training missing or about to end" in page
        other = text_of(signed_in(UserFactory()).get("/my/"))
        assert (address("own") in other, address("list") in other) == (False, False)
