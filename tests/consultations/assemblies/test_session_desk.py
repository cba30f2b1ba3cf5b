"""The desk of a session: each form by its verb, what was wrong beside its field, and nothing changed by it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.assemblies.domain import agenda
from consultations.assemblies.domain.threads import open_thread
from consultations.assemblies.forms.sessions import OF_ITEM, OF_PAPER, OF_SESSION
from consultations.assemblies.models import AgendaItem, Attendance, Minutes, Paper, QuorumCount, SessionPage
from tests.consultations.assemblies.factories import MemberFactory, PaperFactory, ProposalFactory, SessionPageFactory

pytestmark = pytest.mark.django_db

DESK = 20


@pytest.fixture
def browser(signed_in, secretariat):
    return signed_in(secretariat)


def address(name, session, *more):
    return reverse(f"assemblies:session_{name}", args=[session.pk, *more])


def text(response):
    return response.content.decode()


def day(name, one):
    return {f"{name}_day": one.day, f"{name}_month": one.month, f"{name}_year": one.year}


def sent(browser, name, session, /, *more, **data):
    """Send a form that is right: it leads back to the desk."""
    response = browser.post(address(name, session, *more), data)
    assert response.status_code == 302, text(response)
    return response


def refused(browser, why, name, session, /, *more, **data):
    """Send a form that is not: it comes back with the sentence, in the summary and beside the field."""
    page = text(browser.post(address(name, session, *more), data))
    assert page.count(why) >= 2
    assert "<title>Error: " in page


class TestForms:
    def test_items(self, browser, session):
        refused(browser, "Enter a title", "item", session, name="", takes=10)
        refused(browser, "must be 1 or more", "item", session, name="A", takes=0)
        sent(browser, "item", session, name="A", takes=10)
        item = AgendaItem.objects.get()
        sent(browser, "item_change", session, item.pk, name="B", takes=20)
        item.refresh_from_db()
        assert (item.title, item.takes) == ("B", 20)

    def test_papers(self, browser, session, item):
        refused(browser, "Enter a title", "paper", session, name="", text="A")
        sent(browser, "paper", session, name="Costs", text="", item=item.pk)
        paper = Paper.objects.get()
        refused_page = text(browser.post(address("paper_publish", session, paper.pk)))
        assert "no form that everybody can read" in refused_page
        sent(browser, "paper_change", session, paper.pk, name="Costs", text="Sums.", item=item.pk)
        sent(browser, "paper_publish", session, paper.pk)
        refused(browser, "Give a reason", "paper_withdraw", session, paper.pk, because="")
        sent(browser, "paper_withdraw", session, paper.pk, because="It named a patient.")
        paper.refresh_from_db()
        assert (paper.item, paper.withdrawn_because) == (item, "It named a patient.")

    def test_two_people_record_attendance_from_pages_that_were_opened_together(self, browser, session, members):
        """Whoever sends the second page touched another member, and takes nothing back of what the first recorded."""
        first, second, _third = (f"member-{one.pk}" for one in members)
        stood = browser.get(address("attendance", session)).context["form"]["stood"].value()
        sent(browser, "attendance", session, **{"stood": stood, first: "in-person", second: ""})
        sent(browser, "attendance", session, **{"stood": stood, first: "", second: "online"})
        assert set(Attendance.objects.values_list("member", "presence")) == {
            (members[0].pk, "in-person"),
            (members[1].pk, "online"),
        }

    def test_attendance_is_taken_back_by_who_saw_it(self, browser, session, members):
        name = f"member-{members[0].pk}"
        sent(browser, "attendance", session, **{name: "in-person"})
        page = browser.get(address("attendance", session))
        assert 'name="stood"' in text(page)
        sent(browser, "attendance", session, **{"stood": page.context["form"]["stood"].value(), name: ""})
        assert not Attendance.objects.exists()

    @pytest.mark.parametrize("stood", ["", "no json", "[1]", '{"member-1": 2}'])
    def test_attendance_with_a_mark_that_is_none(self, browser, session, members, stood):
        response = browser.post(address("attendance", session), {"stood": stood, f"member-{members[0].pk}": "online"})
        assert response.status_code in (200, 302)

    def test_a_late_paper_asks_why(self, browser, session):
        paper = PaperFactory(session=session)
        SessionPage.objects.update(starts_at=timezone.now() + timedelta(days=1))
        refused(browser, "Say why it comes late", "paper_publish", session, paper.pk, late_because="")
        sent(browser, "paper_publish", session, paper.pk, late_because="Figures came late.")
        paper.refresh_from_db()
        assert (paper.met_notice, paper.late_because) == (False, "Figures came late.")

    def test_attendance_and_quorum(self, browser, session, members):
        refused(browser, "There is no quorum", "quorum", session, because="")
        sent(
            browser,
            "attendance",
            session,
            **{f"member-{members[0].pk}": "online", f"member-{members[1].pk}": "in-person"},
        )
        assert Attendance.objects.count() == 2
        sent(browser, "quorum", session)
        assert QuorumCount.objects.get().present == 2

    def test_outcome_began_and_defer(self, browser, begun, item, secretariat):
        refused(browser, "Select what came of it", "item_outcome", begun, item.pk)
        refused(browser, "in the words that were agreed", "item_outcome", begun, item.pk, outcome="advice")
        now = timezone.localtime()
        refused(browser, "Enter a time such as", "item_began", begun, item.pk, **day("day", now), clock="soon")
        refused(
            browser, "in the future", "item_began", begun, item.pk, **day("day", now + timedelta(days=1)), clock="10:00"
        )
        sent(browser, "item_began", begun, item.pk, **day("day", now), clock=f"{now:%H:%M:%S}")
        sent(browser, "item_outcome", begun, item.pk, outcome="noted")
        second = agenda.add_item(session=begun, title="B", by=secretariat)
        other = SessionPageFactory(parent=begun.get_parent())
        sent(browser, "item_defer", begun, second.pk, to=other.pk)
        assert other.items.get().title == "B"

    def test_minutes(self, browser, ended):
        page = text(browser.get(address("minutes", ended)))
        assert "What prevention costs" in page  # from the record
        sent(browser, "minutes", ended, text="They spoke.", after=0)
        late = text(browser.post(address("minutes", ended), {"text": "Else", "change": "Else", "after": 0}))
        assert [late.count(one) for one in ("Somebody wrote version 1 meanwhile", "<p>They spoke.</p>")] == [1, 1]
        refused(browser, "Say what changed, and why", "minutes", ended, text="Else", change="", after=1)
        sent(browser, "minutes", ended, text="They spoke long.", change="How long.", after=1)
        refused(browser, "in the future", "agree", ended, **day("on", timezone.localdate() + timedelta(days=1)))
        sent(browser, "agree", ended, **day("on", timezone.localdate()))
        sent(
            browser, "correct", ended, text="They spoke.", change="A slip.", after=2, **day("on", timezone.localdate())
        )
        assert Minutes.objects.filter(state="agreed").count() == 2

    def test_recording(self, browser, begun):
        now = timezone.localtime()
        refused(browser, "an hour or less", "recording", begun, **day("day", now), clock="10:00", adjustment=4000)
        sent(browser, "recording", begun, **day("day", now), clock=f"{now:%H:%M:%S}", adjustment=-5)
        begun.refresh_from_db()
        assert begun.recording.adjustment == -5

    def test_cancelling(self, browser, session):
        refused(browser, "Give a reason", "cancel", session, because="")
        sent(browser, "cancel", session, because="Snow.")
        session.refresh_from_db()
        assert session.state == "cancelled"

    def test_every_form_is_drawn(self, browser, begun, item):
        paper = PaperFactory(session=begun)
        for what in OF_SESSION:
            assert browser.get(address(what, begun)).status_code == 200
        for what in OF_ITEM:
            assert browser.get(address(f"item_{what}", begun, item.pk)).status_code == 200
        for what in OF_PAPER:
            assert browser.get(address(f"paper_{what}", begun, paper.pk)).status_code == 200


class TestButtons:
    def test_order_off_and_threads(self, browser, session, item, secretariat):
        second = agenda.add_item(session=session, title="B", by=secretariat)
        browser.post(address("item_act", session, second.pk), {"do": "up"})
        assert [one.title for one in session.items.all()] == ["B", item.title]
        browser.post(address("item_act", session, second.pk), {"do": "down"})
        browser.post(address("item_act", session, item.pk), {"do": "thread"})
        browser.post(address("item_act", session, second.pk), {"do": "off"})
        assert [(one.title, bool(one.thread)) for one in session.items.all()] == [(item.title, True)]
        assert browser.post(address("item_act", session, item.pk), {"do": "nothing"}).status_code == 404

    def test_what_was_seconded_is_put_on(self, browser, session, body):
        one = ProposalFactory(body=body, seconded_by=MemberFactory(), seconded_at=timezone.now(), state="seconded")
        browser.post(address("put_on", session, one.pk))
        assert session.items.get().proposal == one

    def test_a_refusal_is_told_at_the_desk(self, browser, session):
        response = browser.post(address("state", session), {"verb": "go_live"}, follow=True)
        assert "Put something on the agenda first." in text(response)
        assert browser.post(address("state", session), {"verb": "cancel"}).status_code == 404

    def test_the_whole_session_has_a_thread(self, browser, session):
        browser.post(address("thread", session))
        assert "Session on prevention: live" in text(browser.get(address("desk", session)))


class TestDesk:
    def test_a_late_paper_is_named(self, browser, session):
        PaperFactory(session=session, title="Figures", text="")
        SessionPage.objects.update(starts_at=timezone.now() + timedelta(days=1))
        page = text(browser.get(address("desk", session)))
        assert "“Figures” is late: it was due on" in page
        assert "It has no form that everybody can read yet." in page

    def test_an_item_that_goes_on_is_not_begun_again(self, browser, begun, item, secretariat):
        assert "Begin now" in text(browser.get(address("desk", begun)))
        agenda.begin_item(item=item, by=secretariat)
        assert "Begin now" not in text(browser.get(address("desk", begun)))

    def test_an_outcome_has_the_colour_that_everybody_sees(self, browser, begun, item, secretariat):
        agenda.conclude(item=item, outcome="noted", text="", by=secretariat)
        page = text(browser.get(address("desk", begun)))
        assert 'nhsuk-tag--grey">Noted' in " ".join(page.split()).replace("> ", ">")

    def test_nobody_else_comes_in(self, client, session):
        assert "/accounts/login/" in client.get(address("desk", session)).url

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, browser, session, secretariat, more, django_assert_num_queries):
        for number in range(more):
            item = agenda.add_item(session=session, title=f"Item {number}", by=secretariat)
            PaperFactory(session=session, item=item)
            open_thread(session=session, item=item, by=secretariat)
            ProposalFactory(
                body=session.get_parent(), seconded_by=MemberFactory(), seconded_at=timezone.now(), state="seconded"
            )
        browser.get(address("desk", session))
        with django_assert_num_queries(DESK):
            browser.get(address("desk", session))
