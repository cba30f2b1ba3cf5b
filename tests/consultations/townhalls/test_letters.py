"""Mail to askers: what became of a question, written as it leaves."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import PageViewRestriction

from consultations.townhalls.domain.hosting import answer_in_writing, answered_live, carry_over, take_up_again
from consultations.townhalls.domain.moderating import decline, merge
from consultations.townhalls.enums import ContributionKind, ReasonCode
from consultations.townhalls.letters import KIND
from core.outbox.domain import send_due
from core.outbox.message import Message
from tests.factories import ParticipantFactory, TownHallPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(time_machine):
    """`later()` lets half a minute pass and the sweep run, and returns the mails that left."""

    def passed():
        time_machine.shift(timedelta(seconds=31))
        mail.outbox.clear()
        send_due()
        return mail.outbox

    time_machine.move_to(timezone.now())
    return passed


def test_an_asker_is_told_of_the_answer_and_where_to_read_it(say, guest, moderator, later):
    question = say("Who pays for prevention?")
    answer_in_writing(contribution=question, text="The board does.", by=moderator)
    assert mail.outbox == []
    (letter,) = later()
    assert letter.to == [guest.email]
    assert question.reference in letter.subject
    assert "Who pays for prevention?" in letter.body
    assert "The board does." in letter.body
    assert f"/town-halls/q/{question.reference[2:]}/" in letter.body


def test_what_is_not_published_comes_with_its_reason_and_no_link(say, moderator, later):
    question = say("Buy my book")
    decline(contribution=question, code=ReasonCode.ADVERT, by=moderator)
    (letter,) = later()
    assert "It was not published: it advertises something." in letter.body
    assert "/town-halls/q/" not in letter.body


def test_what_is_taken_back_at_once_is_told_to_nobody(say, moderator, later):
    question = say("Who pays?")
    answered_live(contribution=question, by=moderator)
    question.refresh_from_db()
    take_up_again(contribution=question, by=moderator)
    assert later() == []
    assert not Message.objects.filter(kind=KIND).exists()


def test_the_mail_says_what_is_so_when_it_leaves(say, moderator, later):
    question = say("Who pays?")
    answered_live(contribution=question, by=moderator)
    question.refresh_from_db()
    answer_in_writing(contribution=question, text="The board.", by=moderator)
    (letter,) = later()
    assert "It was answered in writing." in letter.body
    assert "answered live" not in letter.body


def test_whoever_asked_the_same_is_told_of_the_merge_and_of_the_answer(say, moderator, later):
    other = ParticipantFactory()
    question, same = say("Who pays?"), say("Who will pay?", by=other)
    merge(contribution=same, into=question, by=moderator)
    (letter,) = later()
    assert letter.to == [other.email]
    assert f"It was merged into {question.reference}" in letter.body
    question.refresh_from_db()
    answer_in_writing(contribution=question, text="The board.", by=moderator)
    letters = {letter.to[0]: letter.body for letter in later()}
    assert len(letters) == 2
    assert f"{question.reference}, which it was merged into: answered in writing." in letters[other.email]
    assert "The board." in letters[other.email]


def test_a_question_that_is_carried_over_says_whereto(say, moderator, later):
    question = say("Who pays?")
    carry_over(contribution=question, to=TownHallPageFactory(title="The next one").page_ptr, by=moderator)
    (letter,) = later()
    assert "It is carried over to: The next one." in letter.body


@pytest.mark.parametrize(
    "by",
    [
        lambda: ParticipantFactory(browser=True),
        lambda: ParticipantFactory(confirmed_at=None),
        lambda: ParticipantFactory(email=None, confirmed_at=None, user=UserFactory(is_active=False)),
    ],
)
def test_nobody_is_written_to_without_an_address_that_is_theirs(say, hall, moderator, later, by):
    hall.privacy = "anyone"
    hall.save()
    question = say("Who pays?", by=by())
    answered_live(contribution=question, by=moderator)
    assert later() == []


def test_a_comment_comes_to_no_end(say, moderator, later):
    comment = say("I agree", kind=ContributionKind.COMMENT)
    decline(contribution=comment, code=ReasonCode.OFF_TOPIC, by=moderator)
    assert later() == []


def test_the_words_of_the_moderator_come_with_the_reason(say, moderator, later):
    question = say("Why was my case dropped?")
    decline(contribution=question, code=ReasonCode.OTHER, words="Write to the ombudsman.", by=moderator)
    (letter,) = later()
    assert "It was not published: another reason. Write to the ombudsman." in letter.body


def test_a_town_hall_that_not_everybody_sees_is_named_in_no_mail(say, moderator, later):
    question, there = say("Who pays?"), TownHallPageFactory(title="Behind a door")
    carry_over(contribution=question, to=there.page_ptr, by=moderator)
    PageViewRestriction.objects.create(page=there, restriction_type=PageViewRestriction.LOGIN)
    (letter,) = later()
    assert "It is carried over to: a later town hall." in letter.body


def test_where_it_went_is_not_named_once_not_everybody_sees_that(say, moderator, later):
    question, there = say("Who pays?"), TownHallPageFactory(title="Planted secret")
    carry_over(contribution=question, to=there, by=moderator)
    PageViewRestriction.objects.create(page=there, restriction_type="login")
    (letter,) = later()
    assert "Planted secret" not in letter.body
    assert "a later town hall" in letter.body
