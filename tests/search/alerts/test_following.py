"""Following a body, a session, a recommendation or a principle by mail: what is told of each, once, and to nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from consultations.assemblies.domain import advice as advising
from consultations.assemblies.domain import agenda, minutes, papers, sessions, terms_of_reference
from consultations.assemblies.enums import Outcome
from consultations.statements.domain import commenting, drafting, progress
from consultations.statements.domain.drafting import Wording
from consultations.townhalls.enums import ReasonCode
from core.templatetags.moments import plain_day
from search.alerts.domain import ask_for_alert, last_arrival
from search.alerts.links import confirm_link, stop_link
from search.domain.rebuild import rebuild
from search.models import Alert, Arrival
from tests.consultations.assemblies.factories import AgendaItemFactory, BodyPageFactory, SessionPageFactory
from tests.consultations.statements.factories import StatementFactory
from tests.factories import ParticipantFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def told(messages) -> list[str]:
    """The first line of each result that some mails name, in the order of the alphabet."""
    results = [message.body.split("\n\n")[2:] for message in messages]
    named = [[part.splitlines()[0] for part in parts if "http" in part.splitlines()[-1]] for parts in results]
    return sorted(line for lines in named for line in lines if not line.startswith(("See ", "Stop ")))


@pytest.fixture
def by(db):
    return UserFactory(secretariat=True)


@pytest.fixture
def body(committing):
    with committing():
        page = BodyPageFactory(title="The Assembly", notice_days=0)
        page.save_revision().publish()
    return page


@pytest.fixture
def session(committing, body):
    """A session that goes on now."""
    return met(committing, body, "Third session")


def met(committing, body, title, state="live"):
    with committing():
        page = SessionPageFactory(parent=body, title=title, state=state, starts_at=timezone.now())
        page.save_revision().publish()
    return page


def change(committing, page, **fields):
    with committing():
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision().publish()


@pytest.fixture
def statement(committing):
    made = StatementFactory(number=7)
    with committing():
        made.review.save_revision().publish()
    return made


@pytest.mark.parametrize("which", ["body", "session", "statement"])
def test_the_page_offers_it_without_an_account(client, which, request):
    row = request.getfixturevalue(which)
    value = "REC-7" if which == "statement" else row.pk
    page = client.get(row.get_absolute_url() if which == "statement" else row.get_url()).text
    assert f'href="/search/alerts/new/?{which}={value}"' in page
    name = row.title if which != "statement" else f"REC-7 {row.current.title}"
    assert f"Get emails about {name}" in client.get(f"/search/alerts/new/?{which}={value}").text


@pytest.mark.parametrize("which", ["body", "session", "statement"])
def test_the_way_back_is_the_page_that_one_came_from(client, which, request):
    row = request.getfixturevalue(which)
    value, name, page = (
        ("REC-7", "REC-7", row.get_absolute_url()) if which == "statement" else (row.pk, row.title, row.get_url())
    )
    asked = client.get(f"/search/alerts/new/?{which}={value}").text
    assert f"Back to {name}" in asked
    assert f'href="{page}"' in asked


def test_what_one_confirms_has_its_name(client, committing, body):
    with committing():
        ask_for_alert(email="ada@example.org", search=f"body={body.pk}", frequency="daily")
    address = confirm_link(Alert.objects.get())
    assert "Do you want emails about The Assembly?" in client.get(address).text
    with committing():
        done = client.post(address, follow=True)
    assert "We will send emails about The Assembly to ada@example.org." in done.text


def test_mail_and_its_end_speak_of_what_is_followed(client, committing, alert, run, session):
    by = UserFactory(secretariat=True)
    kept = alert(search=f"session={session.pk}")
    item = AgendaItemFactory(session=session, title="Carers")
    with committing():
        agenda.conclude(item=item, outcome=Outcome.NOTED, text="Heard.", by=by)
    (mail,) = run()
    assert "This is new since we last looked for you, at Third session:" in mail.body
    assert "Stop emails about Third session:" in mail.body
    assert "search for" not in mail.body
    address = stop_link(kept)
    assert "Stop emails about Third session?" in client.get(address).text
    assert "You will get no more emails about Third session." in client.post(address).text


def test_a_search_leads_back_to_its_results(client, session):
    for what in (f"q=carers&session={session.pk}", "q=carers", "kind=minutes"):
        assert "Back to the results" in client.get(f"/search/alerts/new/?{what}").text


def test_a_number_or_a_reference_of_nothing_public_is_named_nowhere(client, session, statement):
    session.unpublish()
    for what in (f"session={session.pk}", "statement=REC-8", "statement=rec-7"):
        assert "something that is no longer here" in client.get(f"/search/alerts/new/?{what}").text


class TestASession:
    def test_its_papers_items_outcomes_minutes_and_advice_are_told(self, committing, alert, run, session, by):
        alert(search=f"session={session.pk}")
        with committing():
            item = agenda.add_item(session=session, title="Carers", by=by)
            waits = papers.draft(session=session, title="Gallimaufry", text="Words.", by=by)
        assert told(run()) == ["Carers"]
        with committing():
            papers.publish(paper=waits, by=by)
        assert told(run()) == ["Gallimaufry"]
        with committing():
            agenda.conclude(item=item, outcome=Outcome.DECISION, text="Count them.", by=by)
        (message,) = run()
        assert told([message]) == ["Carers"]
        assert "Decision" in message.body
        with committing():
            sessions.change_state(session=session, verb="end", actor=by)
            minutes.write(session=session, text="They spoke.", by=by)
        assert told(run()) == ["Minutes: Third session"]
        with committing():
            minutes.agree(session=session, on=timezone.localdate(), by=by)
        assert told(run()) == ["Minutes: Third session"]
        with committing():
            advice = given(session, item, by)
        assert told(run()) == [f"{advice.reference} Count carers"]
        assert run(days=8) == []

    def test_what_is_corrected_is_not_told_again(self, committing, alert, run, session, by):
        with committing():
            item = agenda.add_item(session=session, title="Carers", by=by)
            agenda.conclude(item=item, outcome=Outcome.NOTED, text="", by=by)
        alert(search=f"session={session.pk}")
        with committing():
            agenda.conclude(item=item, outcome=Outcome.DECISION, text="Count them.", by=by)
        assert run() == []

    def test_it_was_cancelled(self, committing, alert, run, body, by):
        ahead = met(committing, body, "Fourth session", "planned")
        alert(search=f"session={ahead.pk}")
        with committing():
            sessions.change_state(session=ahead, verb="cancel", actor=by, reason="The hall burnt down.")
        assert told(run()) == ["Fourth session"]

    def test_it_was_moved_and_each_mended_comma_is_no_news(self, committing, alert, run, body):
        ahead = met(committing, body, "Fourth session", "planned")
        alert(search=f"session={ahead.pk}")
        change(committing, ahead, summary="With a comma, now.")
        assert run() == []
        later = timezone.now() + timedelta(days=20)
        change(committing, ahead, starts_at=later, ends_at=later + timedelta(hours=2))
        (message,) = run()
        assert told([message]) == ["Fourth session"]
        assert plain_day(later.date()) in message.body
        change(committing, ahead, summary="With a point.")
        assert run() == []

    def test_a_time_that_is_corrected_once_it_began_is_no_news(self, committing, alert, run, session):
        alert(search=f"session={session.pk}")
        change(committing, session, starts_at=timezone.now() - timedelta(minutes=5))
        assert run() == []

    def test_another_session_of_the_same_body_is_not_told(self, committing, alert, run, session, by):
        alert(search=f"session={session.pk}")
        body = session.get_parent()
        other = met(committing, body, "Fourth session")
        with committing():
            agenda.add_item(session=other, title="Housing", by=by)
        assert run() == []

    def test_an_item_that_was_taken_off_is_not_told(self, committing, alert, run, session, by):
        alert(search=f"session={session.pk}")
        with committing():
            item = agenda.add_item(session=session, title="Carers", by=by)
        with committing():
            agenda.take_off(item=item, by=by)
        assert run() == []


class TestABody:
    def test_all_its_sessions_and_advice_are_told(self, committing, alert, run, body, by):
        alert(search=f"body={body.pk}")
        session = met(committing, body, "Fourth session")
        assert told(run()) == ["Fourth session"]
        with committing():
            advice = given(session, None, by)
        line = f"{advice.reference} Count carers"
        assert told(run()) == [line]
        today = timezone.localdate()
        with committing():
            advising.publish_reply(advice=advice, who="It", text="We do.", received_on=today, by=by)
        assert told(run()) == [line]
        with committing():
            advising.conclude(advice=advice, outcome="They are counted.", outcome_on=today, by=by)
        assert told(run()) == [line]
        assert run(days=8) == []

    def test_its_terms_of_reference_are_told(self, committing, alert, run, body, by):
        alert(search=f"body={body.pk}")
        with committing():
            terms_of_reference.publish_terms_of_reference(
                body=body, text="<p>To advise.</p>", change="", adopted_on=timezone.localdate(), by=by
            )
        assert told(run()) == ["The Assembly"]


class TestAStatement:
    def test_a_version_a_note_and_a_comment_are_told(self, committing, alert, run, statement, by):
        alert(search="statement=REC-7")
        with committing():
            drafted = drafting.draft(statement=statement, wording=wording("Fewer words."), by=by)
        assert run() == []
        with committing():
            drafting.publish(version=drafted, revision=1, by=by)
        (message,) = run()
        assert told([message]) == ["REC-7 A forum"]
        assert "Status: Not known, Version 2" in message.body
        with committing():
            progress.note_progress(statement=statement, day=timezone.localdate(), text="It was read.", by=by)
        assert told(run()) == ["REC-7 A forum"]
        statement.refresh_from_db()
        with committing():
            comment = said(statement, "Planted gallimaufry.")
        assert run() == [], "nobody has read it"
        with committing():
            commenting.publish(comment=comment, by=UserFactory(moderator=True))
        (message,) = run()
        assert told([message]) == ["REC-7 A forum"]
        assert "1 comment" in message.body

    def test_a_comment_that_is_taken_back_and_let_through_again_is_told_once(
        self, committing, alert, run, statement, by
    ):
        moderator = UserFactory(moderator=True)
        comment = said(statement, "Who pays?")
        alert(search="statement=REC-7")
        with committing():
            commenting.publish(comment=comment, by=moderator)
        assert told(run()) == [f"REC-7 {statement.current.title}"]
        for verb, more in ((commenting.decline, {"code": ReasonCode.DUPLICATE}), (commenting.publish, {})):
            comment.refresh_from_db()
            with committing():
                verb(comment=comment, by=moderator, **more)
        assert run() == []

    def test_another_is_not_told(self, committing, alert, run, statement, by):
        alert(search="statement=REC-8")
        with committing():
            progress.note_progress(statement=statement, day=timezone.localdate(), text="It was read.", by=by)
        assert run() == []


class TestHowMuchIsKnown:
    def test_a_rebuild_tells_nothing_twice_and_counts_what_was_not_counted(self, committing, alert, run, statement, by):
        alert(search="statement=REC-7")
        Arrival.objects.filter(model="statement").update(news=None)
        rebuild()
        assert Arrival.objects.get(model="statement").news == 1
        assert run() == []
        with committing():
            progress.note_progress(statement=statement, day=timezone.localdate(), text="It was read.", by=by)
        assert told(run()) == [f"REC-7 {statement.current.title}"]

    def test_what_arrived_before_it_was_counted_is_no_news(self, committing, alert, run, session, by):
        item = AgendaItemFactory(session=session, title="Carers", outcome=Outcome.NOTED, concluded_at=timezone.now())
        Arrival.objects.create(model="agendaitem", object_pk=str(item.pk), number=0)
        alert(search=f"session={session.pk}")
        before = last_arrival()
        with committing():
            agenda.conclude(item=item, outcome=Outcome.NOTED, text="Heard.", by=by)
        assert (Arrival.objects.get(model="agendaitem").news, last_arrival()) == (1, before)


def given(session, item, by):
    today = timezone.localdate()
    words = advising.Given("Count carers", "Count them.", "The board", given_on=today, reply_due=today, item=item)
    return advising.give(body=session.get_parent().specific, given=words, by=by)


def wording(text):
    return Wording("A forum", text, "The co-chairs", "Shorter.", "It was long.")


def said(statement, text):
    words = commenting.Words(uuid4(), text)
    return commenting.comment(version=statement.current, words=words, by=ParticipantFactory())
