"""Principles and recommendations are found as they stand now, and never what is not public."""

import pytest
from haystack.query import SearchQuerySet
from wagtail.models import PageViewRestriction

from consultations.statements.domain import drafting
from consultations.statements.domain.drafting import Wording
from consultations.statements.enums import VersionState
from consultations.statements.models import Statement
from consultations.workstreams.models import WorkstreamPerson
from search.asked import Asked
from search.domain.apply import apply_changes
from search.domain.notes import note
from search.domain.rebuild import rebuild
from search.enums import Kind
from search.queries.find import find
from search.queries.names import straight_to
from tests.consultations.statements.factories import CommentFactory, StatementFactory, VersionFactory
from tests.factories import ReviewPageFactory, UserFactory, WorkstreamPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]


def found(words):
    """What is found once the index was told."""
    apply_changes()
    return [(match.kind, match.row.reference) for match in find(Asked(words)).matches]


@pytest.fixture
def statement(db):
    made = StatementFactory(number=7, workstreams=[WorkstreamPageFactory()])
    drafted = drafting.draft(
        statement=made,
        wording=Wording("A forum", "Heather grows in marzipan fields.", "The co-chairs", "Shorter.", "It was long."),
        by=(by := UserFactory(secretariat=True)),
    )
    drafting.publish(version=drafted, revision=1, by=by)
    return Statement.objects.get(pk=made.pk)


def test_what_stands_is_found_by_its_kind_and_what_stood_is_not(statement):
    assert found("heather") == [(Kind.RECOMMENDATION, "REC-7")]
    assert found("kind:recommendation heather") == [(Kind.RECOMMENDATION, "REC-7")]
    assert found("kind:principle heather") == []
    assert found("partnerships should meet") == []


def test_a_principle_is_another_kind():
    note(StatementFactory(principle=True, number=2))
    assert found("partnerships") == [(Kind.PRINCIPLE, "PRI-2")]


def test_the_page_of_results_shows_it_with_its_facet(client, statement):
    apply_changes()
    page = client.get("/search/?q=heather").content.decode()
    assert 'href="/recommendations/7/"' in page
    assert "Status: Not known" in page
    assert "Recommendation</strong>" in page.replace("\n", "").replace("  ", "")


def test_its_reference_leads_straight_there(client, statement):
    assert client.get("/search/?q=rec-7").url == "/recommendations/7/"
    assert straight_to("REC-8") is None


def test_a_draft_and_a_comment_are_not_found(statement):
    VersionFactory(statement=statement, state=VersionState.DRAFT, text="Ptarmigan.")
    CommentFactory(version=statement.current, text="Quixotic.")
    note(StatementFactory(number=8, unpublished=True))
    note(statement)
    rebuild()
    assert found("ptarmigan") == found("quixotic") == []
    assert SearchQuerySet().filter(content="partnerships").count() == 0


@pytest.mark.parametrize("how", ["restricted", "unpublished"])
def test_it_goes_with_its_review(statement, how):
    if how == "restricted":
        PageViewRestriction.objects.create(page=statement.review, restriction_type="login")
    else:
        statement.review.unpublish()
    assert found("heather") == []


def test_a_member_who_is_not_named_is_not_found():
    workstream = WorkstreamPageFactory(parent=ReviewPageFactory())
    WorkstreamPerson.objects.create(workstream=workstream, name="Ada Xylophone", is_named=False)
    WorkstreamPerson.objects.create(workstream=workstream, name="Ben Heather")
    note(workstream)
    apply_changes()
    assert (find(Asked("xylophone")).total, find(Asked("heather")).total) == (0, 1)
