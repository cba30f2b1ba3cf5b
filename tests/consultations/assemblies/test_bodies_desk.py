"""The secretariat's desk of a body: what it offers, and what a form says of bad input."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from consultations.assemblies.enums import Capacity, SessionState
from consultations.assemblies.models import Member, Seat, SeatCategory, Term, TermsOfReference
from core.templatetags.moments import day
from tests.consultations.assemblies.factories import (
    InterestFactory,
    MemberFactory,
    SeatFactory,
    SessionPageFactory,
    TermFactory,
)
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
DESK_QUERIES = 17


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def parts(name, value):
    """A date as its three boxes send it."""
    return {f"{name}_{part}": getattr(value, part) for part in ("day", "month", "year")}


@pytest.fixture
def staff(signed_in, secretariat):
    return signed_in(secretariat)


def send(browser, name, /, *args, **data):
    return browser.post(reverse(f"assemblies:{name}", args=args), data)


class TestDoor:
    NAMES = ("desk", "new_category", "new_terms_of_reference")

    @pytest.mark.parametrize("name", NAMES)
    def test_for_the_secretariat_alone(self, client, signed_in, body, term, name):
        address = reverse(f"assemblies:{name}", args=[body.pk])
        assert client.get(address).status_code == 302
        for person in (UserFactory(), UserFactory(moderator=True), term.member.user):
            assert signed_in(person).get(address).status_code == 403

    def test_a_seat_of_another_body_is_not_here(self, staff, body):
        other = SeatFactory()
        for name in ("appoint", "vacancy"):
            assert staff.get(reverse(f"assemblies:{name}", args=[body.pk, other.pk])).status_code == 404

    def test_nothing_of_it_is_cached(self, staff, body):
        assert "no-store" in staff.get(reverse("assemblies:desk", args=[body.pk]))["Cache-Control"]


class TestDesk:
    def test_seats_and_who_has_to_declare(self, staff, body, term):
        page = staff.get(reverse("assemblies:desk", args=[body.pk])).content.decode()
        assert term.member.user.email in page
        assert "Overdue since" in page
        assert reverse("assemblies:end_term", args=[body.pk, term.pk]) in page

    def test_it_leads_to_the_sessions_that_are_not_done(self, staff, body):
        held = {"starts_at": timezone.now() - timedelta(days=30)}
        drafted = SessionPageFactory(parent=body, title="Drafted", state=SessionState.MINUTES_DRAFT, **held)
        ahead = SessionPageFactory(parent=body, title="Ahead", live=False)
        agreed = SessionPageFactory(parent=body, title="Agreed", state=SessionState.MINUTES_AGREED, **held)
        page = staff.get(reverse("assemblies:desk", args=[body.pk])).content.decode()
        desks = [reverse("assemblies:session_desk", args=[one.pk]) in page for one in (drafted, ahead, agreed)]
        assert desks == [True, True, False]
        assert f"/admin/pages/add/assemblies/sessionpage/{body.pk}/" in page

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, staff, body, more, django_assert_num_queries):
        for _ in range(more):
            term = TermFactory(body=body, member__user=UserFactory())
            SeatFactory(category=term.seat.category)
            InterestFactory(member=term.member)
        address = reverse("assemblies:desk", args=[body.pk])
        staff.get(address)
        with django_assert_num_queries(DESK_QUERIES):
            staff.get(address)


class TestSeats:
    def test_a_category_with_its_seats(self, staff, body):
        there = reverse("assemblies:desk", args=[body.pk])
        assert send(staff, "new_category", body.pk, name="Carers", quota="3").url == there
        category = SeatCategory.objects.get()
        assert send(staff, "category", body.pk, category.pk, name="Carers and kin", quota="2").url == there
        assert send(staff, "add_seats", body.pk, category.pk, count="2").url == there
        category.refresh_from_db()
        assert (category.name, category.quota, category.seats.count()) == ("Carers and kin", 2, 2)

    def test_somebody_new_for_an_organisation(self, staff, body, seat):
        given = {
            "name": "Bo Example",
            "post": "Nurse",
            **parts("begins_on", today()),
            **parts("ends_on", today(365)),
            "capacity": "organisation",
            "organisation_1": "A village club",
            "is_co_chair": "on",
        }
        assert send(staff, "appoint", body.pk, seat.pk, **given).status_code == 302
        term = Term.objects.get()
        assert (term.member.name, term.member.post) == ("Bo Example", "Nurse")
        assert (term.begins_on, term.ends_on) == (today(), today(365))
        assert (term.capacity, term.organisation_name) == (Capacity.ORGANISATION, "A village club")
        assert term.is_co_chair

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            ({"name": ""}, "Choose somebody from the list, or enter a name"),
            (parts("begins_on", today(400)), "The last day must not be before the first"),
            ({"begins_on_day": ""}, "First day must include a day"),
            ({"capacity": "organisation"}, "Choose the organisation they serve for, or type its name"),
            ({"organisation_1": "A club"}, "Leave it empty for somebody who serves in a personal capacity"),
        ],
    )
    def test_bad_input_changes_nothing(self, staff, body, seat, change, fault):
        given = {"name": "Bo", **parts("begins_on", today()), **parts("ends_on", today(9)), "capacity": "personal"}
        page = send(staff, "appoint", body.pk, seat.pk, **{**given, **change})
        assert page.content.decode().count(fault) == 2  # in the summary and beside the field
        assert (Term.objects.count(), Member.objects.count()) == (0, 0)

    def test_an_overlap_names_who_and_until_when(self, staff, body, seat):
        TermFactory(seat=seat, member__name="Ada", ends_on=today(20))
        given = {"name": "Bo", **parts("begins_on", today()), "capacity": "personal"}
        page = send(staff, "appoint", body.pk, seat.pk, **given).content.decode()
        assert "Ada holds this seat from" in page
        assert day(today(20)).split(">")[1].split("<")[0] in page
        assert Term.objects.count() == 1

    def test_a_term_ends_and_a_vacancy_is_told(self, staff, body, term):
        page = send(staff, "end_term", body.pk, term.pk, **parts("ends_on", today(9)), reason="")
        assert "Enter why it ends" in page.content.decode()
        send(staff, "end_term", body.pk, term.pk, **parts("ends_on", today(9)), reason="Moves away")
        send(staff, "vacancy", body.pk, term.seat_id, how_to_apply="Write to us.", **parts("apply_by", today(5)))
        term.refresh_from_db()
        assert (term.ends_on, term.ended_because) == (today(9), "Moves away")
        assert Seat.objects.get(pk=term.seat_id).apply_by == today(5)

    def test_co_chair(self, staff, body, term):
        for said, is_one in (("yes", True), ("no", False)):
            send(staff, "co_chair", body.pk, term.pk, co_chair=said)
            term.refresh_from_db()
            assert term.is_co_chair is is_one


class TestForms:
    @pytest.mark.parametrize("name", ["new_category", "new_terms_of_reference"])
    def test_each_says_of_what_body_it_is(self, staff, body, name):
        page = staff.get(reverse(f"assemblies:{name}", args=[body.pk])).content.decode()
        assert f'<span class="nhsuk-caption-l">{body.title}</span>' in page

    @pytest.mark.parametrize("name", ["desk_member", "declare"])
    def test_each_says_of_whom_it_is(self, staff, body, term, name):
        where = [term.member.pk] if name == "declare" else [body.pk, term.member.pk]
        page = staff.get(reverse(f"assemblies:{name}", args=where)).content.decode()
        assert f'<span class="nhsuk-caption-l">{escape(term.member.name)}</span>' in page


class TestMembers:
    def test_what_is_said_of_them(self, staff, body, term):
        send(staff, "desk_member", body.pk, term.member_id, name="Ada B", post="Carer", biography="Cares.")
        term.member.refresh_from_db()
        assert (term.member.name, term.member.post, term.member.biography) == ("Ada B", "Carer", "Cares.")

    def test_their_account(self, staff, body, term):
        user = UserFactory(email="new@example.org")
        page = send(staff, "account", body.pk, term.member_id, email="nobody@example.org")
        assert "No account has this address." in page.content.decode()
        other = MemberFactory(name="Bo", user=UserFactory(email="taken@example.org"))
        page = send(staff, "account", body.pk, term.member_id, email="taken@example.org")
        assert f"With this account comes in: {other.name}." in page.content.decode()
        send(staff, "account", body.pk, term.member_id, email="NEW@example.org")
        term.member.refresh_from_db()
        assert term.member.user == user

    def test_nobody_of_another_body(self, staff, body):
        assert staff.get(reverse("assemblies:account", args=[body.pk, MemberFactory().pk])).status_code == 404


def test_terms_of_reference_are_typed_as_text(staff, body):
    send(staff, "new_terms_of_reference", body.pk, text="## One <b>\n\n2. Two", **parts("adopted_on", today()))
    assert TermsOfReference.objects.get().text == "<h2>One &lt;b&gt;</h2><p>2. Two</p>"
    page = staff.get(reverse("assemblies:new_terms_of_reference", args=[body.pk])).content.decode()
    assert "## One &lt;b&gt;\n\n2. Two</textarea>" in page
    page = send(staff, "new_terms_of_reference", body.pk, text="Three", **parts("adopted_on", today())).content.decode()
    assert "Enter what changed, and why" in page
    assert TermsOfReference.objects.count() == 1
