"""A thread that is full goes on in a next part, and everything that was said keeps an address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations.townhalls import log, parts
from consultations.townhalls.domain import hosting, moderating, threads
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import EventKind, MeasureKind, ReasonCode, Stream
from consultations.townhalls.live import frames
from consultations.townhalls.models import Contribution
from core.errors import Refused
from tests.factories import ParticipantFactory, TownHallPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(monkeypatch):
    """Parts of two, and pages of two."""
    monkeypatch.setattr(threads, "MOST_IN_A_PART", 2)
    monkeypatch.setattr(parts, "SHOWN", 2)


def many(say, hall, count):
    return [say(f"Question {number} of {count}?", in_hall=hall, by=ParticipantFactory()) for number in range(count)]


def follow(client, contribution):
    return client.get(reverse("townhalls:said", args=[contribution.key]), follow=True)


def test_no_reference_is_given_twice(small, say, hall):
    said = many(say, hall, 5)
    assert len({one.reference for one in said}) == 5
    assert [one.thread.part for one in said] == [1, 1, 2, 2, 3]


def test_no_part_holds_more_than_fit(small, say, hall):
    first = many(say, hall, 3)[0]
    with pytest.raises(Refused, match="is full"):
        say("Me too.", parent=first)
    say("Me too.", parent=Contribution.objects.latest("pk"), by=ParticipantFactory())
    assert [thread.contributions.count() for thread in parts.parts_of(hall)] == [2, 2]


def test_parts_lead_to_each_other(small, client, say, hall):
    many(say, hall, 5)
    own, first = hall.get_url(), reverse("townhalls:part", args=[hall.pk, 1])
    second = reverse("townhalls:part", args=[hall.pk, 2])
    page = client.get(own).content.decode()
    assert (f'href="{first}"' in page, f'href="{second}"' in page) == (True, True)
    page = client.get(first).content.decode()
    assert f'<a href="{second}">It goes on in the next part</a>' in page
    assert ("Question 0 of 5?" in page, "Question 2 of 5?" in page) == (True, False)
    assert "/speak/" not in page
    assert "/vote/" not in page
    assert f'<a href="{own}">It goes on' in client.get(second).content.decode()
    assert client.get(reverse("townhalls:part", args=[hall.pk, 3])).url == own
    assert client.get(reverse("townhalls:part", args=[hall.pk, 4])).status_code == 404


def test_whoever_follows_a_part_hears_that_it_goes_on(small, client, say, hall):
    thread = many(say, hall, 2)[0].thread
    before = log.cursor_of(thread)
    many(say, hall, 1)
    told = client.get(reverse("townhalls:events", args=[thread.key]), {"after": str(before)}).json()
    assert [(event["kind"], event["body"]["goes_on"]) for event in told["events"]] == [("part", True)]


@pytest.mark.parametrize("order", ["", "votes"])
def test_what_is_earlier_is_reached_without_a_script(client, say, hall, monkeypatch, order):
    monkeypatch.setattr(parts, "SHOWN", 2)
    many(say, hall, 5)
    seen, address = [], f"{hall.get_url()}{'?order=votes' if order else ''}"
    for _page in range(3):
        response = client.get(address)
        seen += [row.one.text for row in response.context["said"]]
        address = response.context["slice"].on
    assert sorted(seen) == [f"Question {number} of 5?" for number in range(5)]
    assert address == ""


def test_a_page_of_what_is_earlier_is_not_followed_live(client, say, hall, monkeypatch):
    monkeypatch.setattr(parts, "SHOWN", 2)
    many(say, hall, 3)
    assert [b"js/live.js" in client.get(hall.get_url(), {"page": page}).content for page in ("1", "2")] == [True, False]


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "9" * 30, "²"])
def test_a_page_that_is_not_there_is_the_first(client, say, hall, page):
    say("Who pays?")
    assert "Who pays?" in client.get(hall.get_url(), {"page": page}).content.decode()


class TestALastingAddress:
    def test_it_leads_to_the_part_and_page_and_place(self, small, client, say, hall):
        said = many(say, hall, 5)
        for one in said:
            response = follow(client, one)
            assert response.redirect_chain[-1][0].endswith(f"#said-{one.pk}")
            assert f'id="said-{one.pk}"' in response.content.decode()

    def test_on_whatever_page_of_the_list_it_is(self, client, say, hall, monkeypatch):
        monkeypatch.setattr(parts, "SHOWN", 2)
        said = many(say, hall, 5)
        for one in said:
            assert f'id="said-{one.pk}"' in follow(client, one).content.decode()

    def test_a_reply_is_found_under_its_question_and_a_merged_one_in_the_other(self, client, say, hall, moderator):
        one, other = many(say, hall, 2)
        reply = say("Everybody.", parent=one)
        assert f'id="said-{reply.pk}"' in follow(client, reply).content.decode()
        moderating.merge(contribution=other, into=one, by=moderator)
        assert follow(client, other).redirect_chain[-1][0].endswith(f"#said-{one.pk}")

    def test_it_leads_nowhere_from_what_is_hidden(self, client, say, hall, moderator):
        question = say("Who pays?")
        reply = say("Everybody.", parent=question)
        waits = say("Who decides?", in_hall=TownHallPageFactory())
        moderating.decline(contribution=question, by=moderator, code=ReasonCode.ABUSE)
        assert [follow(client, one).status_code for one in (question, reply, waits)] == [404, 404, 404]


class TestOverParts:
    def test_a_measure_holds_in_the_part_that_goes_on(self, small, say, hall, moderator):
        many(say, hall, 2)
        moderating.take_measure(
            thread=thread_of(hall), kind=MeasureKind.SLOW, seconds=60, reason="Too fast.", by=moderator
        )
        guest = ParticipantFactory()
        say("First?", by=guest)
        assert thread_of(hall).part == 2
        with pytest.raises(Refused, match="Slow mode"):
            say("Second?", by=guest)
        moderating.end_measure(thread=thread_of(hall), kind=MeasureKind.SLOW, by=moderator)
        assert say("Second?", by=guest).pk

    def test_what_is_answered_now_is_one_in_all_parts(self, small, client, say, hall, moderator):
        early, _two, late = many(say, hall, 3)
        hosting.answer_now(contribution=late, by=moderator)
        hosting.answer_now(contribution=early, by=moderator)
        assert client.get(hall.get_url()).context["answering"].pk == early.pk
        hosting.answered_live(contribution=early, by=moderator)
        assert client.get(hall.get_url()).context["answering"] is None


def test_as_many_queries_for_more(small, client, say, hall, monkeypatch):
    many(say, hall, 3)
    monkeypatch.setattr(parts, "SHOWN", 50)
    monkeypatch.setattr(threads, "MOST_IN_A_PART", 5_000)
    address = reverse("townhalls:part", args=[hall.pk, 1])
    client.get(address)
    counts = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
        first = parts.parts_of(hall)[0]
        Contribution.objects.filter(thread__page_id=hall.pk).update(thread=first)
        for row in many(say, hall, 2):
            Contribution.objects.filter(pk=row.pk).update(thread=first)
    assert counts[0] == counts[1] > 0, counts


def test_who_follows_a_part_is_told_that_it_goes_on(small, say, hall):
    first = many(say, hall, 2)[0].thread
    start = log.cursor_of(first)
    many(say, hall, 1)
    told = [frames.told(event) for event in log.replay(first, start).events]
    assert [one.kind for one in told] == [EventKind.PART]
    (body,) = frames.bodies(Stream.PUBLIC, told).values()
    assert body["goes_on"] is True
