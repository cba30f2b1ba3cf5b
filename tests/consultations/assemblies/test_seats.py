"""Seats: who may be given one, from when to when, and what is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.assemblies.domain import seats
from consultations.assemblies.domain.members import add_member, change_member, link_account
from consultations.assemblies.domain.terms_of_reference import publish_terms_of_reference
from consultations.assemblies.enums import Capacity
from consultations.assemblies.models import Member, Term, TermsOfReference
from consultations.assemblies.queries.bodies import vacancies
from consultations.assemblies.queries.seats import seating
from core.audit import entries_about
from core.errors import NotAllowed, Refused
from core.templatetags.moments import day
from tests.consultations.assemblies.factories import MemberFactory, SeatCategoryFactory, SeatFactory, TermFactory
from tests.core.at_once import at_once
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def written(days):
    return day(today(days)).split(">")[1].split("<")[0]


@pytest.fixture
def appoint(seat, secretariat):
    """`appoint(-10, 5)` gives the seat to somebody from ten days ago until in five days."""

    def appointed(first, last=None, **more):
        values = {"seat": seat, "member": more.pop("member", None) or MemberFactory(), "by": secretariat, **more}
        return seats.appoint(begins_on=today(first), ends_on=None if last is None else today(last), **values)

    return appointed


class TestAppoint:
    def test_it_is_logged_and_the_vacancy_is_off(self, seat, body, appoint, secretariat):
        seats.describe_vacancy(seat=seat, how_to_apply="Write to us.", apply_by=today(3), by=secretariat)
        term = appoint(0, 365)
        seat.refresh_from_db()
        assert (seat.how_to_apply, seat.apply_by, seat.advertised_at) == ("", None, None)
        assert entries_about(body).last().details["term"] == term.pk
        assert entries_about(body).last().action == "body.appoint"

    @pytest.mark.parametrize(
        ("first", "last"), [(-5, 3), (10, 20), (0, None), (-50, None), (-20, -10), (2, 4), (-10, -10), (10, 10)]
    )
    def test_two_never_hold_a_seat_on_one_day(self, appoint, first, last):
        holder = appoint(-10, 10)
        with pytest.raises(Refused) as refused:
            appoint(first, last)
        free = written(11)
        assert refused.value.reasons == [
            f"{holder.member.name} holds this seat from {written(-10)} until {written(10)}. It is free from {free}."
        ]
        assert Term.objects.count() == 1

    @pytest.mark.parametrize(("first", "last"), [(11, None), (11, 11), (-20, -11)])
    def test_the_days_around_are_free(self, appoint, first, last):
        appoint(-10, 10)
        assert appoint(first, last).begins_on == today(first)

    def test_a_seat_without_a_last_day_is_not_free(self, appoint):
        holder = appoint(-10)
        with pytest.raises(Refused, match="and no last day is set") as refused:
            appoint(500)
        assert holder.member.name in str(refused.value)

    def test_the_end_is_not_before_the_beginning(self, appoint):
        with pytest.raises(Refused, match="must not be before the first"):
            appoint(0, -1)

    def test_nobody_has_two_seats_of_one_body(self, appoint, seat):
        member = MemberFactory(name="Ada")
        appoint(0, 10, member=member)
        other = SeatFactory(category=seat.category, number=2)
        with pytest.raises(Refused, match="Ada then holds seat 1 of “Carers”"):
            appoint(5, 20, member=member, seat=other)
        appoint(11, 20, member=member, seat=other)
        appoint(0, 10, member=member, seat=SeatFactory())  # of another body

    def test_capacity_and_organisation_fit(self, appoint):
        with pytest.raises(Refused, match="Name the organisation they serve for"):
            appoint(0, capacity=Capacity.ORGANISATION)
        with pytest.raises(Refused, match="serves for no organisation"):
            appoint(0, organisation_name="A trust")
        board = OrganisationFactory(name="A board")
        term = appoint(0, capacity=Capacity.ORGANISATION, organisation=board)
        assert (term.organisation, term.organisation_name) == (board, "A board")

    def test_somebody_new_is_written_down_only_if_they_are_appointed(self, appoint, seat, secretariat):
        appoint(0)
        before = Member.objects.count()
        with pytest.raises(Refused):
            seats.appoint_somebody_new(seat=seat, name="Bo", begins_on=today(), ends_on=None, by=secretariat)
        assert Member.objects.count() == before

    def test_nobody_else_may(self, appoint, body):
        for person in (UserFactory(), UserFactory(moderator=True)):
            with pytest.raises(NotAllowed):
                appoint(0, by=person)
        assert Term.objects.count() == 0


class TestTerms:
    def test_an_end_is_public_with_its_reason(self, appoint, secretariat):
        term = seats.end_term(term=appoint(-10, 50), ends_on=today(), reason="Stepped down", by=secretariat)
        assert (term.ends_on, term.ended_because) == (today(), "Stepped down")
        assert appoint(1).begins_on == today(1)

    @pytest.mark.parametrize(
        ("last", "reason", "why"),
        [
            (-11, "x", "The last day must not be before"),
            (51, "x", "For more time, appoint them again"),
            (5, "", "Say why the term ends."),
        ],
    )
    def test_what_is_refused(self, appoint, secretariat, last, reason, why):
        term = appoint(-10, 50)
        with pytest.raises(Refused, match=why):
            seats.end_term(term=term, ends_on=today(last), reason=reason, by=secretariat)
        term.refresh_from_db()
        assert (term.ends_on, term.ended_because) == (today(50), "")

    def test_what_ended_stays(self, appoint, secretariat):
        term = appoint(-10, -1)
        with pytest.raises(Refused, match="This term ended on"):
            seats.end_term(term=term, ends_on=today(-2), reason="x", by=secretariat)
        with pytest.raises(Refused, match="This term ended on"):
            seats.make_co_chair(term=term, by=secretariat)

    def test_co_chair_on_and_off(self, appoint, secretariat):
        term = appoint(-10)
        assert seats.make_co_chair(term=term, by=secretariat).is_co_chair
        assert not seats.make_co_chair(term=term, by=secretariat, is_co_chair=False).is_co_chair


class TestCategories:
    def test_names_are_taken_once(self, body, seat, secretariat):
        with pytest.raises(Refused, match="a category of that name"):
            seats.add_category(body=body, name="carers", quota=1, by=secretariat)
        other = seats.add_category(body=body, name="Leaders", quota=3, by=secretariat)
        with pytest.raises(Refused, match="a category of that name"):
            seats.change_category(category=other, name="Carers", quota=3, by=secretariat)
        changed = seats.change_category(category=other, name="leaders", quota=4, by=secretariat)
        assert (changed.name, changed.quota) == ("leaders", 4)

    def test_seats_go_on_counting(self, seat, secretariat):
        added = seats.add_seats(category=seat.category, count=2, by=secretariat)
        assert [one.number for one in added] == [2, 3]
        with pytest.raises(Refused, match="Add from 1 to 30 seats"):
            seats.add_seats(category=seat.category, count=31, by=secretariat)


class TestVacancy:
    def test_it_says_how_to_apply(self, seat, secretariat):
        row = seats.describe_vacancy(seat=seat, how_to_apply="Write.", apply_by=today(), by=secretariat)
        first = row.advertised_at
        row = seats.describe_vacancy(seat=seat, how_to_apply="Write soon.", apply_by=today(2), by=secretariat)
        assert (row.how_to_apply, row.apply_by, row.advertised_at) == ("Write soon.", today(2), first)
        row = seats.describe_vacancy(seat=seat, how_to_apply="", apply_by=today(2), by=secretariat)
        assert (row.how_to_apply, row.apply_by, row.advertised_at) == ("", None, None)

    def test_not_for_a_day_that_passed_nor_a_seat_nobody_leaves(self, seat, appoint, secretariat):
        with pytest.raises(Refused, match="must not have passed"):
            seats.describe_vacancy(seat=seat, how_to_apply="Write.", apply_by=today(-1), by=secretariat)
        appoint(-5)
        with pytest.raises(Refused, match="and no last day is set"):
            seats.describe_vacancy(seat=seat, how_to_apply="Write.", apply_by=today(9), by=secretariat)

    def test_a_seat_that_somebody_is_to_hold_is_none(self, body, seat, appoint):
        SeatFactory(category=seat.category, number=2)
        assert vacancies() == {body.pk: 2}
        appoint(10)
        assert vacancies() == {body.pk: 1}


class TestHistory:
    def test_who_sat_on_which_day(self, body, seat, appoint):
        first, second = appoint(-100, -51), appoint(-50)

        def held(days):
            ((_category, (place,)),) = seating(body, today(days))
            return place.term, place.next_term

        assert held(-101) == (None, first)
        assert held(-100) == held(-51) == (first, second)
        assert held(-50) == held(0) == (second, None)


class TestMembers:
    def test_an_account_is_one_members(self, secretariat):
        user = UserFactory()
        first, second = MemberFactory(name="Ada", user=user), MemberFactory()
        with pytest.raises(Refused, match="With this account comes in: Ada"):
            link_account(member=second, user=user, by=secretariat)
        assert link_account(member=first, user=None, by=secretariat).user is None
        assert link_account(member=second, user=user, by=secretariat).user == user

    def test_the_log_holds_nobodys_words(self, secretariat):
        member = add_member(name="Planted", by=secretariat)
        change_member(member=member, biography="Planted too", by=secretariat)
        link_account(member=member, user=UserFactory(email="planted@example.org"), by=secretariat)
        assert [one.action for one in entries_about(member)] == ["member.add", "member.change", "member.link_account"]
        assert "lanted" not in "".join(str(one.details) for one in entries_about(member))

    def test_others_may_not(self):
        with pytest.raises(NotAllowed):
            add_member(name="Eve", by=UserFactory())


class TestTermsOfReference:
    def test_versions_stay(self, body, secretariat):
        publish = {"body": body, "by": secretariat}
        publish_terms_of_reference(text="<p>One.</p><script>x</script>", change="", adopted_on=today(-9), **publish)
        publish_terms_of_reference(text="<p>Two.</p>", change="More.", adopted_on=today(), **publish)
        assert [(one.number, one.text) for one in TermsOfReference.objects.filter(body=body)] == [
            (2, "<p>Two.</p>"),
            (1, "<p>One.</p>&lt;script&gt;x&lt;/script&gt;"),
        ]

    @pytest.mark.parametrize(
        ("given", "why"),
        [
            (("<p> </p>", "x", 0), "Enter the terms of reference."),
            (("<p>One.</p>", "x", 0), "This is the text of version 1"),
            (("<p>Two.</p>", "", 0), "Say what changed, and why."),
            (("<p>Two.</p>", "x", 1), "must not be in the future"),
            (("<p>Two.</p>", "x", -10), "before the version before it"),
        ],
    )
    def test_what_is_refused(self, body, secretariat, given, why):
        text, change, days = given
        publish = {"body": body, "by": secretariat}
        publish_terms_of_reference(text="<p>One.</p>", change="", adopted_on=today(-9), **publish)
        with pytest.raises(Refused, match=why):
            publish_terms_of_reference(text=text, change=change, adopted_on=today(days), **publish)
        assert body.terms_of_reference.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_are_given_one_seat_at_the_same_moment():
    seat, secretary = SeatFactory(category=SeatCategoryFactory()), UserFactory(secretariat=True)
    members = [MemberFactory(), MemberFactory()]
    refused = []

    def appoint(number):
        try:
            seats.appoint(seat=seat, member=members[number], begins_on=today(), ends_on=None, by=secretary)
        except Refused as refusal:
            refused.append(refusal)

    at_once(appoint, threads=2)
    assert (Term.objects.count(), len(refused)) == (1, 1)


def test_a_factory_term_is_of_its_body(body):
    assert TermFactory(body=body).seat.category.body == body
