"""What waits for a member, and what they declare there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from consultations.assemblies.models import Interest, InterestsReview, ItemInterest, SessionPage
from core import panels
from tests.consultations.assemblies.factories import (
    AgendaItemFactory,
    BodyPageFactory,
    InterestFactory,
    MemberFactory,
    SessionPageFactory,
    TermFactory,
)
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
QUERIES = 22


@pytest.fixture
def member(term):
    return term.member


@pytest.fixture
def browser(signed_in, member):
    return signed_in(member.user)


@pytest.fixture
def item(body):
    return AgendaItemFactory(session=SessionPageFactory(parent=body, title="The next one"), title="What it costs")


def address(name, *args):
    return reverse(f"assemblies:{name}", args=args)


class TestDoor:
    def test_whoever_is_no_member_reads_why_not(self, client, signed_in):
        assert client.get(address("workspace")).status_code == 302
        page = signed_in(UserFactory()).get(address("workspace"))
        assert page.status_code == 403
        assert "Ask the secretariat to link your account." in page.content.decode()

    def test_nobody_reaches_what_is_anothers(self, signed_in, member, item):
        entry = InterestFactory(member=member)
        other = MemberFactory(user=UserFactory())
        doors = (
            address("own_interests", member.pk),
            address("declare", member.pk),
            address("end_interest", member.pk, entry.pk),
            address("declare_in_item", member.pk, item.pk),
        )
        for person in (other.user, UserFactory(moderator=True)):
            for door in doors:
                assert signed_in(person).get(door).status_code == 403
                assert signed_in(person).post(door, {"what": "x"}).status_code == 403
        assert (InterestsReview.objects.count(), ItemInterest.objects.count()) == (0, 0)

    def test_an_item_of_a_body_that_not_everybody_sees_has_no_title_for_members_of_others(
        self, browser, signed_in, secretariat, member, item
    ):
        inside = TermFactory(body=item.session.get_parent().specific, member=MemberFactory(user=UserFactory())).member
        elsewhere = TermFactory(body=BodyPageFactory(), member=MemberFactory(user=UserFactory())).member
        PageViewRestriction.objects.create(page=item.session.get_parent(), restriction_type="login")
        page = signed_in(elsewhere.user).get(address("declare_in_item", elsewhere.pk, item.pk))
        assert (page.status_code, item.title in page.content.decode()) == (404, False)
        for user, whose in ((inside.user, inside), (secretariat, elsewhere)):
            page = signed_in(user).get(address("declare_in_item", whose.pk, item.pk))
            assert item.title in page.content.decode()


class TestWorkspace:
    def test_what_waits(self, browser, body, member, item):
        page = browser.get(address("workspace")).content.decode()
        assert "Overdue since" in page
        assert page.index("Look through your entries") < page.index("The next one") < page.index("What it costs")
        assert address("declare_in_item", member.pk, item.pk) in page

    def test_other_rooms_add_what_they_have(self, browser, member, monkeypatch):
        told = []
        monkeypatch.setattr(panels, "_panels", [])
        panels.offer("workspace", "assemblies/workspace.html", lambda request, subject: told.append(subject))
        browser.get(address("workspace"))
        assert told == [member]

    def test_sessions_of_other_bodies_and_drafts_are_not_here(self, browser, body, item):
        SessionPageFactory(parent=BodyPageFactory(), title="Planted elsewhere")
        SessionPageFactory(parent=body, title="Planted draft", live=False)
        assert "Planted" not in browser.get(address("workspace")).content.decode()

    def test_a_member_of_a_restricted_body_sees_theirs(self, browser, body, item):
        PageViewRestriction.objects.create(page=body, restriction_type=PageViewRestriction.LOGIN)
        assert "The next one" in browser.get(address("workspace")).content.decode()

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, browser, body, member, more, django_assert_num_queries):
        for _ in range(more):
            AgendaItemFactory(session=SessionPageFactory(parent=body))
            AgendaItemFactory(session=SessionPageFactory(parent=TermFactory(member=member).seat.category.body))
            InterestFactory(member=member)
        browser.get(address("workspace"))
        with django_assert_num_queries(QUERIES):
            browser.get(address("workspace"))


class TestDeclaring:
    def test_an_entry_its_end_and_the_review(self, browser, member):
        given = {"kind": "employment", "what": "A hospice", "since_day": "1", "since_month": "2", "since_year": "2024"}
        there = address("own_interests", member.pk)
        assert browser.post(address("declare", member.pk), given).url == there
        entry = Interest.objects.get()
        assert (entry.what, entry.kind, str(entry.since)) == ("A hospice", "employment", "2024-02-01")
        assert browser.post(there).url == there
        assert "Done; next by" in browser.get(there).content.decode()
        wrong = {"ended_on_day": "1", "ended_on_month": "1", "ended_on_year": "2023"}
        page = browser.post(address("end_interest", member.pk, entry.pk), wrong).content.decode()
        assert page.count("It can&#x27;t have ended before it began.") == 2
        browser.post(address("end_interest", member.pk, entry.pk), {**wrong, "ended_on_year": "2025"})
        entry.refresh_from_db()
        assert str(entry.ended_on) == "2025-01-01"

    def test_bad_input_changes_nothing(self, browser, member):
        page = browser.post(address("declare", member.pk), {"kind": "", "what": "", "since_day": "1"}).content.decode()
        for fault in ("Select what kind of interest it is", "Enter what it is", "must include a month and year"):
            assert page.count(fault) == 2
        assert Interest.objects.count() == 0

    def test_in_an_item_and_stepping_out(self, browser, member, item):
        there = address("declare_in_item", member.pk, item.pk)
        assert "Enter what is at stake" in browser.post(there, {"what": " "}).content.decode()
        assert browser.post(there, {"what": "My employer"}).url == address("workspace")
        assert "declared already" in browser.post(there, {"what": "Again"}).content.decode()
        page = browser.get(address("workspace")).content.decode()
        assert "You declared: My employer. You do not vote on this." in page
        assert "Step out" not in page
        SessionPage.objects.update(state="live", starts_at=timezone.now() - timedelta(minutes=5))
        assert "Step out" in browser.get(address("workspace")).content.decode()
        step = address("step", member.pk, item.pk)
        assert browser.post(step, {"step": "sideways"}).status_code == 404
        browser.post(step, {"step": "out"})
        assert "You stepped out at" in browser.get(address("workspace")).content.decode()
        browser.post(step, {"step": "back"})
        page = browser.get(address("workspace")).content.decode()
        assert "You came back at" in page
        row = ItemInterest.objects.get()
        assert row.stepped_out_at <= row.came_back_at

    def test_the_secretariat_for_them(self, signed_in, secretariat, member, item):
        staff = signed_in(secretariat)
        page = staff.get(address("item_interests", item.pk)).content.decode()
        assert address("declare_in_item", member.pk, item.pk) in page
        there = staff.post(address("declare_in_item", member.pk, item.pk), {"what": "Planted stake"}).url
        assert there == address("item_interests", item.pk)
        assert "Planted stake" in staff.get(there).content.decode()
        assert "You act on the member’s behalf." in staff.get(address("own_interests", member.pk)).content.decode()

    def test_the_desk_of_the_session_leads_there_and_back(self, signed_in, secretariat, item):
        staff, desk = signed_in(secretariat), address("session_desk", item.session_id)
        assert f'href="{address("item_interests", item.pk)}"' in staff.get(desk).content.decode()
        assert f'href="{desk}"' in staff.get(address("item_interests", item.pk)).content.decode()

    def test_interests_in_an_item_are_recorded_by_the_secretariat_alone(self, browser, item):
        assert browser.get(address("item_interests", item.pk)).status_code == 403
