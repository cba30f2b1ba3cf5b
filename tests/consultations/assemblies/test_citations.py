"""References in what standing bodies write, and ADV-3 in every text. What is not public is no link and refers to nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from consultations.assemblies.domain import advice as advising
from consultations.assemblies.domain import agenda, minutes, papers
from consultations.assemblies.domain.terms_of_reference import publish_terms_of_reference
from consultations.assemblies.enums import Outcome, ProposalState, SessionState
from consultations.assemblies.models import AdviceSource
from consultations.statements.domain.commenting import Words, comment, publish
from consultations.townhalls.domain.speaking import Words as Spoken
from consultations.townhalls.domain.speaking import contribute
from consultations.townhalls.enums import ContributionKind
from core.citations import Citation, cited_in, linked
from evidence.submissions.enums import SubmissionState
from tests.consultations.assemblies.factories import (
    AdviceFactory,
    AgendaItemFactory,
    BodyPageFactory,
    MemberFactory,
    MinutesFactory,
    PaperFactory,
    ProposalFactory,
    SessionPageFactory,
)
from tests.consultations.statements.factories import StatementFactory
from tests.factories import (
    ContributionFactory,
    ParticipantFactory,
    SubmissionFactory,
    TownHallPageFactory,
    UserFactory,
    published,
)

pytestmark = pytest.mark.django_db
SECRET = "Planted secret"


def places(reference):
    """How each place is named that refers to it, and where it stands."""
    return [(one.text, one.url) for one in cited_in([reference])[reference]]


def today():
    return timezone.localdate()


def link(advice):
    return f'<a href="/bodies/advice/{advice.reference}/" title="{advice.title}">{advice.reference}</a>'


def asked(text):
    words = Spoken(uuid4(), ContributionKind.QUESTION, text)
    return contribute(hall=TownHallPageFactory(at_once=True), words=words, by=ParticipantFactory())


@pytest.fixture
def evidence():
    return published(name="Ada Example").reference


@pytest.fixture
def advice(body):
    return AdviceFactory(body=body, reference="ADV-3")


class TestAdviceIsNamed:
    def test_in_a_comment_and_in_a_town_hall_as_a_link_with_a_link_back(self, client, advice):
        said = asked("What came of ADV-3?")
        statement = StatementFactory(number=7)
        sent = comment(version=statement.current, words=Words(uuid4(), "See ADV-3."), by=ParticipantFactory())
        assert link(advice) not in client.get("/recommendations/7/").text, "nobody has read it"
        publish(comment=sent, by=UserFactory(moderator=True))
        assert f"See {link(advice)}." in client.get("/recommendations/7/").text
        assert f"What came of {link(advice)}?" in client.get(f"/town-halls/q/{said.reference[2:]}/").text
        page = client.get(advice.get_absolute_url()).text
        assert "Referred to in:" in page
        assert [text for text, _url in places("ADV-3")] == [said.reference, "A comment on REC-7"]
        assert f'href="/recommendations/7/#comment-{sent.pk}"' in page

    def test_never_where_its_body_is_hidden(self, advice, body):
        assert linked("ADV-3 adv-3 ADV-4") == f"{link(advice)} adv-3 ADV-4"
        PageViewRestriction.objects.create(page=body, restriction_type="login")
        assert linked("ADV-3") == "ADV-3"


class TestWhatBodiesWrite:
    def test_advice_its_replies_its_outcome_and_what_it_rests_on(self, client, body, secretariat, evidence):
        ContributionFactory(reference="Q-7", text="Who pays?")
        given = advising.Given(
            "Count", f"As {evidence}.", "The board", given_on=today(), reply_due=today(), sources=["Q-7"]
        )
        advice = advising.give(body=body, given=given, by=secretariat)
        here = (f"{advice.reference}: Count", advice.get_absolute_url())
        assert places(evidence) == places("Q-7") == [here]
        for reference in ("CFE8-0001", "CFE8-0002", "CFE8-0003"):
            assert places(reference) == []
        advising.move_reply_due(
            advice=advice, due=today() + timedelta(days=1), because="After CFE8-0001.", by=secretariat
        )
        advising.publish_reply(advice=advice, who="It", text="Not CFE8-0002.", received_on=today(), by=secretariat)
        advising.conclude(advice=advice, outcome=f"{evidence}, CFE8-0003", outcome_on=today(), by=secretariat)
        for reference in ("CFE8-0001", "CFE8-0002", "CFE8-0003"):
            assert places(reference) == [here]
        page = client.get(advice.get_absolute_url()).text
        assert page.count(f'href="/evidence/{evidence}/" title="Ada Example"') == 2

    def test_an_item_and_its_outcome(self, client, begun, item, secretariat, evidence):
        agenda.conclude(item=item, outcome=Outcome.NOTED, text=f"As {evidence} says.", by=secretariat)
        assert places(evidence) == [
            ("What prevention costs: Session on prevention", f"{begun.get_url()}#item-{item.pk}")
        ]
        assert (
            f'As <a href="/evidence/{evidence}/" title="Ada Example">{evidence}</a> says.'
            in client.get(begun.get_url()).text
        )

    def test_an_item_written_anew_scheduled_deferred_or_taken_off(self, body, session, secretariat, evidence):
        item = agenda.add_item(session=session, title=f"On {evidence}", by=secretariat)
        agenda.change_item(item=item, title="On carers", by=secretariat)
        assert places(evidence) == []
        agenda.change_item(item=item, title=f"On {evidence} again", by=secretariat)
        assert len(places(evidence)) == 1
        agenda.take_off(item=item, by=secretariat)
        assert places(evidence) == []
        assert not Citation.objects.filter(reference=evidence).exists()
        wanted = ProposalFactory(
            body=body,
            title=f"Read {evidence}",
            state=ProposalState.SECONDED,
            seconded_by=MemberFactory(),
            seconded_at=timezone.now(),
        )
        assert places(evidence) == [], "it is on no agenda yet"
        agenda.put_on(proposal=wanted, session=session, by=secretariat)
        assert [text for text, _url in places(evidence)] == [f"Read {evidence}: Session on prevention"]

    def test_a_paper_while_it_is_public(self, client, session, secretariat, evidence):
        paper = papers.draft(session=session, title=SECRET, text=f"See {evidence}.", by=secretariat)
        assert places(evidence) == []
        papers.publish(paper=paper, by=secretariat)
        assert places(evidence) == [(f"Paper: {SECRET}", f"/bodies/papers/{paper.pk}/")]
        drawn = f'See <a href="/evidence/{evidence}/" title="Ada Example">{evidence}</a>.'
        assert drawn in client.get(f"/bodies/papers/{paper.pk}/").text
        assert f"Paper: {SECRET}" in client.get(f"/evidence/{evidence}/").text
        papers.withdraw(paper=paper, because="It was wrong.", by=secretariat)
        assert places(evidence) == []
        assert SECRET not in client.get(f"/evidence/{evidence}/").text

    def test_the_last_minutes(self, client, ended, secretariat, evidence):
        first = minutes.write(session=ended, text=f"They read {evidence}.", by=secretariat)
        address = f"/bodies/sessions/{ended.pk}/minutes/1/"
        assert places(evidence) == [("Minutes: Session on prevention", address)]
        assert f'<a href="/evidence/{evidence}/" title="Ada Example">{evidence}</a>' in client.get(address).text
        minutes.write(session=ended, text="They read nothing.", change="It was wrong.", after=1, by=secretariat)
        assert places(evidence) == []
        assert Citation.objects.filter(source_key=first.pk, reference=evidence).exists()

    def test_the_terms_of_reference_that_hold_and_the_remit(self, client, body, secretariat, evidence):
        body.remit = f"<p>It may not look at {evidence}.</p>"
        body.save_revision().publish()
        assert places(evidence) == [("The Assembly", body.get_url())]
        assert f'href="/evidence/{evidence}/"' in client.get(body.get_url()).text
        for number, change in ((1, ""), (2, "Said again.")):
            publish_terms_of_reference(
                body=body, text=f"<p>{evidence} {number}</p>", change=change, adopted_on=today(), by=secretariat
            )
        address = f"/bodies/{body.pk}/terms-of-reference/"
        assert places(evidence)[1:] == [("Terms of reference: The Assembly", address)]
        assert f'href="/evidence/{evidence}/"' in client.get(address).text

    def test_a_session(self, client, session, evidence):
        session.summary = f"It reads {evidence}."
        session.save_revision().publish()
        assert places(evidence) == [("Session on prevention", session.get_url())]
        assert f'href="/evidence/{evidence}/"' in client.get(session.get_url()).text


class TestWhatIsNotPublic:
    """Each of these names the evidence, and none may be named by it."""

    @pytest.fixture
    def planted(self, body, evidence):
        hidden = SessionPageFactory(parent=body, title=f"{SECRET} 1", live=False, state=SessionState.MINUTES_DRAFT)
        ahead = SessionPageFactory(parent=body, title="Fourth session")
        closed = BodyPageFactory(title=f"{SECRET} 2")
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
        names = f"<p>{evidence}</p>"
        AgendaItemFactory(session=hidden, title=f"{SECRET} 3", text=evidence)
        PaperFactory(session=hidden, title=f"{SECRET} 4", text=names, **out())
        PaperFactory(session=ahead, title=f"{SECRET} 5", text=names)
        PaperFactory(
            session=ahead, title=f"{SECRET} 6", text=names, **out(), withdrawn_at=timezone.now(), withdrawn_because="It"
        )
        MinutesFactory(session=hidden, text=names)
        MinutesFactory(session=ahead, text=names)
        AdviceSource.objects.create(
            advice=AdviceFactory(body=closed, title=f"{SECRET} 7", text=evidence), reference=evidence
        )
        ProposalFactory(body=body, title=f"{SECRET} 8", text=evidence)

    def test_makes_no_link_back(self, client, planted, evidence):
        call_command("write_references")
        assert Citation.objects.filter(reference=evidence).count() == 5
        assert places(evidence) == []
        page = client.get(f"/evidence/{evidence}/").text
        assert "Referred to in" not in page
        assert SECRET not in page


def out():
    return {"published_at": timezone.now(), "due_on": today(), "met_notice": True}


def test_as_many_queries_for_more_places(client, advice, session):
    counts = []
    for number in range(3):
        agenda.add_item(session=session, title=f"ADV-3, part {number}", by=UserFactory(secretariat=True))
        client.get(advice.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(advice.get_absolute_url())
        counts.append(len(queries))
    assert len(places("ADV-3")) == 3
    assert counts[0] == counts[2], counts


def test_advice_names_what_it_rests_on_as_far_as_everybody_may_see_it(client):
    edition, waits = published(), SubmissionFactory(state=SubmissionState.READY)
    advice = AdviceFactory()
    for reference in (edition.reference, waits.reference, "REC-99"):
        advice.sources.create(reference=reference)
    page = client.get(advice.get_absolute_url()).content.decode()
    assert f'Rests on: <a href="{edition.get_absolute_url()}">{edition.reference}</a>' in page
    assert waits.reference not in page
    assert "REC-99" not in page
