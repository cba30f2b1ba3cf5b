"""The agenda: order and times, proposals, what began when, and what came of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.assemblies.domain import agenda, papers
from consultations.assemblies.domain.session_recording import set_recording
from consultations.assemblies.enums import Outcome, ProposalState
from consultations.assemblies.models import AgendaItem
from consultations.assemblies.queries.sessions import clock_of
from core.errors import NotAllowed, Refused
from tests.consultations.assemblies.conftest import begin
from tests.consultations.assemblies.factories import (
    BodyPageFactory,
    ItemInterestFactory,
    MemberFactory,
    PaperFactory,
    ProposalFactory,
    SessionPageFactory,
)
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def times(session):
    return [(one.title, one.position, one.begins_after) for one in AgendaItem.objects.filter(session=session)]


@pytest.fixture
def three(session, secretariat):
    for title, takes in (("A", 10), ("B", 20), ("C", 30)):
        agenda.add_item(session=session, title=title, takes=takes, by=secretariat)
    return list(AgendaItem.objects.filter(session=session))


@pytest.fixture
def proposal(body):
    return ProposalFactory(
        body=body, title="Speak of carers", seconded_by=MemberFactory(), seconded_at=timezone.now(), state="seconded"
    )


class TestOrder:
    def test_times_follow_from_the_order(self, session, three, secretariat):
        assert times(session) == [("A", 1, 0), ("B", 2, 10), ("C", 3, 30)]
        agenda.move_item(item=three[2], up=True, by=secretariat)
        assert times(session) == [("A", 1, 0), ("C", 2, 10), ("B", 3, 40)]
        agenda.change_item(item=three[0], title="A", takes=15, by=secretariat)
        assert times(session) == [("A", 1, 0), ("C", 2, 15), ("B", 3, 45)]
        agenda.take_off(item=three[0], by=secretariat)
        assert times(session) == [("C", 1, 0), ("B", 2, 30)]

    def test_nothing_moves_beyond_the_ends(self, session, three, secretariat):
        agenda.move_item(item=three[0], up=True, by=secretariat)
        agenda.move_item(item=three[2], up=False, by=secretariat)
        assert times(session) == [("A", 1, 0), ("B", 2, 10), ("C", 3, 30)]

    @pytest.mark.parametrize(
        ("title", "takes", "why"), [(" ", 10, "Enter a title"), ("A", 0, "from 1 to 480"), ("A", 481, "480")]
    )
    def test_bad_input_changes_nothing(self, session, secretariat, title, takes, why):
        with pytest.raises(Refused, match=why):
            agenda.add_item(session=session, title=title, takes=takes, by=secretariat)
        assert times(session) == []

    def test_only_the_secretariat(self, session):
        with pytest.raises(NotAllowed):
            agenda.add_item(session=session, title="A", by=UserFactory())

    def test_not_once_it_is_over(self, ended, secretariat):
        with pytest.raises(Refused, match="This session is over"):
            agenda.add_item(session=ended, title="A", by=secretariat)

    def test_what_hangs_on_an_item_keeps_it(self, session, three, secretariat):
        PaperFactory(session=session, item=three[0])
        ItemInterestFactory(item=three[1])
        for item, why in ((three[0], "It has papers"), (three[1], "declared interests")):
            with pytest.raises(Refused, match=why):
                agenda.take_off(item=item, by=secretariat)

    def test_a_paper_that_was_withdrawn_does_not(self, session, three, secretariat):
        paper = papers.draft(session=session, title="Costs", text="Sums.", item=three[0], by=secretariat)
        papers.withdraw(paper=paper, because="It was of another item.", by=secretariat)
        agenda.take_off(item=three[0], by=secretariat)
        paper.refresh_from_db()
        assert (paper.item, paper.session_id) == (None, session.pk)


class TestProposals:
    def test_what_was_seconded_is_put_on_and_taken_off_again(self, session, proposal, secretariat):
        item = agenda.put_on(proposal=proposal, session=session, by=secretariat)
        proposal.refresh_from_db()
        assert (item.title, item.proposal, proposal.state) == (proposal.title, proposal, ProposalState.SCHEDULED)
        agenda.take_off(item=item, by=secretariat)
        proposal.refresh_from_db()
        assert proposal.state == ProposalState.SECONDED

    def test_not_what_nobody_seconded(self, session, body, secretariat):
        with pytest.raises(Refused, match="it is proposed"):
            agenda.put_on(proposal=ProposalFactory(body=body), session=session, by=secretariat)

    def test_not_what_another_body_was_asked(self, session, proposal, secretariat):
        proposal.body = BodyPageFactory(parent=session.get_parent().get_parent())
        with pytest.raises(Refused, match="a session of the body"):
            agenda.put_on(proposal=proposal, session=session, by=secretariat)


class TestOutcome:
    def test_it_is_recorded_and_corrected(self, begun, item, secretariat):
        agenda.conclude(item=item, outcome=Outcome.NOTED, text="", by=secretariat)
        row = agenda.conclude(item=item, outcome=Outcome.DECISION, text="Go on.", by=secretariat)
        assert (row.outcome, row.outcome_text) == (Outcome.DECISION, "Go on.")

    def test_advice_needs_its_words(self, begun, item, secretariat):
        with pytest.raises(Refused, match="in the words that were agreed"):
            agenda.conclude(item=item, outcome=Outcome.ADVICE, text=" ", by=secretariat)

    def test_not_before_it_began(self, item, secretariat):
        with pytest.raises(Refused, match="while the session goes on"):
            agenda.conclude(item=item, outcome=Outcome.NOTED, text="", by=secretariat)

    def test_a_proposal_is_concluded_with_it(self, session, proposal, members, secretariat):
        item = agenda.put_on(proposal=proposal, session=session, by=secretariat)
        begin(session, members, secretariat)
        agenda.conclude(item=item, outcome=Outcome.NOTED, text="", by=secretariat)
        proposal.refresh_from_db()
        assert proposal.state == ProposalState.CONCLUDED


class TestDeferring:
    def test_it_is_copied_to_the_other_session(self, begun, item, body, secretariat):
        other = SessionPageFactory(parent=body)
        row = agenda.defer(item=item, to=other, text="No time.", by=secretariat)
        assert (row.outcome, row.deferred_to, row.outcome_text) == (Outcome.DEFERRED, other, "No time.")
        assert times(other) == [("What prevention costs", 1, 0)]

    def test_a_proposal_without_a_day_waits_again(self, session, proposal, members, secretariat):
        item = agenda.put_on(proposal=proposal, session=session, by=secretariat)
        begin(session, members, secretariat)
        agenda.defer(item=item, to=None, by=secretariat)
        proposal.refresh_from_db()
        assert proposal.state == ProposalState.SECONDED

    def test_only_to_a_session_of_the_body_that_is_ahead(self, begun, item, body, secretariat):
        elsewhere = SessionPageFactory(parent=BodyPageFactory(parent=body.get_parent()))
        for to, why in ((elsewhere, "another session of this body"), (begun, "another session of this body")):
            with pytest.raises(Refused, match=why):
                agenda.defer(item=item, to=to, by=secretariat)
        over = SessionPageFactory(parent=body, state="cancelled")
        with pytest.raises(Refused, match="did not begin yet"):
            agenda.defer(item=item, to=over, by=secretariat)

    def test_what_was_deferred_gets_no_outcome_here(self, begun, item, secretariat):
        agenda.defer(item=item, to=None, by=secretariat)
        with pytest.raises(Refused, match="It was deferred"):
            agenda.conclude(item=item, outcome=Outcome.NOTED, text="", by=secretariat)


class TestTimes:
    def test_when_it_began_has_a_place_in_the_recording(self, begun, item, secretariat):
        begun.recording_link = "https://example.org/session.mp4"
        begun.save()
        start = timezone.now() - timedelta(minutes=4)
        set_recording(session=begun, started_at=start, adjustment=-10, by=secretariat)
        row = agenda.begin_item(item=item, at=start + timedelta(seconds=90), by=secretariat)
        clock = clock_of(begun)
        assert clock.offset(row.began_at) == 80
        assert clock.link_at(80) == "https://example.org/session.mp4#t=80"

    def test_times_at_which_there_was_no_session(self, begun, item, secretariat):
        now = timezone.now()
        for at, why in ((now + timedelta(hours=1), "in the future"), (now - timedelta(days=1), "can't be before")):
            with pytest.raises(Refused, match=why):
                agenda.begin_item(item=item, at=at, by=secretariat)
            with pytest.raises(Refused, match=why):
                set_recording(session=begun, started_at=at, by=secretariat)
        with pytest.raises(Refused, match="an hour or less"):
            set_recording(session=begun, started_at=now, adjustment=3601, by=secretariat)

    def test_not_before_it_began(self, item, secretariat):
        with pytest.raises(Refused, match="did not begin yet"):
            agenda.begin_item(item=item, by=secretariat)

    def test_afterwards_one_says_when(self, ended, item, secretariat):
        with pytest.raises(Refused, match="Enter when it began"):
            agenda.begin_item(item=item, by=secretariat)
        with pytest.raises(Refused, match="can't be after"):
            agenda.begin_item(item=item, at=timezone.now() + timedelta(seconds=5), by=secretariat)
