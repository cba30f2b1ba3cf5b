"""What people send is taken once, or refused in words."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from consultations.townhalls.domain import threads
from consultations.townhalls.domain.moderating import end_measure, take_measure
from consultations.townhalls.domain.speaking import MOST_AN_HOUR, Words, contribute
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import (
    ContributionKind,
    ContributionState,
    MeasureKind,
    Privacy,
    Stream,
    TownHallState,
)
from consultations.townhalls.models import BannedWords, Contribution, ThreadEvent
from core.errors import Refused
from tests.factories import ContributionFactory, ParticipantFactory, TownHallPageFactory


def events(thread, stream):
    return list(ThreadEvent.objects.filter(thread=thread, stream=stream).order_by("seq").values_list("kind", flat=True))


def test_questions_are_numbered_without_gaps_and_replies_are_not(say):
    first, second = say("Who pays?"), say("Who decides?")
    reply = say("Everybody does.", parent=first)
    assert [int(one.reference.removeprefix("Q-")) for one in (first, second)] == [1, 2]
    assert reply.reference is None


def test_what_is_read_first_is_told_to_moderators_alone(say):
    hall = TownHallPageFactory()
    waiting = say("Who pays?", in_hall=hall)
    assert (waiting.state, waiting.published_at) == (ContributionState.WAITING, None)
    assert (events(waiting.thread, Stream.HOST), events(waiting.thread, Stream.PUBLIC)) == (["submitted"], [])


def test_what_is_published_at_once_is_told_to_all(say):
    sent = say("Who pays?")
    assert sent.state == ContributionState.PUBLISHED
    assert (events(sent.thread, Stream.HOST), events(sent.thread, Stream.PUBLIC)) == (["submitted"], ["published"])


def test_a_form_sent_twice_is_one_contribution(hall, guest):
    words = Words(uuid4(), ContributionKind.QUESTION, "Who pays?")
    assert contribute(hall=hall, words=words, by=guest) == contribute(hall=hall, words=words, by=guest)
    assert Contribution.objects.count() == 1


def test_anothers_form_tells_nothing(hall, guest):
    words = Words(uuid4(), ContributionKind.QUESTION, "Who pays?")
    contribute(hall=hall, words=words, by=guest)
    with pytest.raises(Refused, match="somebody else"):
        contribute(hall=hall, words=words, by=ParticipantFactory())


@pytest.mark.parametrize("again", ["Who pays?", "  WHO   pays? "])
def test_the_same_words_a_moment_later_are_refused(say, again):
    say("Who pays?")
    with pytest.raises(Refused, match="a moment ago"):
        say(again)


@pytest.mark.parametrize("state", sorted(set(TownHallState) - {TownHallState.OPEN, TownHallState.LIVE}))
def test_nobody_speaks_in_a_town_hall_that_is_not_open(say, state):
    hall = TownHallPageFactory(state=state)
    for is_host in (False, True):
        with pytest.raises(Refused, match="does not take contributions"):
            say("Who pays?", in_hall=hall, is_host=is_host)


@pytest.mark.parametrize(
    ("privacy", "who", "why"),
    [
        (Privacy.SIGNED_IN, {}, "Sign in"),
        (Privacy.CONFIRMED, {"browser": True}, "Confirm your email"),
        (Privacy.CONFIRMED, {}, None),
        (Privacy.ANYONE, {"browser": True}, None),
    ],
)
def test_who_may_speak(say, privacy, who, why):
    hall = TownHallPageFactory(privacy=privacy)
    if why is None:
        assert say("Who pays?", in_hall=hall, by=ParticipantFactory(**who)).pk
        return
    with pytest.raises(Refused, match=why):
        say("Who pays?", in_hall=hall, by=ParticipantFactory(**who))


def test_many_an_hour_are_too_many(say):
    for number in range(MOST_AN_HOUR):
        say(f"Question {number}?")
    with pytest.raises(Refused, match="last hour"):
        say("One more?")


class TestMeasures:
    def test_slow_mode_says_how_long_to_wait_and_slows_no_host(self, hall, say, moderator):
        take_measure(
            thread=thread_of(hall), kind=MeasureKind.SLOW, seconds=60, reason="Too fast to read.", by=moderator
        )
        with time_machine.travel(timezone.now(), tick=False) as clock:
            say("First?")
            clock.shift(timedelta(seconds=20))
            with pytest.raises(Refused, match="in 41 seconds"):
                say("Second?")
            assert say("Third?", is_host=True).is_from_host
            clock.shift(timedelta(seconds=61))
            assert say("Fourth?").pk

    @pytest.mark.parametrize(("kind", "why"), [(MeasureKind.PAUSE, "paused"), (MeasureKind.LOCK, "locked")])
    def test_a_pause_or_a_lock_gives_its_reason_and_ends(self, hall, say, moderator, kind, why):
        take_measure(thread=thread_of(hall), kind=kind, reason="A fire alarm.", by=moderator)
        with pytest.raises(Refused, match=f"{why}.*A fire alarm"):
            say("Who pays?")
        end_measure(thread=thread_of(hall), kind=kind, by=moderator)
        assert say("Who pays?").pk

    def test_one_that_is_over_holds_nobody(self, hall, say, moderator):
        now = timezone.now()
        take_measure(
            thread=thread_of(hall),
            kind=MeasureKind.LOCK,
            reason="Lunch.",
            until=now + timedelta(minutes=5),
            by=moderator,
        )
        with time_machine.travel(now + timedelta(minutes=6), tick=False):
            assert say("Who pays?").pk

    def test_it_is_public_with_its_reason(self, hall, moderator):
        with pytest.raises(Refused, match="reason"):
            take_measure(thread=thread_of(hall), kind=MeasureKind.LOCK, reason=" ", by=moderator)
        take_measure(thread=thread_of(hall), kind=MeasureKind.LOCK, reason="Lunch.", by=moderator)
        assert events(thread_of(hall), Stream.PUBLIC) == ["measure"]

    def test_how_it_is_moderated_can_be_changed_live(self, hall, say, moderator):
        take_measure(thread=thread_of(hall), kind=MeasureKind.MODERATION, to="before", reason="Spam.", by=moderator)
        assert say("Who pays?").state == ContributionState.WAITING


@pytest.mark.parametrize(("text", "waits"), [("What a Heather  ROOT!", True), ("heather, roots", False)])
def test_banned_words_are_read_first_and_not_thrown_away(say, text, waits):
    BannedWords.objects.create(words="heather root")
    assert (say(text).state == ContributionState.WAITING) is waits


class TestReplies:
    def test_one_level_deep(self, say):
        reply = say("Everybody.", parent=say("Who pays?"))
        with pytest.raises(Refused, match="can't reply"):
            say("Really?", parent=reply)

    @pytest.mark.parametrize("is_host", [False, True])
    def test_not_under_what_is_hidden_or_of_another_town_hall(self, say, is_host):
        with pytest.raises(Refused, match="no longer shown"):
            say("Me too.", parent=_hidden(say), is_host=is_host)
        with pytest.raises(Refused, match="can't reply"):
            say("Me too.", parent=ContributionFactory(), is_host=is_host)


def _hidden(say):
    hidden = say("Who pays?")
    Contribution.objects.filter(pk=hidden.pk).update(
        state=ContributionState.NOT_PUBLISHED, declined_for="abuse", decided_at=timezone.now()
    )
    hidden.refresh_from_db()
    return hidden


def test_a_full_thread_goes_on_in_the_next_part(hall, say, monkeypatch):
    monkeypatch.setattr(threads, "MOST_IN_A_PART", 2)
    sent = [say(f"Question {number}?") for number in range(3)]
    assert [one.thread.part for one in sent] == [1, 1, 2]
    assert events(sent[0].thread, Stream.PUBLIC) == ["published", "published", "part"]
