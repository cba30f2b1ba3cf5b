"""Votes: who may, who may not and why, and what the rule of the body makes of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.assemblies.domain import balloting, interests
from consultations.assemblies.domain.attendance import record_attendance
from consultations.assemblies.enums import Bar, Choice, DecidesBy, Presence, Result, SessionState
from consultations.assemblies.lifecycle import SESSION
from consultations.assemblies.models import (
    Attendance,
    Ballot,
    BarredMember,
    ItemInterest,
    MemberVote,
    SessionPage,
    Term,
)
from consultations.assemblies.presenters.session_page import attendance_of
from consultations.assemblies.queries.voting import open_to, voted
from core.audit import entries_about
from core.disclosure import PUBLIC, Audience, Viewer, disclose
from core.errors import NotAllowed, Refused
from tests.consultations.assemblies.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    BallotFactory,
    ItemInterestFactory,
    TermFactory,
)
from tests.consultations.assemblies.sitting import member_on, sitting
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db):
    return sitting()


@pytest.fixture
def ballot(here, secretariat):
    return balloting.open_ballot(item=here.item, question="Shall it be advised?", by=secretariat)


def refusal(verb, **given):
    with pytest.raises(Refused) as refused:
        verb(**given)
    return refused.value.reasons


class TestOpening:
    def test_by_the_rule_that_the_body_has(self, ballot):
        assert (ballot.decides_by, ballot.is_open) == (DecidesBy.MAJORITY, True)
        assert [one.action for one in entries_about(ballot)] == ["ballot.open"]

    @pytest.mark.parametrize("state", [one for one in SessionState if one is not SessionState.LIVE])
    def test_only_while_the_session_is_live(self, here, secretariat, state):
        SessionPage.objects.update(state=state)
        assert refusal(balloting.open_ballot, item=here.item, question="Why?", by=secretariat) == [
            "A vote can be opened only while the session is live."
        ]

    def test_one_at_a_time_and_none_after_the_outcome(self, here, ballot, secretariat):
        assert refusal(balloting.open_ballot, item=here.item, question="Why?", by=secretariat) == [
            "Another vote on this item is open. Close it first."
        ]
        here.item.outcome, here.item.concluded_at = "noted", timezone.now()
        here.item.save()
        assert refusal(balloting.open_ballot, item=here.item, question="Why?", by=secretariat) == [
            "This item has its outcome already, so no more is voted on it."
        ]
        assert Ballot.objects.count() == 1

    def test_by_the_secretariat_alone(self, here):
        with pytest.raises(NotAllowed):
            balloting.open_ballot(item=here.item, question="Why?", by=here.members[0].user)

    def test_a_session_does_not_end_with_one_open(self, here, ballot):
        assert "Close these votes first: “Shall it be advised?”." in SESSION.obstacles(here.session, "end")


class TestCasting:
    def test_a_vote_may_be_changed_until_the_end(self, here, ballot, secretariat):
        user = here.members[0].user
        balloting.cast(ballot=ballot, choice=Choice.FOR, by=user)
        balloting.cast(ballot=ballot, choice=Choice.AGAINST, by=user)
        assert [one.choice for one in MemberVote.objects.all()] == [Choice.AGAINST]
        balloting.close_ballot(ballot=ballot, by=secretariat)
        assert refusal(balloting.cast, ballot=ballot, choice=Choice.FOR, by=user) == ["This vote is closed."]

    def test_nobody_who_declared_an_interest(self, here, ballot):
        ItemInterestFactory(item=here.item, member=here.members[0])
        assert refusal(balloting.cast, ballot=ballot, choice=Choice.FOR, by=here.members[0].user) == [
            "You declared an interest in this item, so you take no part in its vote."
        ]
        assert MemberVote.objects.count() == 0

    def test_nobody_who_stepped_out_for_another_item_until_they_are_back(self, here, ballot):

        out = ItemInterestFactory(
            item=AgendaItemFactory(session=here.session), member=here.members[0], stepped_out_at=timezone.now()
        )
        assert refusal(balloting.cast, ballot=ballot, choice=Choice.FOR, by=here.members[0].user) == [
            "You stepped out of the session. You can vote when you have come back."
        ]
        ItemInterest.objects.filter(pk=out.pk).update(came_back_at=timezone.now())
        balloting.cast(ballot=ballot, choice=Choice.FOR, by=here.members[0].user)

    @pytest.mark.parametrize("presence", [Presence.APOLOGIES, Presence.ABSENT])
    def test_nobody_who_is_not_there(self, here, ballot, presence):
        away = member_on(here.body)
        AttendanceFactory(session=here.session, member=away, presence=presence)
        assert refusal(balloting.cast, ballot=ballot, choice=Choice.FOR, by=away.user) == [
            "You are not recorded as being there. Ask the secretariat to record you as present."
        ]

    def test_nobody_who_left_before_it(self, here, ballot):
        Attendance.objects.filter(member=here.members[0]).update(presence=Presence.LEFT)
        assert refusal(balloting.cast, ballot=ballot, choice=Choice.FOR, by=here.members[0].user) == [
            "You are recorded as having left. If you are back, ask the secretariat to record you as present."
        ]

    def test_nobody_without_a_seat_that_day(self, here, ballot, secretariat):
        Term.objects.filter(member=here.members[0]).update(begins_on=timezone.localdate() + timedelta(days=1))
        for user in (here.members[0].user, secretariat, UserFactory()):
            with pytest.raises(NotAllowed):
                balloting.cast(ballot=ballot, choice=Choice.FOR, by=user)

    def test_whoever_holds_two_seats_has_one_vote(self, here, ballot, secretariat):

        TermFactory(body=here.body, member=here.members[0])
        balloting.cast(ballot=ballot, choice=Choice.FOR, by=here.members[0].user)
        assert balloting.close_ballot(ballot=ballot, by=secretariat).entitled == 3


class TestHands:
    def test_all_or_none(self, here, ballot, secretariat):
        one, two, three = here.members
        ItemInterestFactory(item=here.item, member=three)
        hands = {one: Choice.FOR, three: Choice.AGAINST}
        assert refusal(balloting.record_hands, ballot=ballot, hands=hands, by=secretariat) == [
            f"{three.name} may not vote: declared an interest in this item."
        ]
        assert MemberVote.objects.count() == 0
        balloting.record_hands(ballot=ballot, hands={one: Choice.FOR, two: Choice.ABSTAIN}, by=secretariat)
        assert {vote.member: vote.choice for vote in MemberVote.objects.all()} == {one: "for", two: "abstain"}

    def test_by_the_secretariat_alone(self, here, ballot):
        with pytest.raises(NotAllowed):
            balloting.record_hands(ballot=ballot, hands={}, by=here.members[0].user)


class TestClosing:
    def test_it_counts_and_says_who_could_not(self, here, ballot, secretariat):
        one, _two, three = here.members
        away = member_on(here.body, name="Zoe Away")
        balloting.cast(ballot=ballot, choice=Choice.FOR, by=one.user)
        balloting.cast(ballot=ballot, choice=Choice.AGAINST, by=three.user)
        ItemInterestFactory(item=here.item, member=three)
        closed = balloting.close_ballot(ballot=ballot, by=secretariat)
        assert (closed.entitled, closed.result) == (2, Result.CARRIED)
        assert [(bar.member, bar.why, bar.had_voted) for bar in BarredMember.objects.all()] == [
            (three, Bar.INTEREST, True),
            (away, Bar.AWAY, False),
        ]
        assert MemberVote.objects.get().member == one

    def test_a_vote_before_an_interest_was_declared_is_set_aside_and_everybody_reads_so(
        self, here, ballot, secretariat
    ):
        late = here.members[0]
        balloting.cast(ballot=ballot, choice=Choice.FOR, by=late.user)
        interests.declare_in_item(item=here.item, member=late, what="My employer", by=late.user)
        balloting.close_ballot(ballot=ballot, by=secretariat)
        assert [(bar.member, bar.why, bar.had_voted) for bar in BarredMember.objects.all()] == [
            (late, Bar.INTEREST, True)
        ]
        assert MemberVote.objects.count() == 0

    def test_whoever_left_is_not_said_to_have_been_away(self, here, ballot, secretariat):
        gone = here.members[0]
        balloting.cast(ballot=ballot, choice=Choice.FOR, by=gone.user)
        record_attendance(session=here.session, presences={gone.pk: Presence.LEFT}, by=secretariat)
        balloting.close_ballot(ballot=ballot, by=secretariat)
        (bar,) = BarredMember.objects.all()
        assert (bar.member, bar.get_why_display(), bar.had_voted) == (gone, "Had left before the vote", True)
        groups = attendance_of(here.session, here.body)
        assert {"label": "Left before the end", "names": [gone.name]} in groups

    def test_not_while_nobody_may_vote(self, here, ballot, secretariat):
        for one in here.members:
            ItemInterestFactory(item=here.item, member=one)
        assert len(refusal(balloting.close_ballot, ballot=ballot, by=secretariat)) == 1
        assert BarredMember.objects.count() == 0

    @pytest.mark.parametrize(
        ("rule", "in_favour", "against", "result"),
        [
            (DecidesBy.CONSENSUS, 0, 0, Result.CARRIED),
            (DecidesBy.CONSENSUS, 9, 1, Result.NOT_CARRIED),
            (DecidesBy.MAJORITY, 2, 1, Result.CARRIED),
            (DecidesBy.MAJORITY, 1, 1, Result.NOT_CARRIED),
            (DecidesBy.MAJORITY, 0, 0, Result.NOT_CARRIED),
            (DecidesBy.TWO_THIRDS, 2, 1, Result.CARRIED),
            (DecidesBy.TWO_THIRDS, 3, 2, Result.NOT_CARRIED),
            (DecidesBy.TWO_THIRDS, 0, 0, Result.NOT_CARRIED),
        ],
    )
    def test_by_the_rule(self, rule, in_favour, against, result):
        assert balloting.result_of(rule, in_favour=in_favour, against=against) is result

    def test_a_consensus_names_who_stood_against(self, secretariat):
        here = sitting(decides_by="consensus")
        ballot = balloting.open_ballot(item=here.item, question="Agreed?", by=secretariat)
        closed = balloting.record_consensus(ballot=ballot, against=[here.members[1]], by=secretariat)
        assert (closed.result, closed.entitled) == (Result.NOT_CARRIED, 3)
        assert MemberVote.objects.get().member == here.members[1]

    def test_only_a_body_that_decides_so_records_one(self, ballot, secretariat):
        assert len(refusal(balloting.record_consensus, ballot=ballot, by=secretariat)) == 1


def test_how_it_was_voted_is_public_once_it_is_closed_and_not_before(here, ballot, secretariat):
    balloting.cast(ballot=ballot, choice=Choice.AGAINST, by=here.members[0].user)
    (row,) = voted(Ballot.objects.all())
    assert (disclose(row, PUBLIC).votes, disclose(row, PUBLIC).result) == ((), None)
    assert len(disclose(row, Viewer(Audience.STAFF)).votes) == 1
    balloting.close_ballot(ballot=ballot, by=secretariat)
    (row,) = voted(Ballot.objects.all())
    assert [(one.name, one.choice) for one in disclose(row, PUBLIC).votes] == [(here.members[0].name, Choice.AGAINST)]


def test_ballots_open_to_a_member(here, ballot):
    one, two, _three = here.members
    ItemInterestFactory(item=here.item, member=two)
    assert [open_to(member) for member in (one, two, member_on(here.body))] == [[ballot], [], []]
    BallotFactory(item=sitting().item)
    assert open_to(one) == [ballot]


@pytest.mark.parametrize("more", [1, 3])
def test_as_many_queries_for_more_that_are_open(here, ballot, more, django_assert_num_queries):
    member = here.members[0]
    for _ in range(more):
        there = sitting()
        TermFactory(body=there.body, member=member)
        AttendanceFactory(session=there.session, member=member, presence=Presence.ONLINE)
        BallotFactory(item=there.item)
    with django_assert_num_queries(2):
        assert len(open_to(member)) == more + 1
