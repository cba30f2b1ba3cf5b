"""What everybody reads of bodies, seats, members and interests; and what nobody does."""

from datetime import timedelta

import pytest
from defusedxml import ElementTree
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from consultations.assemblies.domain import interests, seats
from consultations.assemblies.domain.terms_of_reference import publish_terms_of_reference
from consultations.assemblies.models import Member, Term
from consultations.assemblies.presenters.seats import half_circle
from consultations.assemblies.writing import text_of
from tests.consultations.assemblies.factories import (
    AgendaItemFactory,
    BodyPageFactory,
    InterestFactory,
    ItemInterestFactory,
    MemberFactory,
    SeatFactory,
    SessionPageFactory,
    TermFactory,
)
from tests.factories import ReviewPageFactory, UserFactory

pytestmark = pytest.mark.django_db

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
LIST_QUERIES, BODY_QUERIES, SEATS_QUERIES, REGISTER_QUERIES, MEMBER_QUERIES = 6, 27, 12, 10, 13


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def read(client, name, *args):
    return client.get(reverse(f"assemblies:{name}", args=args)).content.decode()


def full_body(parent=None):
    """A body with a member, a vacancy, an entry of the register, a session and a part."""
    body = BodyPageFactory(**({"parent": parent} if parent else {}))
    term = TermFactory(body=body)
    SeatFactory(category=term.seat.category, how_to_apply="Write to us.", advertised_at=timezone.now())
    InterestFactory(member=term.member)
    item = AgendaItemFactory(session=SessionPageFactory(parent=body))
    ItemInterestFactory(item=item, member=term.member)
    BodyPageFactory(parent=body)
    return body


class TestList:
    def test_each_with_its_next_session_its_vacancies_and_its_parts(self, client, body, seat):
        part = BodyPageFactory(parent=body, title="A part of it")
        SessionPageFactory(parent=body, title="Later", starts_at=timezone.now() + timedelta(days=90))
        SessionPageFactory(parent=body, title="The very next")
        page = read(client, "list")
        assert (
            page.index("The Assembly") < page.index("The very next") < page.index("1 vacancy") < page.index(part.title)
        )
        assert "Later" not in page

    def test_it_leads_to_the_advice_of_all(self, client, body):
        assert f'href="{reverse("assemblies:advice")}"' in read(client, "list")

    def test_a_page_that_is_not_there_leads_to_the_first(self, client):
        assert client.get(reverse("assemblies:list") + "?page=9").url == reverse("assemblies:list")

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, client, more, django_assert_num_queries):
        review = ReviewPageFactory()
        for _ in range(more):
            full_body(review)
        read(client, "list")
        with django_assert_num_queries(LIST_QUERIES):
            read(client, "list")

    @pytest.mark.slow
    def test_three_hundred_take_no_more(self, client, django_assert_num_queries):
        review = full_body().get_parent()
        for _ in range(298):
            BodyPageFactory(parent=review)
        read(client, "list")
        with django_assert_num_queries(LIST_QUERIES):
            page = read(client, "list")
        assert page.count('class="mh-result__title"') == 21  # a page of twenty, one of them with a part

    def test_home_and_the_review_name_it(self, client, body):
        assert "The Assembly" in client.get("/").content.decode()
        assert "The Assembly" in client.get(body.get_parent().url).content.decode()
        assert "/bodies/" in client.get("/sitemap-bodies.xml").content.decode()


class TestBody:
    def test_seats_are_drawn_and_stand_in_a_table(self, client, body, term):
        vacant = SeatFactory(category=term.seat.category, number=99, how_to_apply="Write to us.")
        page = client.get(body.url).content.decode()
        name = "Ada O&#x27;Hara"
        assert page.count(f"seat {term.seat.number}: {name}") == 2  # the link and its title
        assert f'href="#vacancy-{vacant.pk}"' in page
        assert f'id="vacancy-{vacant.pk}"' in page
        assert f'href="{reverse("assemblies:member", args=[term.member_id])}">{name}</a>' in page
        assert "1 of 2 (100% of members; quota 100%)" in page

    def test_the_next_session_comes_first(self, client, body, seat):
        SessionPageFactory(parent=body, title="The very next")
        page = client.get(body.url).content.decode()
        assert page.index("The very next") < page.index('id="seats"')

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, client, body, more, django_assert_num_queries):
        for _ in range(more):
            term = TermFactory(body=body)
            SeatFactory(category=term.seat.category)
            SessionPageFactory(parent=body)
            BodyPageFactory(parent=body)
        client.get(body.url)
        with django_assert_num_queries(BODY_QUERIES):
            client.get(body.url)

    def test_an_empty_one_says_what_will_be_there(self, client, body):
        assert "No seats yet" in client.get(body.url).content.decode()

    def test_the_desk_is_offered_to_the_secretariat(self, client, body, signed_in, secretariat):
        assert "Open the desk" not in client.get(body.url).content.decode()
        assert "Open the desk" in signed_in(secretariat).get(body.url).content.decode()


@pytest.mark.parametrize("count", [1, 2, 7, 26, 55, 90])
def test_a_plan_holds_each_seat_and_none_lies_upon_another(count):
    spots, radius = half_circle(count)
    assert len(set(spots)) == count
    apart = [
        ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 for at, (ax, ay) in enumerate(spots) for bx, by in spots[at + 1 :]
    ]
    assert min(apart, default=400) >= 2 * radius
    assert all(radius <= x <= 400 - radius for x, _y in spots)


class TestHistory:
    def test_who_sat_on_a_day(self, client, body, seat):
        TermFactory(seat=seat, member__name="Before", begins_on=today(-20), ends_on=today(-11), ended_because="Moved")
        TermFactory(seat=seat, member__name="Since", begins_on=today(-10))
        address = reverse("assemblies:seats", args=[body.pk])

        def held(day):
            page = client.get(address, {"on": day.isoformat()}).content.decode()
            table = page[page.index('id="then"') : page.index('id="every-term"')]
            return "Before" in table, "Since" in table

        assert held(today(-21)) == (True, False)  # as who holds it next
        assert held(today(-20)) == held(today(-11)) == (True, False)
        assert held(today(-10)) == held(today()) == (False, True)
        assert "Moved" in client.get(address).content.decode()

    def test_a_day_that_is_none(self, client, body):
        for wrong in ("yesterday", "", "2026-02-30", "\0"):
            page = client.get(reverse("assemblies:seats", args=[body.pk]), {"on": wrong})
            assert page.status_code == 200
            assert "There is a problem" in page.content.decode()

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, client, body, more, django_assert_num_queries):
        for _ in range(more):
            TermFactory(body=body)
        read(client, "seats", body.pk)
        with django_assert_num_queries(SEATS_QUERIES):
            read(client, "seats", body.pk)


class TestRegister:
    def test_what_each_declared(self, client, body, term):
        InterestFactory(member=term.member, what="Trustee of a hospice")
        InterestFactory(member=term.member, what="Old shares", ended_on=today(-1))
        InterestFactory(what="Of somebody else")
        for page in (read(client, "interests", body.pk), read(client, "member", term.member_id)):
            assert page.index("Trustee of a hospice") < page.index("Old shares")
            assert "Overdue since" in page
            assert "Of somebody else" not in page

    def test_that_there_are_none(self, client, body, term):
        interests.review_interests(member=term.member, by=term.member.user)
        page = read(client, "interests", body.pk)
        assert "Declared that there are none." in page
        assert "Done; next by" in page

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, client, body, more, django_assert_num_queries):
        for _ in range(more):
            InterestFactory(member=TermFactory(body=body).member)
        read(client, "interests", body.pk)
        with django_assert_num_queries(REGISTER_QUERIES):
            read(client, "interests", body.pk)

    @pytest.mark.parametrize("more", [1, 3])
    def test_a_member_takes_as_many_queries_for_more(self, client, body, more, django_assert_num_queries):
        member = MemberFactory()
        for at in range(more):
            InterestFactory(member=member)
            TermFactory(body=body, member=member, begins_on=today(-at), ends_on=today(-at))
            ItemInterestFactory(member=member, item__session__parent=body)
        read(client, "member", member.pk)
        with django_assert_num_queries(MEMBER_QUERIES):
            read(client, "member", member.pk)


class TestTermsOfReference:
    def test_versions_with_what_changed(self, client, body, secretariat):
        publish = {"body": body, "by": secretariat, "adopted_on": today()}
        assert client.get(reverse("assemblies:terms_of_reference", args=[body.pk])).status_code == 404
        publish_terms_of_reference(text="<p>It meets twice.</p>", change="", **publish)
        publish_terms_of_reference(text="<p>It meets often.</p>", change="More to do", **publish)
        page = read(client, "terms_of_reference", body.pk)
        assert '<del><span class="nhsuk-u-visually-hidden">[Removed: </span>twice.<span' in page
        assert '<ins><span class="nhsuk-u-visually-hidden">[Added: </span>often.<span' in page
        assert "More to do" in page
        first = read(client, "terms_of_reference_version", body.pk, 1)
        assert "This is an earlier version." in first
        assert client.get(reverse("assemblies:terms_of_reference_version", args=[body.pk, 3])).status_code == 404

    def test_html_as_it_was_written(self):
        assert text_of("<p>1. One &amp; all</p>\n\n<p>2. Two<br>and so on</p>") == "1. One & all\n\n2. Two\nand so on"


class TestFeed:
    def test_who_joined_and_left_vacancies_and_terms_of_reference(self, client, body, seat, secretariat):
        TermFactory(seat=seat, member__name="Bo", begins_on=today(-9), ends_on=today(-2), ended_because="Moved")
        TermFactory(seat=seat, member__name="Not yet", begins_on=today(5))
        other = SeatFactory(category=seat.category, number=2)
        seats.describe_vacancy(seat=other, how_to_apply="Write.", apply_by=None, by=secretariat)
        publish_terms_of_reference(body=body, text="<p>One</p>", change="", adopted_on=today(), by=secretariat)
        feed = client.get(reverse("assemblies:feed", args=[body.pk]))
        titles = [
            one.find("atom:title", ATOM).text
            for one in ElementTree.fromstring(feed.content).findall("atom:entry", ATOM)
        ]
        assert titles == ["Terms of reference, version 1", "Vacancy: Carers, seat 2", "Bo left", "Bo joined"]


class TestNothingLeaks:
    DOORS = (
        "list",
        "member",
        "seats",
        "interests",
        "feed",
        "/",
        "review",
        "body",
        "/sitemap-pages.xml",
        "/sitemap-bodies.xml",
    )

    def address(self, door, body, member):
        pages = {"review": body.get_parent().url, "body": body.url}
        if door in pages or door.startswith("/"):
            return pages.get(door, door)
        of = {"list": [], "member": [member.pk]}
        return reverse(f"assemblies:{door}", args=of.get(door, [body.pk]))

    @pytest.mark.parametrize("door", DOORS)
    def test_the_account_of_a_member_is_behind_no_door(self, client, body, term, door):
        user = UserFactory(email="planted@example.org", last_name="Plantedname")
        Member.objects.update(user=user)
        page = client.get(self.address(door, body, term.member))
        assert page.status_code == 200
        assert "planted" not in page.content.decode().lower()

    @pytest.mark.parametrize("door", DOORS)
    @pytest.mark.parametrize("how", ["draft", "sign-in"])
    def test_a_body_that_not_everybody_sees_is_behind_no_door(self, client, door, how):
        body = BodyPageFactory(title="Planted body", slug="planted-body")
        term = TermFactory(body=body, member__name="Planted member")
        InterestFactory(member=term.member, what="Planted interest")
        SessionPageFactory(parent=body, title="Planted session")
        if how == "draft":
            type(body).objects.update(live=False)
        else:
            PageViewRestriction.objects.create(page=body, restriction_type=PageViewRestriction.LOGIN)
        page = client.get(self.address(door, body, term.member))
        assert "Planted" not in page.content.decode()

    def test_a_member_of_two_is_shown_with_the_one_that_everybody_sees(self, client, body, term):
        hidden = BodyPageFactory(title="Planted body")
        TermFactory(body=hidden, member=term.member)
        ItemInterestFactory(member=term.member, item__session__parent=hidden, what="Planted stake")
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
        page = read(client, "member", term.member_id)
        assert "The Assembly" in page
        assert "Planted" not in page

    def test_whoever_sees_a_restricted_body_reads_its_seats_there(self, client, body, term, signed_in):
        PageViewRestriction.objects.create(page=body, restriction_type=PageViewRestriction.LOGIN)
        reader = signed_in(UserFactory())
        for address in (
            body.url,
            reverse("assemblies:seats", args=[body.pk]),
            reverse("assemblies:interests", args=[body.pk]),
        ):
            page = reader.get(address).content.decode()
            assert "Ada O&#x27;Hara" in page
            assert reverse("assemblies:member", args=[term.member_id]) not in page

    def test_somebody_who_never_sat_has_no_page(self, client):
        assert client.get(reverse("assemblies:member", args=[MemberFactory().pk])).status_code == 404
        assert Term.objects.count() == 0
