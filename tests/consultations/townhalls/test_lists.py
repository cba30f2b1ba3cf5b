"""The list of town halls, their calendars and their feeds."""

from datetime import UTC, datetime, timedelta

import pytest
from defusedxml import ElementTree
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from consultations.townhalls.domain.hosting import answer_in_writing
from consultations.townhalls.domain.moderating import decline
from consultations.townhalls.enums import ReasonCode, TownHallState
from tests.factories import TownHallPageFactory, WorkstreamPageFactory

pytestmark = pytest.mark.django_db

ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def events(response):
    assert response["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(response.content).walk("VEVENT")


def entries(response):
    return ElementTree.fromstring(response.content).findall("atom:entry", ATOM)


class TestList:
    def test_those_to_come_stand_before_those_that_were_held(self, client):
        now = timezone.now()
        TownHallPageFactory(title="Held hall", state=TownHallState.ARCHIVED)
        TownHallPageFactory(title="Later hall", starts_at=now + timedelta(days=9), ends_at=now + timedelta(days=10))
        TownHallPageFactory(title="Next hall", starts_at=now + timedelta(days=2), ends_at=now + timedelta(days=3))
        page = client.get(reverse("townhalls:list")).content.decode()
        assert page.index("Next hall") < page.index("Later hall") < page.index("Held hall")

    def test_a_page_that_is_not_there_leads_to_the_first(self, client):
        assert client.get(reverse("townhalls:list") + "?page=9").url == reverse("townhalls:list")

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, client, more, django_assert_num_queries):
        for _ in range(more):
            TownHallPageFactory()
            TownHallPageFactory(state=TownHallState.CLOSED)
        client.get(reverse("townhalls:list"))
        with django_assert_num_queries(QUERIES):
            client.get(reverse("townhalls:list"))


class TestCalendar:
    def test_it_tells_when_where_and_what_in_one_clock(self, client, hall):
        hall.starts_at = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)  # 10:00 in London
        hall.ends_at = hall.starts_at + timedelta(hours=2)
        hall.place, hall.title = "Room 1; Leeds, upstairs", "Prevention, again"
        hall.save_revision().publish()
        (event,) = events(client.get(reverse("townhalls:calendar-of", args=[hall.pk])))
        assert event.decoded("dtstart") == hall.starts_at
        assert event.decoded("dtend") == hall.ends_at
        assert event["summary"] == "Prevention, again"
        assert event["location"] == "Room 1; Leeds, upstairs"
        assert event["url"].endswith(hall.get_url())
        assert event["uid"].startswith("tag:")

    def test_of_all_of_a_review_and_of_a_workstream(self, client):
        stream = WorkstreamPageFactory()
        review = stream.get_parent()
        TownHallPageFactory(title="Elsewhere")
        under = TownHallPageFactory(title="Under the review", parent=review, workstream=stream)
        every = {str(one["summary"]) for one in events(client.get(reverse("townhalls:calendar")))}
        assert every == {"Elsewhere", "Under the review"}
        for page in (review, stream, under):
            found = events(client.get(reverse("townhalls:calendar-of", args=[page.pk])))
            assert [str(one["summary"]) for one in found] == ["Under the review"]

    def test_a_draft_is_in_none(self, client, hall):
        hall.unpublish()
        assert events(client.get(reverse("townhalls:calendar"))) == []
        assert client.get(reverse("townhalls:calendar-of", args=[hall.pk])).status_code == 404

    def test_a_program_that_has_it_is_told_so(self, client, hall):
        first = client.get(reverse("townhalls:calendar"))
        again = client.get(reverse("townhalls:calendar"), headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304


class TestFeeds:
    def test_town_halls_as_they_are_announced(self, client, hall):
        (entry,) = entries(client.get(reverse("townhalls:feed")))
        assert entry.find("atom:title", ATOM).text == hall.title
        assert len(entries(client.get(reverse("townhalls:feed-of", args=[hall.get_parent().pk])))) == 1

    def test_questions_and_what_was_answered(self, client, hall, say, moderator):
        question = say("Who pays for prevention?", name="Ada")
        answer_in_writing(contribution=question, text="The board does.", by=moderator)
        (entry,) = entries(client.get(reverse("townhalls:questions-feed", args=[hall.pk])))
        assert question.reference in entry.find("atom:title", ATOM).text
        assert "The board does." in entry.find("atom:summary", ATOM).text
        assert entry.find("atom:author/atom:name", ATOM).text == "Ada"

    def test_nothing_hidden_or_anonymous_is_in_it(self, client, hall, say, moderator):
        decline(contribution=say("Planted secret"), code=ReasonCode.ABUSE, by=moderator)
        say("Who decides?", name="Grace Planted", is_anonymous=True)
        body = client.get(reverse("townhalls:questions-feed", args=[hall.pk])).content.decode()
        assert "Who decides?" in body
        assert "Planted" not in body

    def test_another_page_has_no_questions(self, client, hall):
        assert client.get(reverse("townhalls:questions-feed", args=[hall.get_parent().pk])).status_code == 404


QUERIES = 5


def test_every_page_leads_to_the_town_halls(client):
    """Also while none is on, when home has nothing to say of them."""
    assert '<a href="/town-halls/">Town halls</a>' in client.get("/contact/").content.decode()
    assert '<a href="/town-halls/" aria-current="page">Town halls</a>' in client.get("/town-halls/").content.decode()
