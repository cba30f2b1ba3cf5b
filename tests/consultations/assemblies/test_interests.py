"""What members declare, and whether this year's review is done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.assemblies.domain import interests
from consultations.assemblies.enums import InterestKind, SessionState
from consultations.assemblies.models import Interest, InterestsReview, ItemInterest, SessionPage
from consultations.assemblies.presenters.interests import review_of
from consultations.assemblies.queries.seats import FIRST_REVIEW, ReviewStanding, reviews_of
from core.audit import entries_about
from core.errors import NotAllowed, Refused
from tests.consultations.assemblies.factories import (
    AgendaItemFactory,
    InterestFactory,
    MemberFactory,
    SessionPageFactory,
)
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def declare(term):
    def declared(by=None, **more):
        values = {"kind": InterestKind.MONEY, "what": "Planted shares", "since": None, **more}
        return interests.declare(member=term.member, by=by or term.member.user, **values)

    return declared


class TestEntries:
    def test_the_log_tells_by_whom_and_not_what(self, term, declare, secretariat):
        declare()
        declare(what="Trustee of another", by=secretariat)
        own, behalf = entries_about(term.member)
        assert ("on_their_behalf" in own.details, behalf.details["on_their_behalf"]) == (False, True)
        assert "Planted" not in f"{own.details}{behalf.details}"

    def test_nobody_declares_for_others(self, term, declare):
        for person in (UserFactory(), UserFactory(moderator=True), MemberFactory(user=UserFactory()).user):
            with pytest.raises(NotAllowed):
                declare(by=person)
        assert Interest.objects.count() == 0

    def test_an_end_is_a_day_that_can_be(self, term, declare):
        entry = declare(since=today(-10))
        for wrong, why in ((today(-11), "before it began"), (today(1), "in the future")):
            with pytest.raises(Refused, match=why):
                interests.end_interest(interest=entry, ended_on=wrong, by=term.member.user)
        assert interests.end_interest(interest=entry, ended_on=today(), by=term.member.user).ended_on == today()
        with pytest.raises(Refused, match="has ended"):
            interests.end_interest(interest=entry, ended_on=today(), by=term.member.user)

    def test_none_begins_in_the_future(self, declare):
        with pytest.raises(Refused, match="in the future"):
            declare(since=today(1))

    def test_a_review_says_whether_there_are_none(self, term, declare):
        user = term.member.user
        assert interests.review_interests(member=term.member, by=user).has_none
        entry = declare()
        assert not interests.review_interests(member=term.member, by=user).has_none
        interests.end_interest(interest=entry, ended_on=today(), by=user)
        assert interests.review_interests(member=term.member, by=user).has_none


class TestReviews:
    @pytest.mark.parametrize(
        ("last", "due", "text", "colour", "is_due"),
        [
            (None, -1, "Overdue since", "red", True),
            (None, 0, "Due by", "amber", True),
            (-335, 30, "Due by", "amber", True),
            (-1, 364, "Done; next by", "green", False),
            (-999, None, "No longer due", "grey", False),
        ],
    )
    def test_in_words(self, last, due, text, colour, is_due):
        last_on, due_on = (None if days is None else today(days) for days in (last, due))
        review = review_of(ReviewStanding(last_on, False, due_on))
        assert (review.text.startswith(text), review.colour, review.is_due) == (True, colour, is_due)

    def test_a_new_member_has_four_weeks(self, term):
        assert reviews_of([term.member])[term.member_id].due_on == term.begins_on + timedelta(days=FIRST_REVIEW)

    def test_then_a_year(self, term):
        InterestsReview.objects.create(member=term.member, at=timezone.now() - timedelta(days=364))
        assert reviews_of([term.member])[term.member_id].due_on == today(1)

    def test_whoever_left_owes_none(self, term):
        term.ends_on = today(-1)
        term.save()
        assert reviews_of([term.member])[term.member_id].due_on is None


class TestItems:
    @pytest.fixture
    def item(self, body):
        return AgendaItemFactory(session=SessionPageFactory(parent=body))

    @pytest.fixture
    def declared(self, item, term):
        return interests.declare_in_item(item=item, member=term.member, what="My employer", by=term.member.user)

    def test_once(self, item, term, declared):
        with pytest.raises(Refused, match="declared already"):
            interests.declare_in_item(item=item, member=term.member, what="Again", by=term.member.user)
        assert [one.what for one in ItemInterest.objects.all()] == ["My employer"]

    def test_by_who_sits_that_day(self, item, term):
        term.ends_on = today(13)  # the day before
        term.save()
        with pytest.raises(Refused, match="has no seat on the day of this session"):
            interests.declare_in_item(item=item, member=term.member, what="x", by=term.member.user)
        term.ends_on = today(14)
        term.save()
        assert interests.declare_in_item(item=item, member=term.member, what="x", by=term.member.user).pk

    def test_not_once_it_is_concluded(self, item, term):
        item.outcome, item.concluded_at = "noted", timezone.now()
        item.save()
        with pytest.raises(Refused, match="This item is concluded"):
            interests.declare_in_item(item=item, member=term.member, what="x", by=term.member.user)

    def test_stepping_out_and_coming_back(self, item, term, declared):
        user = term.member.user
        with pytest.raises(Refused, match="The session has not begun"):
            interests.step_out(interest=declared, by=user)
        SessionPage.objects.update(state=SessionState.LIVE)
        with pytest.raises(Refused, match="did not step out"):
            interests.come_back(interest=declared, by=user)
        out = interests.step_out(interest=declared, by=user)
        with pytest.raises(Refused, match="has stepped out already"):
            interests.step_out(interest=declared, by=user)
        back = interests.come_back(interest=declared, by=user)
        assert out.stepped_out_at <= back.came_back_at
        with pytest.raises(Refused, match="is back already"):
            interests.come_back(interest=declared, by=user)
        assert [one.action for one in entries_about(item)] == ["item.declare", "item.step_out", "item.come_back"]

    def test_not_once_the_session_is_over(self, term, declared):
        SessionPage.objects.update(state=SessionState.MINUTES_DRAFT)
        with pytest.raises(Refused, match="The session is over"):
            interests.step_out(interest=declared, by=term.member.user)


def test_an_entry_of_the_factory_is_of_somebody():
    assert InterestFactory().member.name
