"""Feeds and calendars at every level: each is there, is named by its page, tells what is new, and tells no secret."""

import re
from datetime import UTC, timedelta

import pytest
from bs4 import BeautifulSoup
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from consultations.assemblies.enums import SessionState
from consultations.statements.models import ProgressNote
from evidence.publication.domain.publish import unpublish
from tests.consultations.assemblies.factories import (
    AdviceFactory,
    AgendaItemFactory,
    BallotFactory,
    BodyPageFactory,
    InterestFactory,
    ItemInterestFactory,
    MinutesFactory,
    PaperFactory,
    ProposalFactory,
    SessionPageFactory,
    TermFactory,
)
from tests.consultations.statements.factories import CommentFactory, StatementFactory, VersionFactory
from tests.factories import CallPageFactory, ReviewPageFactory, TownHallPageFactory, WorkstreamPageFactory, published

pytestmark = pytest.mark.django_db

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
SECRET = "Gallimaufry"


def titles(client, address):
    """The titles of a feed's entries or of a calendar's days, in the order of the alphabet."""
    response = client.get(address)
    assert response.status_code == 200, address
    if response["Content-Type"].startswith("text/calendar"):
        return sorted(str(event["summary"]) for event in Calendar.from_ical(response.content).walk("VEVENT"))
    feed = ElementTree.fromstring(response.content)
    return sorted(entry.findtext("atom:title", namespaces=ATOM) for entry in feed.findall("atom:entry", ATOM))


def named_by(client, address):
    """The feeds and calendars that a page names in its head, and those of them to which it leads in its text."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    named = [link["href"] for link in page.find_all("link", rel="alternate")]
    return named, [one for one in named if page.find("main").find("a", href=one)]


@pytest.fixture
def review():
    return ReviewPageFactory(title="The review")


@pytest.fixture
def workstream(review):
    return WorkstreamPageFactory(parent=review)


@pytest.fixture
def body(review):
    return BodyPageFactory(parent=review, title="The Assembly")


@pytest.fixture
def session(body):
    return SessionPageFactory(parent=body, title="Third session")


@pytest.fixture
def advice(body):
    return AdviceFactory(body=body, reference="ADV-3")


@pytest.fixture
def everything(review, workstream, session, advice):
    """One of each that is told of in a review, with the pages that tell of it."""
    call = CallPageFactory(parent=review, title="The call", workstreams=[workstream])
    edition = published(call=call, name="Ada Example")
    hall = TownHallPageFactory(parent=review, title="The hall", workstream=workstream)
    statement = StatementFactory(number=7, review=review, workstreams=[workstream])
    ProgressNote.objects.create(statement=statement, day=timezone.localdate(), text="It was read.")
    PaperFactory(session=session, title="Prevention", **out())
    return {
        "review": review.get_url(),
        "workstream": workstream.get_url(),
        "call": call.get_url(),
        "hall": hall.get_url(),
        "body": session.get_parent().get_url(),
        "session": session.get_url(),
        "sessions": f"/bodies/{session.get_parent().pk}/sessions/",
        "statement": statement.get_absolute_url(),
        "advice": advice.get_absolute_url(),
        "calls": "/calls/",
        "halls": "/town-halls/",
        "bodies": "/bodies/",
        "statements": "/recommendations/",
        "register": "/bodies/advice/",
        "evidence": edition.reference,
    }


def out():
    return {"published_at": timezone.now(), "due_on": timezone.localdate(), "met_notice": True}


# How many feeds and calendars each page names: those of what has no days have no calendar.
LEVELS = {
    "review": (1, 1),
    "workstream": (1, 1),
    "call": (1, 1),
    "hall": (1, 1),
    "body": (3, 2),
    "session": (1, 1),
    "sessions": (1, 1),
    "statement": (1, 0),
    "advice": (1, 0),
    "calls": (2, 1),
    "halls": (1, 1),
    "bodies": (1, 1),
    "statements": (1, 0),
    "register": (1, 1),
}


@pytest.mark.parametrize("level", LEVELS)
def test_a_page_names_its_feeds_and_calendars_and_leads_to_each(client, everything, level):
    named, led_to = named_by(client, everything[level])
    calendars = [one for one in named if one.endswith(".ics")]
    assert (len(named) - len(calendars), len(calendars)) == LEVELS[level]
    assert led_to == named
    for one in named:
        assert isinstance(titles(client, one), list), "each can be read"


class TestWhatIsTold:
    def test_all_of_a_review(self, client, everything, review):
        reference = everything["evidence"]
        assert titles(client, f"/reviews/{review.pk}/feed/") == sorted(
            [
                "The call",
                f"{reference}: Ada Example",
                "The hall",
                "REC-7: version 1",
                "REC-7: Progress",
                "Session: Third session",
                "Paper: Prevention",
                "ADV-3: Count what carers do",
            ]
        )
        assert titles(client, f"/reviews/{review.pk}/calendar.ics") == [
            "Closes: The call",
            "Opens: The call",
            "Reply due: ADV-3 Count what carers do",
            "The hall",
            "Third session",
        ]

    def test_all_of_a_workstream_and_of_a_call(self, client, everything, workstream):
        evidence = f"{everything['evidence']}: Ada Example"
        of_it = ["REC-7: Progress", "REC-7: version 1", "The call", "The hall"]
        assert titles(client, f"/workstreams/{workstream.pk}/feed/") == sorted([evidence, *of_it])
        days = ["Closes: The call", "Opens: The call"]
        assert titles(client, f"/workstreams/{workstream.pk}/calendar.ics") == [*days, "The hall"]
        (feed, ics), _led_to = named_by(client, everything["call"])
        assert titles(client, feed) == sorted([evidence, "The call"])
        assert titles(client, ics) == days

    def test_nothing_of_another(self, client, everything):
        other = ReviewPageFactory()
        assert titles(client, f"/reviews/{other.pk}/feed/") == titles(client, f"/reviews/{other.pk}/calendar.ics") == []

    def test_a_call_that_is_not_open_yet_has_its_days_and_is_no_news(self, client, review):
        now = timezone.now()
        CallPageFactory(
            parent=review, title="Later", opens_at=now + timedelta(days=9), closes_at=now + timedelta(days=20)
        )
        assert titles(client, f"/reviews/{review.pk}/feed/") == []
        assert titles(client, f"/reviews/{review.pk}/calendar.ics") == ["Closes: Later", "Opens: Later"]

    def test_evidence_that_was_taken_back_is_gone_at_once(self, client, review, secretariat):
        edition = published(call=CallPageFactory(parent=review, title="The call"))
        response = client.get(f"/reviews/{review.pk}/feed/")
        assert "no-cache" in response["Cache-Control"]
        assert edition.reference in response.text
        unpublish(submission=edition.submission, by=secretariat, reason="Sent in error")
        again = client.get(f"/reviews/{review.pk}/feed/", headers={"If-None-Match": response["ETag"]})
        assert edition.reference not in again.text


class TestDays:
    def test_a_reply_is_due_on_a_day_without_a_time(self, client, advice):
        response = client.get("/bodies/advice/calendar.ics")
        (event,) = Calendar.from_ical(response.content).walk("VEVENT")
        assert event.decoded("dtstart") == advice.reply_due
        assert "dtend" not in event
        assert titles(client, f"/bodies/{advice.body_id}/advice/calendar.ics") == [str(event["summary"])]

    def test_a_call_closes_at_a_moment(self, client):
        call = CallPageFactory()
        events = Calendar.from_ical(client.get("/calls/calendar.ics").content).walk("VEVENT")
        found = {str(event["summary"]): event.decoded("dtstart") for event in events}
        assert found[f"Closes: {call.title}"] == call.closes_at.astimezone(UTC).replace(microsecond=0)

    def test_withdrawn_advice_is_due_no_more(self, client, advice):
        advice.state, advice.withdrawn_because, advice.withdrawn_on = "withdrawn", "Wrong", timezone.localdate()
        advice.save()
        assert titles(client, "/bodies/advice/calendar.ics") == []


@pytest.mark.parametrize("what", ["feed/", "calendar.ics"])
@pytest.mark.parametrize("place", ["reviews", "workstreams", "calls"])
def test_what_is_behind_a_sign_in_has_neither(client, review, workstream, place, what):
    page = {"reviews": review, "workstreams": workstream, "calls": CallPageFactory(parent=review)}[place]
    assert client.get(f"/{place}/{page.pk}/{what}").status_code == 200
    PageViewRestriction.objects.create(page=review, restriction_type="login")
    assert client.get(f"/{place}/{page.pk}/{what}").status_code == 404


def test_as_many_queries_for_more(client, everything, review, workstream, body):
    counts = []
    for number in range(3):
        published(call=CallPageFactory(parent=review, workstreams=[workstream]))
        TownHallPageFactory(parent=review, workstream=workstream)
        AdviceFactory(body=body)
        PaperFactory(session=SessionPageFactory(parent=body), **out())
        StatementFactory(number=20 + number, review=review, workstreams=[workstream])
        asked = []
        for address in [f"/reviews/{review.pk}/{what}" for what in ("feed/", "calendar.ics")]:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            asked.append(len(queries))
        counts.append(asked)
    assert counts[0] == counts[2], counts


class TestSecrets:
    """Whatever may be followed of a body, a review, a session or a statement: none of it says what is not public."""

    @pytest.fixture
    def planted(self, everything, review, body, session):
        member = TermFactory(body=body).member
        hidden = SessionPageFactory(parent=body, title=f"{SECRET} hidden", live=False)
        closed = BodyPageFactory(parent=review, title=f"{SECRET} closed")
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
        PaperFactory(session=session, title=f"{SECRET} draft", text=f"<p>{SECRET}</p>")
        PaperFactory(session=hidden, title=f"{SECRET} paper", **out())
        PaperFactory(
            session=session,
            title="Taken back",
            text=f"<p>{SECRET}</p>",
            **out(),
            withdrawn_at=timezone.now(),
            withdrawn_because="It was wrong",
        )
        # Written before the session ended, so that nobody has published them.
        MinutesFactory(session=session, text=f"<p>{SECRET}</p>", change=f"{SECRET} minutes")
        MinutesFactory(
            session=SessionPageFactory(parent=closed, state=SessionState.MINUTES_DRAFT), text=f"<p>{SECRET}</p>"
        )
        AgendaItemFactory(session=hidden, title=f"{SECRET} item")
        item = AgendaItemFactory(session=session, title="Carers")
        ItemInterestFactory(item=AgendaItemFactory(session=hidden), member=member, what=f"{SECRET} at stake")
        InterestFactory(member=member, what=f"{SECRET} declared", ended_on=None)
        BallotFactory(item=item, question=f"{SECRET} open vote")
        ProposalFactory(body=body, title=f"{SECRET} proposal", text=SECRET, proposed_by=member)
        AdviceFactory(body=closed, title=f"{SECRET} advice")
        AdviceFactory(body=body, reference="ADV-9", item=AgendaItemFactory(session=hidden, title=f"{SECRET} of it"))
        statement = StatementFactory(number=8, review=review)
        CommentFactory(version=statement.current, waiting=True, text=SECRET)
        VersionFactory(statement=statement, state="draft", title=SECRET, text=SECRET)
        StatementFactory(number=9, review=review, unpublished=True).versions.update(title=SECRET, text=SECRET)
        return everything

    def test_none_is_in_any_feed_or_calendar_or_in_the_panel_to_follow_by_mail(self, client, planted):
        pages = [address for name, address in planted.items() if name != "evidence"]
        pages += ["/bodies/advice/ADV-9/", "/recommendations/8/"]
        follow = {one for address in pages for one in named_by(client, address)[0]}
        assert len(follow) == 29
        for address in sorted(follow):
            assert SECRET not in client.get(address).text, address
        for address in pages:
            for asked in re.findall(r'href="(/search/alerts/new/\?[^"]+)"', client.get(address).text):
                assert SECRET not in client.get(asked).text, asked

    def test_what_is_hidden_has_no_feed_and_no_calendar(self, client, planted, review):
        hidden = review.get_children().get(title=f"{SECRET} closed")
        for address in ("feed/", "sessions/feed/", "sessions/calendar.ics", "advice/feed/", "advice/calendar.ics"):
            assert client.get(f"/bodies/{hidden.pk}/{address}").status_code == 404
        assert client.get("/recommendations/9/feed/").status_code == 404
