"""What is for good is there once, however often its form was sent; and what somebody else wrote meanwhile is not written over."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.assemblies.domain import agenda, balloting, minutes, papers
from consultations.assemblies.domain.members import change_member
from consultations.assemblies.domain.terms_of_reference import publish_terms_of_reference
from consultations.assemblies.enums import Choice, Outcome
from consultations.assemblies.models import (
    Advice,
    AgendaItem,
    Interest,
    Member,
    MemberVote,
    Minutes,
    Paper,
    Proposal,
    Reply,
    Seat,
    TermsOfReference,
)
from core.errors import Refused
from tests.consultations.assemblies.factories import AdviceFactory, PaperFactory, SeatCategoryFactory, SeatFactory
from tests.consultations.assemblies.sitting import member_on, sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(signed_in, secretariat):
    return signed_in(secretariat)


def address(name, *args):
    return reverse(f"assemblies:{name}", args=args)


def day(name, one):
    return {f"{name}_day": one.day, f"{name}_month": one.month, f"{name}_year": one.year}


def opened(browser, url):
    """Return what a form holds when its page is opened."""
    form = browser.get(url).context["form"]
    drawn = {one.html_name: one.value() for one in form if one.name not in ("on", "adopted_on", "item")}
    return {name: "" if value is None else value for name, value in drawn.items()}


def twice(browser, url, **data):
    for _time in range(2):
        browser.post(url, data)


class TestTwice:
    def test_a_proposal(self, signed_in, body):
        member = member_on(body)
        twice(signed_in(member.user), address("propose", body.pk), name="Carers", text="Nobody asked them.")
        assert Proposal.objects.get().proposed_by == member

    def test_an_interest(self, signed_in, body):
        member = member_on(body)
        twice(signed_in(member.user), address("declare", member.pk), kind="gift", what="A cake")
        assert Interest.objects.get().what == "A cake"

    def test_advice(self, browser, body):
        days = {**day("given_on", timezone.localdate()), **day("reply_due", timezone.localdate())}
        given = {"name": "Count carers", "text": "All.", "horizon": "short", "asked": "The ministry", **days}
        twice(browser, address("advice_give", body.pk), **given)
        assert Advice.objects.get().title == "Count carers"
        browser.post(address("advice_give", body.pk), {**given, "text": "Some."})
        assert Advice.objects.count() == 2

    def test_a_reply(self, browser, body):
        advice = AdviceFactory(body=body)
        url = address("advice_act", body.pk, advice.reference, "reply")
        twice(browser, url, who="The ministry", text="We will.", **day("received_on", timezone.localdate()))
        assert Reply.objects.get().text == "We will."

    def test_seats(self, browser, body):
        """None is ever taken away again, so a second sending says how many there are."""
        url = address("add_seats", body.pk, SeatCategoryFactory(body=body).pk)
        data = {**opened(browser, url), "count": 3}
        browser.post(url, data)
        page = browser.post(url, data).content.decode()
        assert page.count("This category has 3 seats by now") == 2
        assert Seat.objects.count() == 3

    def test_what_is_written_anew_is_saved_once_and_refused_never(self, browser, session, item, ended):
        for url in (
            address("session_minutes", session.pk),
            address("new_terms_of_reference", session.get_parent().pk),
        ):
            data = {**opened(browser, url), "text": "They spoke.", **day("adopted_on", timezone.localdate())}
            assert [browser.post(url, data).status_code for _time in range(2)] == [302, 302]
        assert (Minutes.objects.count(), TermsOfReference.objects.count()) == (1, 1)

    def test_what_is_changed_is_no_conflict_with_itself(self, browser, session, item, body):
        member, paper = member_on(body), PaperFactory(session=session)
        for url in (
            address("session_item_change", session.pk, item.pk),
            address("session_paper_change", session.pk, paper.pk),
            address("desk_member", body.pk, member.pk),
        ):
            form = opened(browser, url)
            data = {**form, "text": "New words", "biography": "New words"}
            assert [browser.post(url, data).status_code for _time in range(2)] == [302, 302]
        changed = AgendaItem.objects.get().text, Paper.objects.get().text, Member.objects.get(pk=member.pk).biography
        assert changed == ("New words", "<p>New words</p>", "New words")


class TestMeanwhile:
    """Two open a page, the first saves: the second reads both texts, and then saves what they make of them."""

    def refused(self, browser, url, data, *words):
        response = browser.post(url, data)
        page = response.content.decode()
        assert "meanwhile" in page
        assert [one for one in words if one not in page] == []
        return {**data, "after": response.context["form"]["after"].value()}

    def test_an_item(self, browser, session, item, secretariat):
        url = address("session_item_change", session.pk, item.pk)
        data = {**opened(browser, url), "text": "My words"}
        agenda.change_item(item=item, title=item.title, text="Their words", takes=25, by=secretariat)
        again = self.refused(browser, url, data, "My words", "<p>Their words</p>", "<p>25</p>")
        assert AgendaItem.objects.get().text == "Their words"
        browser.post(url, {**again, "text": "Both"})
        assert AgendaItem.objects.get().text == "Both"

    def test_an_outcome(self, browser, begun, item, secretariat):
        url = address("session_item_outcome", begun.pk, item.pk)
        data = {**opened(browser, url), "outcome": "noted", "text": "My words"}
        agenda.conclude(item=item, outcome=Outcome.DECISION, text="Their words", by=secretariat)
        again = self.refused(browser, url, data, "My words", "<p>Decision</p>", "<p>Their words</p>")
        assert AgendaItem.objects.get().outcome_text == "Their words"
        browser.post(url, again)
        assert AgendaItem.objects.get().outcome_text == "My words"

    def test_a_member(self, browser, body, secretariat):
        member = member_on(body)
        url = address("desk_member", body.pk, member.pk)
        data = {**opened(browser, url), "biography": "My words"}
        change_member(member=member, biography="Their words", by=secretariat)
        again = self.refused(browser, url, data, "My words", "<p>Their words</p>")
        assert Member.objects.get().biography == "Their words"
        browser.post(url, again)
        assert Member.objects.get().biography == "My words"

    def test_terms_of_reference(self, browser, body, secretariat):
        url = address("new_terms_of_reference", body.pk)
        data = {**opened(browser, url), "text": "My words", **day("adopted_on", timezone.localdate())}
        publish_terms_of_reference(
            body=body, text="<p>Theirs</p>", change="", adopted_on=timezone.localdate(), by=secretariat
        )
        again = self.refused(browser, url, {**data, "change": "All"}, "My words", "<p>Theirs</p>")
        assert TermsOfReference.objects.get().text == "<p>Theirs</p>"
        browser.post(url, again)
        assert list(TermsOfReference.objects.order_by("number").values_list("text", flat=True)) == [
            "<p>Theirs</p>",
            "<p>My words</p>",
        ]

    def test_a_paper_that_nobody_read_is_not_published(self, browser, session, secretariat):
        paper = PaperFactory(session=session)
        url = address("session_paper_publish", session.pk, paper.pk)
        data = opened(browser, url)
        papers.change(paper=paper, title="Costs", text="With a name in it", by=secretariat)
        for _time in range(2):  # this page does not show the paper, so sending it again is not reading
            data = self.refused(browser, url, data, "Read it again before you publish it")
        assert Paper.objects.get().published_at is None

    def test_minutes_that_nobody_read_are_not_agreed(self, browser, ended, secretariat):
        minutes.write(session=ended, text="One", by=secretariat)
        url = address("session_agree", ended.pk)
        data = {**opened(browser, url), **day("on", timezone.localdate())}
        minutes.write(session=ended, text="Two", change="More", after=1, by=secretariat)
        for _time in range(2):
            data = self.refused(browser, url, data, "Somebody wrote version 2 meanwhile")
        assert set(Minutes.objects.values_list("agreed_on", flat=True)) == {None}


class TestVotes:
    def test_no_outcome_comes_before_the_count(self, secretariat):
        here = sitting()
        ballot = balloting.open_ballot(item=here.item, question="Shall it be advised?", by=secretariat)
        for verb in (
            lambda: agenda.conclude(item=here.item, outcome=Outcome.NOTED, text="", by=secretariat),
            lambda: agenda.defer(item=here.item, to=None, by=secretariat),
        ):
            with pytest.raises(Refused, match="A vote on this item is open"):
                verb()
        balloting.cast(ballot=ballot, choice=Choice.FOR, by=here.members[0].user)
        balloting.close_ballot(ballot=ballot, by=secretariat)
        assert agenda.conclude(item=here.item, outcome=Outcome.NOTED, text="", by=secretariat).outcome == "noted"
        with pytest.raises(Refused, match="This vote is closed"):
            balloting.cast(ballot=ballot, choice=Choice.AGAINST, by=here.members[0].user)
        assert MemberVote.objects.get().choice == Choice.FOR


def test_a_term_may_last_to_the_last_day_there_is(browser, body):
    seat = SeatFactory(category=SeatCategoryFactory(body=body))
    days = {**day("begins_on", timezone.localdate() - timedelta(days=1)), **day("ends_on", date.max)}
    given = {"name": "Ada", "capacity": "personal", **days}
    assert browser.post(address("appoint", body.pk, seat.pk), given).status_code == 302
    page = browser.post(address("appoint", body.pk, seat.pk), {**given, "name": "Bob"}).content.decode()
    assert page.count("until 31 December 9999") == 2


def test_whoever_lost_their_seat_while_they_wrote_has_their_words_back(signed_in, body):
    """And nothing that the page sent along by itself."""
    member = member_on(body)
    browser = signed_in(member.user)
    member.terms.update(ends_on=timezone.localdate() - timedelta(days=1))
    given = {"name": "Carers", "text": "Nobody asked them.", "after": "6f1a", "stood": "{}"}
    response = browser.post(address("propose", body.pk), given)
    page = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (403, "no-store, private")
    assert "Nobody asked them.</textarea>" in page
    assert "6f1a" not in page
