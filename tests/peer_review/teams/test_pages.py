"""The pages of teams: who comes in, what they read, and what buttons do."""

from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.panels import panels_for
from peer_review.pool.enums import ConflictKind
from peer_review.pool.matching import CAP_A_YEAR
from peer_review.reviews.enums import Capacity, ReviewState, Thing
from peer_review.reviews.models import Review, Right
from peer_review.reviews.panels import landing
from peer_review.teams.domain.feedback import give_feedback
from peer_review.teams.enums import Direction, MemberState, Seat
from peer_review.teams.models import Member, TeamNeed
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import HostPersonFactory, ReviewFactory, manager
from tests.peer_review.teams.factories import MemberFactory, TeamNeedFactory, ready_peer
from tests.peer_review.teams.test_members import declare

pytestmark = pytest.mark.django_db
SECRET = "Their brother supplies the trust"
# A manager’s page looks for conflicts anew, and says what the team lacks.
MANAGER_QUERIES, PEER_QUERIES, PROPOSAL_QUERIES = 14, 7, 15
MOST = {"desk": 15, "stages": 15, "mine": 15}


def at(name, review, *args):
    return reverse(f"peer_teams:{name}", args=[review.reference, *args])


@pytest.fixture
def staff(signed_in, boss):
    return signed_in(boss)


class TestDoor:
    NAMES = ("team", "need", "propose", "add")

    @pytest.mark.parametrize("name", NAMES)
    def test_strangers_find_nothing(self, client, signed_in, review, need, name):
        address = at(name, review)
        assert client.get(address).status_code == 302
        assert signed_in(UserFactory()).get(address).status_code in {403, 404}

    def test_a_host_reads_who_comes_and_changes_nothing(self, signed_in, review, need):
        MemberFactory(review=review, peer__name="Ada Example", peer__phone="0161 496 0000")
        MemberFactory(review=review, peer__name="Bo Example", state=MemberState.INVITED)
        user = UserFactory()
        HostPersonFactory(host__review=review, user=user, is_lead=True)
        text = signed_in(user).get(at("team", review)).content.decode()
        assert "Ada Example" in text
        assert "Bo Example" not in text
        assert "0161 496 0000" not in text
        assert signed_in(user).get(at("add", review)).status_code == 403


class TestTeamPage:
    def test_conflicts_are_for_managers(self, signed_in, staff, review, need):
        one, other = MemberFactory(review=review), MemberFactory(review=review)
        declare(one.peer, review)
        Member.objects.filter(pk=one.pk).update(despite=SECRET)
        MemberFactory(review=review, peer__name="Cy Example", state=MemberState.STEPPED_OUT, left_because=SECRET)
        text = staff.get(at("team", review)).content.decode()
        assert "Must not go:" in text
        assert SECRET in text
        for member in (one, other):
            text = signed_in(member.peer.user).get(at("team", review)).content.decode()
            assert "Must not go:" not in text
            assert SECRET not in text
            assert "Cy Example" not in text

    def test_what_it_lacks(self, staff, review, need):
        text = staff.get(at("team", review)).content.decode()
        assert "The team would be 0 of 3." in text

    @pytest.mark.parametrize("count", [1, 3])
    def test_as_many_queries_for_more(self, signed_in, review, need, boss, count):
        people = [MemberFactory(review=review).peer.user for _ in range(count)]
        for user, queries in ((boss, MANAGER_QUERIES), (people[0], PEER_QUERIES)):
            browser = signed_in(user)
            browser.get(at("team", review))
            with CaptureQueriesContext(connection) as asked:
                browser.get(at("team", review))
            assert len(asked) == queries


@pytest.mark.parametrize("count", [1, 3])
def test_a_proposed_team_asks_the_same_for_any_number(count, staff, review, need, pool):
    for _ in range(count):
        MemberFactory(review=review)
    with CaptureQueriesContext(connection) as asked:
        page = staff.get(at("propose", review))
    assert len(page.context["teams"]) == 1
    assert len(asked) <= PROPOSAL_QUERIES


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", list(MOST))
@pytest.mark.usefixtures("need")
def test_pages_of_a_review_with_a_team_ask_no_more_for_more(name, count, signed_in, review, boss):
    Review.objects.filter(pk=review.pk).update(state=ReviewState.PREPARING)
    people = [MemberFactory(review=review).peer.user for _ in range(count)]
    for user in (boss, people[0]):
        browser = signed_in(user)
        address = reverse(f"peer_reviews:{name}", args=[] if name == "mine" else [review.reference])
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        assert len(asked) <= MOST[name]


class TestBelonging:
    def test_peer_reviews_are_the_work_of_who_is_asked_or_sits(self, review):
        states = (MemberState.PROPOSED, MemberState.INVITED, MemberState.ACCEPTED, MemberState.STEPPED_OUT)
        people = [MemberFactory(review=review, state=one).peer.user for one in states]
        mine = reverse("peer_reviews:mine")
        assert [landing(one) for one in people] == [None, mine, mine, None]


class TestByHand:
    def test_need(self, staff, review):
        data = {"size": 4, "regions": 1, "least_lived": 1, "most_of_party": 2, "after": 0}
        assert staff.post(at("need", review), data).status_code == 302
        need = TeamNeed.objects.get()
        assert (need.size, need.most_of_party, need.most_of_type) == (4, 2, None)
        page = staff.post(at("need", review), {**data, "size": 5})
        assert "Somebody else changed this meanwhile" in page.content.decode()
        assert TeamNeed.objects.get().size == 4
        page = staff.post(at("need", review), {**data, "size": ""})
        assert "Enter how many peers the team has" in page.content.decode()

    def test_a_bar_and_a_caution_stand_beside_their_fields(self, staff, review, need, pool):
        barred, careful = pool["officers"][:2]
        declare(barred, review)
        declare(careful, review, ConflictKind.NEIGHBOUR)
        page = staff.post(at("add", review), {"peer": barred.pk, "seat": "peer", "despite": "x"})
        assert "Declared" in str(page.context["form"].errors["peer"])
        page = staff.post(at("add", review), {"peer": careful.pk, "seat": "peer"})
        assert "Say why they go all the same" in page.context["form"].errors["despite"]
        staff.post(at("add", review), {"peer": careful.pk, "seat": "peer", "despite": "They moved."})
        assert [one.peer for one in Member.objects.all()] == [careful]

    def test_buttons(self, staff, review, need, pool, committing):
        member = MemberFactory(review=review, peer=pool["leads"][0], state=MemberState.PROPOSED)
        with committing():
            for act in ("lead", "invite", "nonsense"):
                staff.post(at("act", review, member.pk), {"act": act})
        member.refresh_from_db()
        assert (member.seat, member.state, len(mail.outbox)) == (Seat.LEAD, MemberState.INVITED, 1)

    def test_nobody_of_another_review(self, staff, review):
        other = MemberFactory()
        for name in ("exchange", "release", "feedback"):
            assert staff.get(at(name, review, other.pk)).status_code == 404


class TestProposal:
    def test_shown_then_applied(self, staff, review, need, pool):
        page = staff.get(at("propose", review))
        text = page.content.decode()
        assert "Is of a type that is asked for: Clinician (at least 1)." in text
        assert Member.objects.count() == 0
        token = page.context["shown"].token
        page = staff.post(at("propose", review), {"token": token}, follow=True)
        assert "3 peers are proposed." in page.content.decode()
        assert Member.objects.count() == 3

    def test_the_work_of_each_stands_beside_them(self, staff, review, need, pool):
        busy, year = pool["leads"][0], timezone.localdate().year + 1
        Review.objects.filter(pk=review.pk).update(on_site_from=date(year, 3, 4), on_site_to=date(year, 3, 6))
        MemberFactory(peer=busy, review=ReviewFactory(state=ReviewState.PREPARING, on_site_from=date(year, 6, 4)))
        said = f"Goes to 1 other review in {year}. At most {CAP_A_YEAR} a year."
        page = staff.get(at("add", review)).content.decode()
        assert f"Lead 1, Officer. {said}" in page
        assert f"Clinician 1, Clinician. Goes to no other review in {year}." in page
        MemberFactory(peer=busy, review=review)
        chosen = staff.get(at("propose", review)).context["teams"][0]["chosen"]
        assert {one["name"]: one["work"] for one in chosen}["Lead 1"] == said
        assert [one["work"] for one in chosen if one["name"] != "Lead 1"] == [f"Goes to no other review in {year}."] * 2

    def test_why_not(self, staff, review, need, pool):
        declare(pool["officers"][0], review)
        page = staff.get(at("propose", review), {"peer": pool["officers"][0].pk})
        assert page.context["why_not"][0]["why"][0].startswith("Declared “Family")
        assert staff.get(at("propose", review), {"peer": "9" * 5000}).context["why_not"] == []

    def test_a_stale_one_is_shown_anew(self, staff, review, need, pool):
        token = staff.get(at("propose", review)).context["shown"].token
        declare(pool["officers"][0], review)
        page = staff.post(at("propose", review), {"token": token}, follow=True)
        assert "changed since this was shown" in page.content.decode()
        assert Member.objects.count() == 0

    def test_a_whole_programme(self, staff, review, need, pool):
        other = ReviewFactory(
            state=ReviewState.PREPARING, programme=review.programme, framework_version=review.framework_version
        )
        address = reverse("peer_invitations:programme", args=[review.programme.slug])
        page = staff.get(address)
        assert [one["key"] for one in page.context["teams"]] == ["PR-3"]
        assert [one.pk for one in page.context["not_ready"]] == [other.pk]
        data = {"token": page.context["shown"].token, "review": ["PR-3"]}
        for _ in range(2):
            staff.post(address, data)
        assert Member.objects.filter(review=review).count() == 3
        assert staff.get(address).context.get("teams") is None


class TestPanels:
    def of(self, place, user, subject=None):
        request = RequestFactory().get("/")
        request.user = user
        return [one.context for one in panels_for(place, request, subject) if one.template.startswith("teams/")]

    def test_the_public_reads_the_team_once_the_right_is_given(self, review, client):
        from django.contrib.auth.models import AnonymousUser

        MemberFactory(review=review, peer__name="Ada Example")
        MemberFactory(review=review, state=MemberState.INVITED)
        assert self.of("peer_review", AnonymousUser(), review) == []
        Right.objects.create(state=review.state, capacity=Capacity.PUBLIC, thing=Thing.TEAM)
        (panel,) = self.of("peer_review", AnonymousUser(), review)
        assert [row["known"].peer.name for row in panel["rows"]] == ["Ada Example"]

    def test_the_public_reads_who_reviewed_once_the_report_is_out(self, client):
        review = ReviewFactory(state=ReviewState.PUBLISHED)
        MemberFactory(review=review, peer__name="Ada Example", peer__email="ada@example.org")
        MemberFactory(review=review, peer__name="Bo Sample", state=MemberState.STEPPED_OUT)
        page = client.get(review.get_absolute_url()).content.decode()
        assert "Ada Example" in page
        assert "Bo Sample" not in page
        assert "ada@example.org" not in page
        final = MemberFactory(review=ReviewFactory(state=ReviewState.FINAL), peer__name="Cy Person")
        assert "Cy Person" not in client.get(final.review.get_absolute_url()).content.decode()

    def test_mine(self, review, boss):
        asked = MemberFactory(review=review, state=MemberState.INVITED)
        barred = MemberFactory(review=review)
        declare(barred.peer, review)
        (panel,) = self.of("peer_review_mine", asked.peer.user)
        assert [one.pk for one, _link in panel["asked"]] == [asked.pk]
        (panel,) = self.of("peer_review_mine", boss)
        (row,) = panel["waits"]
        assert (row["waiting"], row["barred"]) == ([asked.peer.name], [barred.peer.name])
        assert self.of("peer_review_mine", UserFactory()) == []

    def test_a_peer_is_asked_how_a_review_was_until_they_say(self):
        member = MemberFactory(review=ReviewFactory(state=ReviewState.PUBLISHED))
        going = MemberFactory(peer=member.peer, review=ReviewFactory(state=ReviewState.ON_SITE))
        (panel,) = self.of("peer_review_mine", member.peer.user)
        assert (len(panel["seated"]), panel["to_tell"]) == (2, {member.pk})
        give_feedback(place=member, direction=Direction.OF_REVIEW, went_well="All.", next_time="", by=member.peer.user)
        (panel,) = self.of("peer_review_mine", going.peer.user)
        assert panel["to_tell"] == set()

    def test_workload_and_deployments(self, review):
        member = MemberFactory(review=review)
        proposed = MemberFactory(peer=member.peer, state=MemberState.PROPOSED)
        (panel,) = self.of("peer_place", manager(), member.peer)
        assert {row["review"].pk for row in panel["rows"]} == {review.pk, proposed.review_id}
        (panel,) = self.of("peer_place", member.peer.user, member.peer)
        assert [row["review"].pk for row in panel["rows"]] == [review.pk]
        assert self.of("peer_place", UserFactory(), member.peer) == []
        assert self.of("peer_dashboard", UserFactory()) == []
        assert len(self.of("peer_dashboard", manager())) == 1


def test_a_peer_steps_out(signed_in, review):
    one, other = MemberFactory(review=review), MemberFactory(review=review)
    browser = signed_in(one.peer.user)
    assert browser.post(at("step_out", review), {"reason": "", "to": other.pk}).status_code == 200
    assert browser.post(at("step_out", review), {"reason": SECRET, "to": other.pk}).status_code == 302
    assert browser.get(at("team", review)).status_code == 404
    one.refresh_from_db()
    assert (one.state, one.handed_to_id) == (MemberState.STEPPED_OUT, other.pk)


def test_need_of_a_review_without_days(staff, boss):
    review = TeamNeedFactory(review=ReviewFactory(manager=boss)).review
    ready_peer()
    assert staff.get(at("propose", review)).context.get("teams") is None


class TestArriving:
    @pytest.mark.parametrize(
        ("state", "arrives"),
        [(MemberState.ACCEPTED, True), (MemberState.INVITED, True), (MemberState.STEPPED_OUT, False)],
    )
    def test_a_peer_who_signs_in_arrives_where_their_reviews_wait(self, state, arrives):
        user = MemberFactory(state=state).peer.user
        assert landing(user) == (reverse("peer_reviews:mine") if arrives else None)


@pytest.mark.parametrize("state", [ReviewState.CLOSED, ReviewState.WITHDRAWN])
def test_nobody_is_released_from_a_review_that_is_over(signed_in, boss, state):
    member = MemberFactory(review=ReviewFactory(state=state))
    browser = signed_in(boss)
    there = reverse("peer_teams:release", args=[member.review.reference, member.pk])
    assert there not in browser.get(reverse("peer_teams:team", args=[member.review.reference])).content.decode()
    page = browser.post(there, {"reason": "Late."})
    assert "its team stays as it was" in page.content.decode()
    member.refresh_from_db()
    assert member.state == MemberState.ACCEPTED
