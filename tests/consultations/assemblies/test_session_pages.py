"""A session as everybody reads of it: its page, papers, minutes, lists, calendars, feeds. And what nobody may read."""

from datetime import UTC, date, datetime, timedelta

import pytest
from defusedxml import ElementTree
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from consultations.assemblies.domain import agenda, minutes, papers
from consultations.assemblies.domain.sessions import change_state
from consultations.assemblies.domain.threads import open_thread
from consultations.assemblies.models import BodyPage, SessionPage
from consultations.assemblies.panels.sessions import of_member
from consultations.assemblies.presenters.minutes_draft import drafted
from consultations.assemblies.presenters.year import place
from consultations.assemblies.views.session import session_page
from core.panels import panels_for
from tests.consultations.assemblies.conftest import begin, end
from tests.consultations.assemblies.factories import (
    AdviceFactory,
    AgendaItemFactory,
    BallotFactory,
    ItemInterestFactory,
    PaperFactory,
    SessionPageFactory,
)
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
PAGE, LIST, YEAR, FEED, WORKSPACE = 32, 9, 12, 10, 6


def text(response):
    return response.content.decode()


def entries(response):
    return ElementTree.fromstring(response.content).findall("atom:entry", ATOM)


def titles(response):
    return [one.find("atom:title", ATOM).text for one in entries(response)]


def events(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


def address(name, row, *more):
    return reverse(f"assemblies:{name}", args=[row.pk, *more])


@pytest.fixture
def held(session, item, members, secretariat):
    """A session with a paper, a thread, an interest and an outcome."""
    paper = papers.draft(session=session, title="Costs", text="What we know.", item=item, by=secretariat)
    papers.publish(paper=paper, by=secretariat)
    open_thread(session=session, by=secretariat)
    begun = begin(session, members, secretariat)
    agenda.begin_item(item=item, by=secretariat)
    now = timezone.now()
    ItemInterestFactory(item=item, member=members[0], what="Runs a home", stepped_out_at=now, came_back_at=now)
    BallotFactory(item=item, closed_at=now, entitled=2, result="carried")
    return end(begun, item, secretariat)


class TestPage:
    def test_it_tells_how_it_went(self, client, held, members):
        page = text(client.get(held.url))
        clock = f"{timezone.localtime():%H}"
        for told in (
            "Held, minutes in draft",
            "1. What prevention costs",
            "Count what carers do.",
            "There was a quorum: 2 of 3 members were there, and it takes 2.",
            "declared an interest: Runs a home. They stepped out at",
            "2 members could vote. 0 voted for, 0 against, and 0 abstained.",
            "In time: it was due on",
            "Session on prevention: live",
        ):
            assert told in page
        assert clock in page

    def test_what_is_spoken_of_now_is_marked(self, client, begun, item, secretariat):
        assert 'aria-current="step"' not in text(client.get(begun.url))
        agenda.begin_item(item=item, by=secretariat)
        assert text(client.get(begun.url)).count('aria-current="step"') == 1

    def test_a_cancelled_one_says_why(self, client, session, item, secretariat):
        change_state(session=session, verb="cancel", actor=secretariat, reason="Snow on every road.")
        page = text(client.get(session.url))
        assert "This session is cancelled" in page
        assert "Snow on every road." in page

    def test_one_that_was_moved_says_from_when(self, client, session):
        for days in (14, 14, 21, 28):
            session.starts_at = datetime(2030, 1, 1, 14, tzinfo=UTC) + timedelta(days=days)
            session.ends_at = session.starts_at + timedelta(hours=2)
            session.save_revision().publish()
        page = text(client.get(session.url))
        assert "until then it was announced for 14:00 on 15 January 2030." in page
        assert "until then it was announced for 14:00 on 22 January 2030." in page
        assert page.count("It was moved") == 2
        feed = client.get(address("session_feed", session))
        assert titles(feed).count("Moved: Session on prevention") == 2
        assert "To 14:00 on 29 January 2030, from 14:00 on 22 January 2030." in text(feed)

    def test_a_late_paper_is_named(self, client, session, secretariat):
        PaperFactory(session=session, title="Figures")
        assert "Figures" not in text(client.get(session.url))
        SessionPage.objects.update(starts_at=timezone.now() + timedelta(days=1))
        assert "“Figures” is late: it was due on" in text(client.get(session.url))

    def test_where_it_went_and_what_was_deferred(self, client, begun, item, body, secretariat):
        other = SessionPageFactory(parent=body, title="The next one")
        agenda.defer(item=item, to=other, by=secretariat)
        assert f'<a href="{other.url}">The next one</a>' in text(client.get(begun.url))
        other.unpublish()
        assert "The next one" not in text(client.get(begun.url))

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_a_longer_agenda(self, client, session, members, more, django_assert_num_queries):
        secretariat = UserFactory(secretariat=True)
        for number in range(more):
            item = agenda.add_item(session=session, title=f"Item {number}", by=secretariat)
            PaperFactory(
                session=session, item=item, published_at=timezone.now(), due_on=timezone.localdate(), met_notice=True
            )
            ItemInterestFactory(item=item, member=members[number])
            BallotFactory(item=item, closed_at=timezone.now(), entitled=2, result="carried")
            open_thread(session=session, item=item, by=secretariat)
        client.get(session.url)
        with django_assert_num_queries(PAGE):
            client.get(session.url)


class TestPapersAndMinutes:
    def test_a_paper_is_a_page(self, client, session, item, secretariat):
        paper = papers.draft(session=session, title="Costs", text="## Sums\n\nA <b>.", item=item, by=secretariat)
        assert client.get(address("paper", paper)).status_code == 404
        papers.publish(paper=paper, by=secretariat)
        page = text(client.get(address("paper", paper)))
        assert "<h2>Sums</h2><p>A &lt;b&gt;.</p>" in page

    def test_minutes_show_what_changed(self, client, ended, secretariat):
        assert client.get(address("last_minutes", ended)).status_code == 404
        minutes.write(session=ended, text="They spoke of money.", by=secretariat)
        minutes.write(session=ended, text="They spoke of costs.", change="The word.", after=1, by=secretariat)
        assert client.get(address("last_minutes", ended)).url == address("minutes", ended, 2)
        page = text(client.get(address("minutes", ended, 2)))
        assert '<del><span class="nhsuk-u-visually-hidden">[Removed: </span>money.<span' in page
        assert '<ins><span class="nhsuk-u-visually-hidden">[Added: </span>costs.<span' in page
        assert "Draft, not agreed yet" in page
        assert "There is <a" in text(client.get(address("minutes", ended, 1)))

    def test_the_record_drafts_them(self, held, members):
        draft = drafted(held)
        for told in (
            "- In the room: " + members[0].name,
            "- Apologies: " + members[2].name,
            "There was a quorum: 2 of 3 members were there, and it takes 2.",
            "## 1. What prevention costs",
            "- Paper: Costs",
            "They stepped out at",
            "Advice. Count what carers do.",
            "0 questions were asked in public.",
        ):
            assert told in draft


class TestLists:
    def test_the_sessions_of_a_body(self, client, body):
        now = timezone.now()
        for title, days, state in (("Later", 9, "planned"), ("Next", 2, "papers-out"), ("Held", -9, "minutes-agreed")):
            SessionPageFactory(parent=body, title=title, starts_at=now + timedelta(days=days), state=state)
        SessionPageFactory(title="Of another body")
        page = text(client.get(address("sessions", body)))
        assert page.index("Next") < page.index("Later") < page.index(">Held<")
        assert "Of another body" not in page
        assert client.get(address("sessions", body) + "?page=9").url == address("sessions", body)

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, client, body, more, django_assert_num_queries):
        for _ in range(more):
            SessionPageFactory(parent=body)
            SessionPageFactory(parent=body, state="minutes-agreed")
        client.get(address("sessions", body))
        with django_assert_num_queries(LIST):
            client.get(address("sessions", body))

    def test_the_year_is_drawn_and_told(self, client, body, session, secretariat):
        year = timezone.localdate(session.starts_at).year
        AdviceFactory(
            body=body,
            reference="ADV-7",
            given_on=timezone.localdate(session.starts_at),
            reply_due=timezone.localdate(session.starts_at),
        )
        page = text(client.get(f"{body.url}?year={year}"))
        assert page.count('<circle class="mh-year__mark ') == 3
        assert "ADV-7" in page
        assert "Nothing is in this year yet." in text(client.get(f"{body.url}?year=1950"))
        for broken in ("x", "0000", "99999", "²²²²"):
            assert client.get(body.url, {"year": broken}).status_code == 200

    def test_a_day_has_its_place(self):
        assert 2 < place(date(2026, 1, 1)) < place(date(2026, 7, 1)) < place(date(2024, 12, 31)) < 98

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_a_longer_year(self, rf, body, more, django_assert_num_queries):
        for _ in range(more):
            SessionPageFactory(parent=body)
            AdviceFactory(body=body)
        panels_for("body", rf.get("/"), body)
        with django_assert_num_queries(YEAR):
            panels_for("body", rf.get("/"), body)


class TestCalendars:
    def test_of_all_of_a_body_and_of_one(self, client, session):
        SessionPageFactory(title="Of another body")
        assert len(events(client.get(reverse("assemblies:sessions_calendar")))) == 2
        for name, row in (("body_calendar", session.get_parent()), ("session_calendar", session)):
            (event,) = events(client.get(address(name, row)))
            assert (event["summary"], event.decoded("dtstart")) == (
                session.title,
                session.starts_at.replace(microsecond=0),
            )

    def test_a_cancelled_one_says_so(self, client, session, secretariat):
        change_state(session=session, verb="cancel", actor=secretariat, reason="Snow.")
        (event,) = events(client.get(address("session_calendar", session)))
        assert (event["summary"], event["description"]) == ("Cancelled: Session on prevention", "Snow.")


class TestFeeds:
    def test_papers_minutes_and_what_was_announced(self, client, held, body, secretariat):
        minutes.write(session=held, text="They spoke.", by=secretariat)
        expected = {"Session: Session on prevention", "Paper: Costs", "Minutes of Session on prevention, version 1"}
        assert set(titles(client.get(address("session_feed", held)))) == expected
        assert set(titles(client.get(address("body_sessions_feed", body)))) == expected

    def test_what_was_cancelled(self, client, session, secretariat):
        change_state(session=session, verb="cancel", actor=secretariat, reason="Snow.")
        assert "Cancelled: Session on prevention" in titles(client.get(address("session_feed", session)))

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, client, body, secretariat, more, django_assert_num_queries):
        for _ in range(more):
            session = SessionPageFactory(parent=body, state="cancelled")
            session.changes.create(to="cancelled", reason="Snow.")
            PaperFactory(session=session, published_at=timezone.now(), due_on=timezone.localdate(), met_notice=True)
            session.minutes.create(number=1, text="<p>They spoke.</p>")
        client.get(address("body_sessions_feed", body))
        with django_assert_num_queries(FEED):
            client.get(address("body_sessions_feed", body))


class TestWorkspace:
    def test_papers_to_read_are_those_of_my_bodies(self, rf, session, members, secretariat):
        papers.publish(paper=PaperFactory(session=session, title="Costs"), by=secretariat)
        other = SessionPageFactory()
        papers.publish(paper=PaperFactory(session=other, title="Elsewhere"), by=secretariat)
        PaperFactory(session=session, title="Draft")
        told = of_member(rf.get("/"), members[0])["rows"]
        assert [row["line"].one.title for row in told] == ["Costs"]

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, rf, body, members, more, django_assert_num_queries):
        for _ in range(more):
            session = SessionPageFactory(parent=body)
            PaperFactory(session=session, published_at=timezone.now(), due_on=timezone.localdate(), met_notice=True)
        of_member(rf.get("/"), members[0])
        with django_assert_num_queries(WORKSPACE):
            of_member(rf.get("/"), members[0])


class TestLeaks:
    SECRET = "Planted secret"

    @pytest.fixture
    def everywhere(self, client, session, body, members, rf):
        """Every public page on which something of a session stands."""

        def read():
            names = [("sessions", body), ("body_sessions_feed", body), ("body_calendar", body)]
            names += [("session_feed", session), ("session_calendar", session)]
            pages = [address(*one) for one in names] + [
                reverse("assemblies:sessions_calendar"),
                session.url,
                body.url,
                "/",
            ]
            found = "".join(text(client.get(page)) for page in pages)
            return found + str(of_member(rf.get("/"), members[0]))

        return read

    def test_a_draft_is_nowhere(self, client, everywhere, session, item, secretariat):
        paper = papers.draft(session=session, title=self.SECRET, text=self.SECRET, item=item, by=secretariat)
        assert self.SECRET not in everywhere()
        assert client.get(address("paper", paper)).status_code == 404

    def test_of_a_late_draft_the_title_alone(self, client, everywhere, session, secretariat):
        SessionPage.objects.update(starts_at=timezone.now() + timedelta(days=1))
        papers.draft(session=session, title="Figures", text=self.SECRET, by=secretariat)
        found = everywhere()
        assert "Figures" in found
        assert self.SECRET not in found

    def test_of_a_withdrawn_paper_the_text_is_gone(self, client, everywhere, session, item, secretariat):
        paper = papers.draft(session=session, title="Costs", text=self.SECRET, item=item, by=secretariat)
        papers.publish(paper=paper, by=secretariat)
        assert self.SECRET in everywhere()
        papers.withdraw(paper=paper, because="It named a patient.", by=secretariat)
        assert self.SECRET not in everywhere()
        response = client.get(address("paper", paper))
        assert response.status_code == 410
        assert self.SECRET not in text(response)
        assert "It named a patient." in text(response)

    def test_a_withdrawn_draft_is_nowhere(self, everywhere, session, secretariat):
        paper = papers.draft(session=session, title=self.SECRET, text=self.SECRET, by=secretariat)
        papers.withdraw(paper=paper, because=self.SECRET, by=secretariat)
        SessionPage.objects.update(starts_at=timezone.now() + timedelta(days=1))
        assert self.SECRET not in everywhere()

    def test_of_an_unpublished_session_nothing(self, client, held, members, rf, secretariat):
        minutes.write(session=held, text=self.SECRET, by=secretariat)
        paper, body = held.papers.get(), held.get_parent()
        assert self.SECRET in text(client.get(address("minutes", held, 1)))
        SessionPage.objects.get(pk=held.pk).unpublish()
        for page in (
            address("paper", paper),
            address("minutes", held, 1),
            address("last_minutes", held),
            address("session_feed", held),
            address("session_calendar", held),
        ):
            assert client.get(page).status_code == 404
        for page in (
            body.url,
            address("sessions", body),
            address("body_sessions_feed", body),
            address("body_calendar", body),
        ):
            assert held.title not in text(client.get(page))
        assert of_member(rf.get("/"), members[0])["rows"] == []

    def test_of_a_session_behind_a_password_nothing(self, client, body, held):
        held.view_restrictions.create(restriction_type="password", password="open")
        paper = held.papers.get()
        assert client.get(address("paper", paper)).status_code == 404
        assert held.title not in text(client.get(body.url))

    def test_a_body_that_is_not_public_has_no_list(self, client, body, session):
        BodyPage.objects.get(pk=body.pk).unpublish()
        for name in ("sessions", "body_calendar", "body_sessions_feed"):
            assert client.get(address(name, body)).status_code == 404


class TestPreview:
    def test_of_a_page_that_was_never_saved(self, rf, body, secretariat):
        request = rf.get("/")
        request.user = secretariat
        page = SessionPage(title="New", starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1))
        assert "New" in session_page(request, page).render().content.decode()


def test_a_member_who_asks_for_the_desk_is_told_no(signed_in, session, members):
    members[0].user = UserFactory()
    members[0].save()
    assert signed_in(members[0].user).get(address("session_desk", session)).status_code == 403
    assert not AgendaItemFactory(session=session).outcome
