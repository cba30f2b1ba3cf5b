"""The board: a judgement is written together, agreed to, challenged, and stands or is looked at again."""

import pytest

from core.audit import entries_about
from core.errors import NotAllowed, Refused, Stale
from peer_review.assessments.domain import judging
from peer_review.assessments.enums import JudgementState, Stance
from peer_review.assessments.lifecycle import every_line_has_converged
from peer_review.assessments.models import Judgement, Position
from peer_review.reviews.domain.written import Conflict
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.lifecycle import missing
from peer_review.teams.domain.leaving import step_out
from tests.peer_review.assessments.team import Team, all_in, put, team, user_of
from tests.peer_review.visits.factories import AttendeeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db) -> Team:
    one = team(peers=3)
    all_in(one)
    return one


def write(here, text="They lead together.", read=0, number=0, by=None):
    return judging.write_judgement(review=here.review, line=here.line, text=text, read=read, by=by or here.user(number))


def agree(here, number, read=1):
    return judging.agree(review=here.review, line=here.line, read=read, by=here.user(number))


def challenge(here, number, read=1, reason="The board never met."):
    return judging.challenge(review=here.review, line=here.line, read=read, reason=reason, by=here.user(number))


def actions(row):
    return [one.action for one in entries_about(row)]


def test_who_writes_agrees_and_with_the_last_peer_the_team_converges(here):
    row = write(here)
    assert (row.state, row.revision) == (JudgementState.OPEN, 1)
    assert agree(here, 1).state == JudgementState.OPEN
    row = agree(here, 2)
    assert (row.state, row.converged_at is not None) == (JudgementState.CONVERGED, True)
    assert actions(row) == ["judgement.write", "judgement.converge"]
    assert every_line_has_converged(here.review) is None


def test_agreeing_twice_is_once(here):
    write(here)
    agree(here, 1)
    agree(here, 1)
    assert Position.objects.count() == 2


def test_a_challenge_has_a_reason_and_opens_what_had_converged(here):
    write(here)
    with pytest.raises(Refused):
        challenge(here, 1, reason=" ")
    agree(here, 1)
    agree(here, 2)
    row = challenge(here, 1)
    assert (row.state, row.converged_at) == (JudgementState.CHALLENGED, None)
    assert agree(here, 1).state == JudgementState.CONVERGED  # they were persuaded


def test_nobody_who_was_heard_is_named_in_what_outlives_the_notes(here):
    AttendeeFactory(review=here.review, name="Ada Loop")
    for named in (
        lambda: write(here, text="Ada Loop leads."),
        lambda: challenge(here, 1, reason="Dr Loop never came."),
        lambda: judging.let_stand(
            review=here.review, line=here.line, read=1, because="Ada Loop said so.", by=here.manager
        ),
    ):
        with pytest.raises(Refused, match="Nobody who was heard is named here"):
            named()
    assert not Judgement.objects.exclude(text="").exists()


def test_new_words_ask_everybody_again(here):
    write(here)
    challenge(here, 1)
    row = write(here, text="They lead together since May.", read=1, number=1)
    assert (row.state, row.revision) == (JudgementState.OPEN, 2)
    with pytest.raises(Stale):
        agree(here, 2, read=1)
    agree(here, 0, read=2)
    assert agree(here, 2, read=2).state == JudgementState.CONVERGED
    assert [(one.revision, one.text) for one in row.versions.all()] == [
        (1, "They lead together."),
        (2, "They lead together since May."),
    ]


def test_two_who_write_at_once_lose_no_word(here):
    write(here)
    for _ in range(2):  # sent twice, kept beside once
        with pytest.raises(Conflict) as conflict:
            write(here, text="Another view.", read=0, number=1)
        assert (conflict.value.stands, conflict.value.mine) == ("They lead together.", "Another view.")
    row = Judgement.objects.get()
    assert [(one.text, one.set_aside) for one in row.versions.order_by("pk")] == [
        ("They lead together.", False),
        ("Another view.", True),
    ]
    write(here, text="Both views.", read=1, number=1)
    assert row.versions.get(set_aside=True).settled_at is not None


def test_the_same_words_change_nothing(here):
    write(here)
    assert write(here, read=0).revision == 1
    assert Judgement.objects.get().versions.count() == 1


def test_the_manager_says_why_it_stands_and_the_dissent_is_recorded(here):
    write(here)
    agree(here, 2)
    challenge(here, 1)
    for why, by, error in ((" ", here.manager, Refused), ("Enough said.", here.user(0), NotAllowed)):
        with pytest.raises(error):
            judging.let_stand(review=here.review, line=here.line, read=1, because=why, by=by)
    row = judging.let_stand(review=here.review, line=here.line, read=1, because="Two sources say so.", by=here.manager)
    assert (row.state, row.stands_because) == (JudgementState.CONVERGED, "Two sources say so.")
    assert [(one.member, one.stance) for one in row.positions.order_by("pk")][-1] == (here.peers[1], Stance.CHALLENGE)
    assert "Two sources" not in str([one.details for one in entries_about(row)])
    assert every_line_has_converged(here.review) is None


def test_nobody_moderates_before_their_own_is_in():
    here = team(peers=2)
    put(here, 0)
    with pytest.raises(Refused) as refused:
        write(here, number=1)
    assert refused.value.reasons == ["Put your own assessment of this line in first."]
    write(here, number=0)
    for act in (lambda: agree(here, 1), lambda: challenge(here, 1)):
        with pytest.raises(Refused):
            act()


def test_shadows_write_nothing_and_managers_agree_to_nothing(here):
    for act in (
        lambda: write(here, by=user_of(here.shadow)),
        lambda: judging.agree(review=here.review, line=here.line, read=1, by=user_of(here.shadow)),
    ):
        with pytest.raises(NotAllowed):
            act()
    write(here, by=here.manager)
    with pytest.raises(NotAllowed):
        judging.agree(review=here.review, line=here.line, read=1, by=here.manager)
    assert Position.objects.count() == 0


def test_once_the_draft_is_out_nobody_moderates():
    late = team(state=ReviewState.FACT_CHECK)
    with pytest.raises(NotAllowed):
        write(late, by=late.manager)


def test_the_gates_name_each_line_that_is_open(here):
    assert every_line_has_converged(here.review) == (
        f"The team has not converged on these lines of enquiry: {here.line.code}."
    )
    pages = [page for why, page in missing(here.review, "draft") if here.line.code in why]
    assert pages == ["peer_board:board"]


def leave(here, number):
    step_out(member=here.peers[number], reason="A conflict.", to=None, by=here.user(number))


def test_what_a_peer_who_left_had_agreed_to_is_looked_at_again(here):
    write(here)
    agree(here, 1)
    agree(here, 2)
    leave(here, 2)
    row = Judgement.objects.get()
    assert (row.state, row.revision, row.text) == (JudgementState.OPEN, 2, "They lead together.")
    agree(here, 0, read=2)
    assert agree(here, 1, read=2).state == JudgementState.CONVERGED


def test_a_peer_who_left_is_waited_for_no_more(here):
    write(here)
    agree(here, 1)
    challenge(here, 2)
    leave(here, 2)
    assert Judgement.objects.get().state == JudgementState.CONVERGED
