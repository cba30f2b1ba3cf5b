"""The transcript is the log, told as the public may know it now; its page and its files are of one reading."""

import csv
import io
import json
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from consultations.townhalls.domain import hosting, moderating, polls, threads
from consultations.townhalls.domain.balloting import cast
from consultations.townhalls.domain.polls import Asked
from consultations.townhalls.domain.recording import begin, set_recording
from consultations.townhalls.domain.threads import change_state, thread_of
from consultations.townhalls.domain.voting import vote
from consultations.townhalls.enums import ContributionKind, EntryKind, MeasureKind, PollKind, PollResults, ReasonCode
from consultations.townhalls.models import AgendaItem
from consultations.townhalls.record import presenters
from consultations.townhalls.record.transcript import filled, places_of, timeline_of
from tests.factories import ParticipantFactory, TownHallPageFactory

pytestmark = pytest.mark.django_db


def read(hall):
    return list(filled(hall, places_of(hall)))


def told(hall):
    return [(entry.kind.value, entry.known.text if entry.known else entry.told) for entry in read(hall)]


def text_of(response):
    return b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()


def every_door(client, hall):
    """Return all that anybody gets of the record."""
    names = (
        "transcript",
        "timeline",
        "moderation",
        "transcript.csv",
        "transcript.json",
        "moderation.csv",
        "moderation.json",
    )
    return {name: text_of(client.get(reverse(f"townhalls:{name}", args=[hall.pk]))) for name in names}


@pytest.fixture
def session(say, moderator):
    """A whole session by the verbs, a minute between each."""
    hall = TownHallPageFactory(at_once=True, state="open")
    item = AgendaItem.objects.create(town_hall=hall, title="Money", sort_order=1)
    with time_machine.travel(timezone.now(), tick=False) as clock:

        def later(do, /, *arguments, **named):
            clock.shift(timedelta(minutes=1))
            return do(*arguments, **named)

        change_state(hall=hall, verb="go_live", actor=moderator)
        hall.refresh_from_db()
        set_recording(hall=hall, started_at=timezone.now(), adjustment=0, by=moderator)
        later(begin, item=item, by=moderator)
        first = later(say, "Who pays?", in_hall=hall)
        other = later(say, "Who has to pay?", in_hall=hall)
        later(say, "All of us.", in_hall=hall, parent=first)
        later(moderating.edit_for_clarity, contribution=first, text="Who pays for prevention?", by=moderator)
        later(moderating.merge, contribution=other, into=first, by=moderator)
        later(hosting.answer_now, contribution=first, by=moderator)
        later(hosting.answered_live, contribution=first, by=moderator)
        later(
            moderating.take_measure,
            thread=thread_of(hall),
            kind=MeasureKind.SLOW,
            seconds=30,
            reason="Too fast.",
            by=moderator,
        )
        later(moderating.end_measure, thread=thread_of(hall), kind=MeasureKind.SLOW, by=moderator)
        later(change_state, hall=hall, verb="close", actor=moderator)
        hall.refresh_from_db()
    return hall


def test_it_tells_all_that_happened_in_the_order_of_the_log(session, moderator):
    entries = read(session)
    assert [(entry.kind.value, entry.offset) for entry in entries] == [
        ("state", 0),
        ("agenda", 60),
        ("said", 120),
        ("said", 180),
        ("said", 240),
        ("edited", 300),
        ("merged", 360),
        ("answering", 420),
        ("answered", 480),
        ("measure", 540),
        ("measure", 600),
        ("state", 660),
    ]
    first = entries[2].known
    assert (first.text, first.as_sent, entries[4].under) == ("Who pays for prevention?", "Who pays?", first.reference)
    assert entries[6].told == f"{entries[3].known.reference} was merged into {first.reference}."
    assert entries[9].told == f"Slow mode: one contribution in 30 seconds. Too fast. ({moderator.get_full_name()})"
    assert entries[10].told.startswith("It ended: Slow mode")


def test_the_timeline_is_the_session_itself(session):
    assert [entry.told for entry in filled(session, timeline_of(session))][:3] == [
        "The town hall began.",
        "Agenda: Money",
        f"Answering {read(session)[2].known.reference} began.",
    ]


def test_a_page_and_both_files_say_the_same(client, session):
    entries = read(session)
    page = text_of(client.get(reverse("townhalls:transcript", args=[session.pk])))
    rows = list(
        csv.DictReader(
            io.StringIO(text_of(client.get(reverse("townhalls:transcript.csv", args=[session.pk]))).lstrip("\ufeff"))
        )
    )
    whole = json.loads(text_of(client.get(reverse("townhalls:transcript.json", args=[session.pk]))))
    assert [(row["What"], row["Event"]) for row in rows] == [(entry.kind.label, str(entry.number)) for entry in entries]
    assert [(one["what"], one["event"]) for one in whole["entries"]] == [
        (entry.kind.value, entry.number) for entry in entries
    ]
    assert [f'id="{entry.anchor}"' in page for entry in entries] == [True] * len(entries)
    assert (rows[2]["Offset"], whole["entries"][2]["offset_seconds"]) == ("0:02:00", 120)
    assert whole["entries"][2]["as_sent"] == "Who pays?"
    assert rows[2]["Time"] == timezone.localtime(entries[2].at).isoformat(timespec="seconds")


def test_nothing_that_is_not_public_is_behind_any_door(client, hall, say, moderator):
    waiting_hall = TownHallPageFactory()
    waits = say("quixotic", in_hall=waiting_hall, name="Wolfenstein", is_anonymous=True)
    moderating.note(contribution=waits, text="ptarmigan", by=moderator)
    declined = say("zanzibar", in_hall=waiting_hall)
    moderating.decline(contribution=declined, by=moderator, code=ReasonCode.ABUSE)
    shown = say("heather", in_hall=hall, name="Wolfenstein", is_anonymous=True)
    taken = say("marzipan")
    say("kumquat", parent=taken)
    hosting.answer_in_writing(contribution=taken, text="xylophone", by=moderator)
    moderating.edit_for_clarity(contribution=taken, text="marzipan umbrage", by=moderator)
    moderating.decline(contribution=taken, by=moderator, code=ReasonCode.PERSONAL)
    elsewhere = TownHallPageFactory(title="sassafras")
    hosting.carry_over(contribution=shown, to=elsewhere.page_ptr, by=moderator)
    elsewhere.unpublish()
    secrets = (
        "quixotic",
        "wolfenstein",
        "ptarmigan",
        "zanzibar",
        "marzipan",
        "kumquat",
        "xylophone",
        "umbrage",
        "sassafras",
    )
    behind = {
        **every_door(client, hall),
        **{f"2 {name}": text for name, text in every_door(client, waiting_hall).items()},
    }
    assert [(name, word) for name, text in behind.items() for word in secrets if word in text.lower()] == []
    assert "heather" in behind["transcript"]
    assert f"{taken.reference} was taken from view." in behind["transcript"]
    assert declined.reference not in str(behind.values())
    assert "a moderator took this from view" in behind["transcript.csv"]


def test_what_is_shown_again_is_told_where_it_was_said(hall, say, moderator):
    question = say("Who pays?")
    moderating.decline(contribution=question, by=moderator, code=ReasonCode.OTHER)
    moderating.publish(contribution=question, by=moderator)
    assert [entry.kind for entry in read(hall)] == [EntryKind.SAID, EntryKind.REMOVED, EntryKind.RESTORED]
    assert told(hall)[0] == ("said", "Who pays?")


def test_an_answer_in_writing_stands_where_it_was_given(client, hall, say, moderator):
    question = say("Who pays?")
    say("Who decides?")
    hosting.answer_in_writing(contribution=question, text="The system pays.", by=moderator)
    assert [entry.kind.value for entry in read(hall)] == ["said", "said", "answered"]
    page = text_of(client.get(reverse("townhalls:transcript", args=[hall.pk])))
    assert page.index("Who decides?") < page.index("The system pays.")


def test_a_cell_begins_no_formula(client, hall, say):
    say("=1+1", name="@SUM(A1)")
    rows = list(
        csv.DictReader(
            io.StringIO(text_of(client.get(reverse("townhalls:transcript.csv", args=[hall.pk]))).lstrip("\ufeff"))
        )
    )
    assert (rows[0]["Text"], rows[0]["Name"]) == ("'=1+1", "'@SUM(A1)")


def test_a_long_one_is_paged_and_leads_from_page_to_page(client, hall, say, moderator, monkeypatch):
    monkeypatch.setattr(presenters, "PER_PAGE", 2)
    first, *_others = [say(f"Question {number}?", by=ParticipantFactory()) for number in range(3)]
    hosting.answered_live(contribution=first, by=moderator)
    address = reverse("townhalls:transcript", args=[hall.pk])
    second = text_of(client.get(address, {"page": "2"}))
    timeline = client.get(reverse("townhalls:timeline", args=[hall.pk]), {"page": "9"})
    assert [row["entry"].kind for row in timeline.context["rows"]] == [EntryKind.ANSWERED]
    assert "Question 2?" in second
    assert "Question 0?" not in second
    assert f'href="?page=1#{first.reference}"' in second


def test_parts_follow_each_other(hall, say, monkeypatch):
    monkeypatch.setattr(threads, "MOST_IN_A_PART", 1)
    for number in range(2):
        say(f"Question {number}?")
    assert [(entry.part, entry.kind.value) for entry in read(hall)] == [(1, "said"), (1, "part"), (2, "said")]


@pytest.mark.parametrize("name", ["transcript", "timeline", "moderation", "transcript.csv", "moderation.json"])
def test_a_town_hall_behind_a_sign_in_has_no_public_record(client, hall, say, name):
    say("Who pays?")
    PageViewRestriction.objects.create(page=hall, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(reverse(f"townhalls:{name}", args=[hall.pk])).status_code == 404


@pytest.mark.parametrize("name", ["transcript", "timeline", "moderation", "transcript.csv"])
def test_as_many_queries_for_more(client, hall, say, moderator, name):
    address = reverse(f"townhalls:{name}", args=[hall.pk])
    text_of(client.get(address))
    counts = []
    for number in range(3):
        question = say(f"Question {number}?", by=ParticipantFactory())
        say(f"Reply {number}.", parent=question, by=ParticipantFactory())
        vote(contribution=question, by=ParticipantFactory())
        hosting.answer_now(contribution=question, by=moderator)
        moderating.edit_for_clarity(contribution=question, text=f"Question number {number}?", by=moderator)
        hosting.answer_in_writing(contribution=question, text="Yes.", by=moderator)
        kind = list(MeasureKind)[number]
        moderating.take_measure(
            thread=thread_of(hall), kind=kind, seconds=5, reason="Why not.", by=moderator, to="after"
        )
        moderating.end_measure(thread=thread_of(hall), kind=kind, by=moderator)
        if number in {0, 2}:
            with CaptureQueriesContext(connection) as queries:
                text_of(client.get(address))
            counts.append(len(queries))
    assert counts[0] == counts[1] > 0, counts


def test_kinds_of_what_is_said(hall, say):
    say("Well said.", kind=ContributionKind.COMMENT)
    (entry,) = read(hall)
    assert (entry.anchor, entry.known.reference) == (f"said-{entry.known.pk}", "")


def test_it_tells_when_a_poll_was_opened_and_how_it_ended(client, hall, moderator):
    asked = Asked(PollKind.SINGLE, "Who pays?", ("You", "Me"), results=PollResults.WHEN_CLOSED)
    thread = thread_of(hall)
    polls.write(thread=thread, asked=Asked(PollKind.SINGLE, "quixotic?", ("Yes", "No")), by=moderator)
    poll = polls.open_poll(poll=polls.write(thread=thread, asked=asked, by=moderator), by=moderator)
    cast(poll=poll, by=ParticipantFactory(), chosen=[poll.choices.get(text="Me").pk])
    assert [entry.told for entry in read(hall)] == ["A poll was opened: Who pays?"]
    polls.close_poll(poll=poll, by=moderator)
    assert [entry.told for entry in read(hall)] == [
        "A poll was opened: Who pays?",
        "The poll was closed: Who pays? 1 person voted. You: 0; Me: 1",
    ]
    doors = every_door(client, hall)
    assert reverse("townhalls:poll", args=[hall.pk, poll.key]) in doors["timeline"]
    assert [name for name, text in doors.items() if "quixotic" in text] == []


def test_answering_is_told_when_it_begins_and_not_when_it_ends(hall, say, moderator):
    first, other = say("Who pays?"), say("Who decides?", by=ParticipantFactory())
    for question in (first, other):
        hosting.answer_now(contribution=question, by=moderator)
    hosting.answered_live(contribution=other, by=moderator)
    hosting.answer_now(contribution=first, by=moderator)
    moderating.edit_for_clarity(contribution=first, text="Who is to pay?", by=moderator)
    hosting.answered_live(contribution=first, by=moderator)
    assert [(entry.kind.value, entry.known.reference) for entry in read(hall)[2:]] == [
        ("answering", first.reference),
        ("answering", other.reference),
        ("answered", other.reference),
        ("answering", first.reference),
        ("edited", first.reference),
        ("answered", first.reference),
    ]


def test_parts_are_told_by_the_clock(hall, say, moderator, monkeypatch):
    monkeypatch.setattr(threads, "MOST_IN_A_PART", 1)
    early = say("Who pays?")
    late = say("Who decides?", by=ParticipantFactory())
    hosting.answered_live(contribution=early, by=moderator)
    assert [(entry.part, entry.kind.value) for entry in read(hall)][-2:] == [(2, "said"), (1, "answered")]
    assert late.thread.part == 2
