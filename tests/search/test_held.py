"""Standing bodies are found as everybody may read of them, from the moment of each change, and never what is not public."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from consultations.assemblies.domain import advice as verbs
from consultations.assemblies.domain.interests import declare
from consultations.assemblies.domain.terms_of_reference import publish_terms_of_reference
from consultations.assemblies.enums import InterestKind
from consultations.assemblies.models import Advice, Minutes, Paper, SessionPage
from core.changes import announce
from search.asked import Asked
from search.domain.apply import apply_changes
from search.domain.check import compare
from search.domain.rebuild import rebuild
from search.enums import Alias
from search.queries.find import find
from search.queries.names import straight_to
from tests.consultations.assemblies.factories import (
    AdviceFactory,
    AgendaItemFactory,
    BodyPageFactory,
    MinutesFactory,
    PaperFactory,
    SessionPageFactory,
    TermFactory,
)
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]


def found(words, **chosen):
    return {(match.kind, match.row.pk) for match in find(Asked(words, chosen=chosen)).matches}


def besides_sessions(everything):
    return {(kind, everything[kind].pk) for kind in ("body", "advice", "member")}


def today():
    return timezone.localdate()


def published(session, **fields):
    facts = {"published_at": timezone.now(), "due_on": today(), "met_notice": True}
    return PaperFactory(session=session, **{**facts, **fields})


@pytest.fixture
def body(db):
    return BodyPageFactory(title="Assembly of O'Neill", purpose="To speak of heather.")


@pytest.fixture
def session(body):
    return SessionPageFactory(
        parent=body, title="Third session", summary="Of heather.", state="minutes-draft", starts_at=timezone.now()
    )


@pytest.fixture
def everything(body, session):
    """One of each kind that speaks of heather."""
    rows = {
        "body": body,
        "session": session,
        "item": AgendaItemFactory(session=session, title="Heather on the hill"),
        "paper": published(session, title="What heather costs"),
        "minutes": MinutesFactory(session=session, text="<p>They spoke of heather.</p>"),
        "advice": AdviceFactory(body=body, title="Plant heather", asked="The board", given_on=today()),
        "member": TermFactory(body=body, member__biography="Walks on heather.").member,
    }
    announce(body.get_parent().specific, *rows.values())
    apply_changes()
    return rows


class TestWhatIsFound:
    def test_a_member_by_what_they_declared_and_a_body_by_its_terms(self, body, secretariat):
        member = TermFactory(body=body, member__user=UserFactory(email="planted@example.org")).member
        declare(member=member, kind=InterestKind.MONEY, what="Owns a moor", since=None, by=secretariat)
        publish_terms_of_reference(
            body=body, text="<p>It meets on a moor.</p>", change="", adopted_on=today(), by=secretariat
        )
        apply_changes()
        assert found("moor") == {("member", member.pk), ("body", body.pk)}
        assert found("planted@example.org") == set()
        PageViewRestriction.objects.create(page=body, restriction_type=PageViewRestriction.LOGIN)
        apply_changes()
        assert found("moor") == set()

    def test_each_kind(self, everything):
        assert found("heather") == {(kind, row.pk) for kind, row in everything.items()}

    def test_by_kind_body_and_review(self, everything, body):
        AdviceFactory(title="Other heather")
        announce(*Advice.objects.all())
        apply_changes()
        counts = find(Asked("heather")).counts
        assert dict(counts["kind"]) == {
            "body": 1,
            "session": 1,
            "item": 1,
            "paper": 1,
            "minutes": 1,
            "advice": 2,
            "member": 1,
        }
        assert dict(counts["body"])[str(body.pk)] == 7
        assert dict(counts["review"])[str(body.get_parent().pk)] == 7
        assert found("heather", kind=("advice",), body=(str(body.pk),)) == {("advice", everything["advice"].pk)}

    def test_what_is_of_a_part_of_a_body_is_of_that_part(self, body):
        part = BodyPageFactory(parent=body, title="Its working group")
        announce(SessionPageFactory(parent=part, title="Bracken"))
        apply_changes()
        assert find(Asked("bracken")).counts["body"] == [(str(part.pk), 1)]

    def test_advice_with_its_reply_and_its_outcome(self, everything, secretariat):
        advice = everything["advice"]
        verbs.publish_reply(advice=advice, who="It", text="We will plant thyme.", received_on=today(), by=secretariat)
        verbs.conclude(advice=advice, outcome="Bracken grows.", outcome_on=today(), by=secretariat)
        apply_changes()
        assert found("thyme") == found("bracken") == {("advice", advice.pk)}

    def test_a_reference_leads_straight_there(self, client, everything):
        advice = everything["advice"]
        assert client.get("/search/", {"q": advice.reference.lower()}).url == advice.get_absolute_url()
        assert straight_to("ADV-99999") is None

    def test_the_page_names_the_body_and_leads_to_each(self, client, everything, body):
        page = client.get("/search/", {"q": "heather"}).content.decode()
        assert "Assembly of O&#x27;Neill" in page
        for address in (body.get_url(), f"{everything['session'].get_url()}#item-{everything['item'].pk}"):
            assert f'href="{address}"' in page
        assert f'href="{everything["advice"].get_absolute_url()}"' in page

    def test_as_many_queries_for_more(self, client, everything, body, session):
        counts = []
        for more in range(3):
            announce(
                AdviceFactory(body=body, title=f"Heather {more}"), AgendaItemFactory(session=session, title="Heather")
            )
            apply_changes()
            client.get("/search/", {"q": "heather"})
            with CaptureQueriesContext(connection) as queries:
                client.get("/search/", {"q": "heather"})
            counts.append(len(queries))
        assert counts[0] == counts[2], counts

    def test_the_index_is_what_the_database_would_lay_down(self, everything):
        assert compare(Alias.PUBLIC).groups == []
        rebuild()
        assert compare(Alias.PUBLIC).groups == []
        assert found("heather") == {(kind, row.pk) for kind, row in everything.items()}


class TestWhatIsNot:
    def test_a_draft_a_withdrawn_paper_and_minutes_of_before(self, session):
        MinutesFactory(session=session, text="<p>Planted heather.</p>")
        last = MinutesFactory(session=session, number=2, text="<p>Thyme.</p>", change="It was thyme")
        waits = PaperFactory(session=session, title="Planted draft")
        gone = published(session, title="Planted paper", withdrawn_at=timezone.now(), withdrawn_because="Wrong")
        ahead = SessionPageFactory(parent=session.get_parent())
        announce(last, waits, gone, MinutesFactory(session=ahead, text="<p>Planted early</p>"))
        apply_changes()
        assert found("planted") == set()
        assert found("thyme") == {("minutes", last.pk)}

    def test_a_paper_once_it_is_withdrawn(self, everything):
        Paper.objects.update(withdrawn_at=timezone.now(), withdrawn_because="Wrong")
        assert ("paper", everything["paper"].pk) not in found("heather"), "before any index was told"
        announce(everything["paper"])
        apply_changes()
        assert ("paper", everything["paper"].pk) not in found("heather")

    @pytest.mark.parametrize("which", ["body", "session"])
    def test_nothing_behind_a_sign_in_and_all_of_it_again(self, everything, which):
        page = everything[which]
        door = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        left = besides_sessions(everything) if which == "session" else set()
        assert found("heather") == left, "before any index was told"
        apply_changes()
        assert found("heather") == left
        assert compare(Alias.PUBLIC).groups == []
        door.delete()
        apply_changes()
        assert found("heather") == {(kind, row.pk) for kind, row in everything.items()}

    def test_nothing_of_a_session_that_is_unpublished(self, everything, session):
        SessionPage.objects.get(pk=session.pk).unpublish()
        apply_changes()
        assert found("heather") == besides_sessions(everything)
        SessionPage.objects.get(pk=session.pk).save_revision().publish()
        apply_changes()
        assert found("heather") == {(kind, row.pk) for kind, row in everything.items()}

    def test_an_item_that_was_taken_off(self, everything, session):
        announce(everything["item"])
        everything["item"].delete()
        apply_changes()
        assert "item" not in {kind for kind, _pk in found("heather")}
        assert compare(Alias.PUBLIC).groups == []

    def test_a_title_of_a_hidden_body_is_no_choice(self, client, everything, body):
        PageViewRestriction.objects.create(page=body, restriction_type=PageViewRestriction.LOGIN)
        page = client.get("/search/", {"q": "heather", "body": str(body.pk)}).content.decode()
        assert "Neill" not in page
        assert client.get("/search/", {"q": everything["advice"].reference}).status_code == 200

    def test_staff_s_index_holds_none_of_it(self, everything):
        assert Minutes.objects.count() == 1
        rebuild(alias=Alias.STAFF)
        assert find(Asked("heather", alias=Alias.STAFF)).total == 0
