"""What members propose: seconded by another, put on an agenda, withdrawn."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.assemblies.domain import agenda, proposals
from consultations.assemblies.enums import ProposalState, SessionState
from consultations.assemblies.models import Proposal, Term
from consultations.assemblies.queries.proposals import to_second
from core.audit import entries_about
from core.errors import NotAllowed, Refused
from tests.consultations.assemblies.factories import AgendaItemFactory, BodyPageFactory, SessionPageFactory
from tests.consultations.assemblies.sitting import member_on
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(db):
    return BodyPageFactory()


@pytest.fixture
def proposer(body):
    return member_on(body)


@pytest.fixture
def other(body):
    return member_on(body)


@pytest.fixture
def proposal(body, proposer):
    return proposals.propose(body=body, title="Speak of carers", text="Nobody asked them.", by=proposer.user)


def test_a_member_proposes_and_it_is_logged(proposal, proposer):
    assert (proposal.state, proposal.proposed_by) == (ProposalState.PROPOSED, proposer)
    assert [one.action for one in entries_about(proposal)] == ["proposal.propose"]


def test_nobody_without_a_seat_proposes_or_seconds(body, proposal, secretariat):
    stranger = member_on(BodyPageFactory())
    for user in (stranger.user, secretariat, UserFactory()):
        with pytest.raises(NotAllowed):
            proposals.propose(body=body, title="A", text="B", by=user)
        with pytest.raises(NotAllowed):
            proposals.second(proposal=proposal, by=user)
    assert Proposal.objects.get().state == ProposalState.PROPOSED


def test_another_member_seconds_and_never_its_own(proposal, proposer, other):
    with pytest.raises(Refused) as refused:
        proposals.second(proposal=proposal, by=proposer.user)
    assert refused.value.reasons == ["You proposed this, so another member has to second it."]
    seconded = proposals.second(proposal=proposal, by=other.user)
    assert (seconded.state, seconded.seconded_by) == (ProposalState.SECONDED, other)


def test_whose_term_ended_seconds_nothing(proposal, other):
    Term.objects.filter(member=other).update(ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NotAllowed):
        proposals.second(proposal=proposal, by=other.user)


class TestOntoAnAgenda:
    @pytest.fixture
    def seconded(self, proposal, other):
        return proposals.second(proposal=proposal, by=other.user)

    def test_after_what_is_there(self, body, seconded, secretariat):
        session = SessionPageFactory(parent=body)
        AgendaItemFactory(session=session, position=4, begins_after=30, takes=20)
        item = agenda.put_on(proposal=seconded, session=session, by=secretariat)
        assert (item.title, item.position, item.begins_after, item.proposal) == ("Speak of carers", 5, 50, seconded)
        assert Proposal.objects.get().state == ProposalState.SCHEDULED

    def test_never_before_it_was_seconded(self, body, proposal, secretariat):
        session = SessionPageFactory(parent=body)
        with pytest.raises(Refused):
            agenda.put_on(proposal=proposal, session=session, by=secretariat)
        assert session.items.count() == 0

    def test_not_of_another_body_nor_once_it_is_over(self, body, seconded, secretariat):
        over = SessionPageFactory(parent=body, state=SessionState.MINUTES_DRAFT)
        for session in (SessionPageFactory(), over):
            with pytest.raises(Refused):
                agenda.put_on(proposal=seconded, session=session, by=secretariat)
            assert session.items.count() == 0

    def test_by_the_secretariat_alone(self, body, seconded, other):
        with pytest.raises(NotAllowed):
            agenda.put_on(proposal=seconded, session=SessionPageFactory(parent=body), by=other.user)


def test_withdrawn_by_who_proposed_it_or_the_secretariat(proposal, proposer, other, secretariat, body):
    with pytest.raises(NotAllowed):
        proposals.withdraw(proposal=proposal, by=other.user)
    assert proposals.withdraw(proposal=proposal, by=proposer.user).state == ProposalState.WITHDRAWN
    second = proposals.propose(body=body, title="A", text="B", by=proposer.user)
    assert proposals.withdraw(proposal=second, by=secretariat).state == ProposalState.WITHDRAWN


def test_what_waits_for_a_second_member(proposal, proposer, other):
    assert list(to_second(other)) == [proposal]
    assert list(to_second(proposer)) == []
    assert list(to_second(member_on(BodyPageFactory()))) == []
