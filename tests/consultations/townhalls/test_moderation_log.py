"""What moderators did, for everybody: counted, with reasons and times, and never a word of what was not published."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import ContributionKind, MeasureKind, ReasonCode
from consultations.townhalls.record.moderation_log import HIDDEN, as_object, moderation_log_of
from tests.factories import ParticipantFactory, TownHallPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reads_first(db):
    return TownHallPageFactory()


def test_it_counts_outcomes_reasons_and_medians(reads_first, say, moderator):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sent = [say(f"Question {number}?", in_hall=reads_first, by=ParticipantFactory()) for number in range(5)]
        say("Said by a host.", in_hall=reads_first, is_host=True, by=ParticipantFactory())
        for minutes, question in zip((1, 1, 4), sent[:3], strict=True):
            clock.shift(timedelta(minutes=minutes))
            moderating.publish(contribution=question, by=moderator)
        moderating.decline(contribution=sent[3], by=moderator, code=ReasonCode.ADVERT)
        clock.shift(timedelta(minutes=4))
        hosting.answer_in_writing(contribution=sent[0], text="Yes.", by=moderator)
        log = moderation_log_of(reads_first)
    assert (log.of("published"), log.of("answered_in_writing"), log.of("not_published"), log.waiting) == (2, 1, 1, 1)
    assert log.unanswered == 2
    assert log.reasons == {ReasonCode.ADVERT: 1}
    assert log.until_read == timedelta(minutes=4)  # of 1, 2, 6 and 6
    assert log.until_answered == timedelta(minutes=10)
    assert log.waiting_since == sent[4].sent_at


def test_nothing_is_no_median(client, reads_first):
    log = moderation_log_of(reads_first)
    assert (log.until_read, log.until_answered, log.waiting_since, log.reasons) == (None, None, None, {})
    page = client.get(reverse("townhalls:moderation", args=[reads_first.pk])).content.decode()
    assert "median wait" not in page
    assert "Nobody slowed, paused or locked this thread." in page


def test_what_is_hidden_with_its_question_is_counted_so(hall, say, moderator):
    question = say("Who pays?")
    say("Everybody.", parent=question)
    moderating.decline(contribution=question, by=moderator, code=ReasonCode.ABUSE)
    assert moderation_log_of(hall).outcomes == {
        (ContributionKind.QUESTION, "not_published"): 1,
        (ContributionKind.REPLY, HIDDEN): 1,
    }


def test_each_measure_is_told_with_who_why_and_until_when(client, hall, moderator):
    until = timezone.now() + timedelta(minutes=5)
    moderating.take_measure(
        thread=thread_of(hall), kind=MeasureKind.PAUSE, reason="A fire alarm.", until=until, by=moderator
    )
    moderating.end_measure(thread=thread_of(hall), kind=MeasureKind.PAUSE, by=moderator)
    (one,) = as_object(moderation_log_of(hall))["measures"]
    assert (one["reason"], one["by"], one["until"]) == ("A fire alarm.", moderator.get_full_name(), until.isoformat())
    assert one["ended"]
    page = client.get(reverse("townhalls:moderation", args=[hall.pk])).content.decode()
    assert "A fire alarm." in page


def test_who_has_no_name_is_not_named_by_an_address(client, hall):
    nameless = UserFactory(moderator=True, first_name="", last_name="")
    moderating.take_measure(thread=thread_of(hall), kind=MeasureKind.LOCK, reason="Lunch.", by=nameless)
    for address in (hall.get_url(), reverse("townhalls:moderation", args=[hall.pk])):
        page = client.get(address).content.decode()
        assert "Lunch." in page
        assert nameless.email not in page


def test_its_files_say_the_same(client, hall, say, moderator):
    moderating.decline(contribution=say("Buy this!"), by=moderator, code=ReasonCode.ADVERT)
    moderating.take_measure(thread=thread_of(hall), kind=MeasureKind.LOCK, reason="=1+1", by=moderator)
    table = b"".join(client.get(reverse("townhalls:moderation.csv", args=[hall.pk])).streaming_content).decode()
    assert '"Not published","It advertises something","","","","1"' in table
    assert "'=1+1" in table
    response = client.get(reverse("townhalls:moderation.json", args=[hall.pk]))
    assert b'"count": 1' in b"".join(response.streaming_content)
