"""One person is one vote, also over questions that were merged."""

import pytest

from consultations.townhalls.domain.moderating import merge, unmerge
from consultations.townhalls.domain.voting import vote
from consultations.townhalls.enums import ContributionKind, TownHallState
from consultations.townhalls.models import TownHallPage
from core.errors import Refused
from tests.factories import ParticipantFactory


def votes(contribution):
    contribution.refresh_from_db()
    return contribution.votes


def test_a_vote_counts_once_and_can_be_taken_back(say, guest):
    question = say("Who pays?")
    for _ in range(2):
        vote(contribution=question, by=guest)
    assert votes(question) == 1
    for _ in range(2):
        vote(contribution=question, by=guest, wants=False)
    assert votes(question) == 0


def test_a_browser_alone_has_no_vote(say):
    with pytest.raises(Refused, match="confirm your email"):
        vote(contribution=say("Who pays?"), by=ParticipantFactory(browser=True))


def test_comments_and_closed_halls_take_none(say, guest, hall):
    with pytest.raises(Refused, match="no votes"):
        vote(contribution=say("Well said.", kind=ContributionKind.COMMENT), by=guest)
    question = say("Who pays?")
    TownHallPage.objects.update(state=TownHallState.CLOSED)
    with pytest.raises(Refused, match="does not take"):
        vote(contribution=question, by=guest)


def test_merging_counts_people_and_not_votes_and_can_be_undone(say, guest, moderator):
    one, other = say("Who pays?"), say("Who has to pay?")
    both, late = ParticipantFactory(), ParticipantFactory()
    for question, who in ((one, guest), (one, both), (other, both), (other, late)):
        vote(contribution=question, by=who)
    merged = merge(contribution=other, into=one, by=moderator)
    assert votes(one) == 3
    unmerge(contribution=merged, by=moderator)
    assert (votes(one), votes(other)) == (2, 2)
