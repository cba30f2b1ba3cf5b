"""What everybody reads of a principle or a recommendation."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from consultations.statements.enums import Standing, VersionState
from consultations.statements.models import ProgressNote
from tests.consultations.statements.factories import CommentFactory, StatementFactory, VersionFactory
from tests.factories import ReviewPageFactory, WorkstreamPageFactory

pytestmark = pytest.mark.django_db


def read(client, address):
    return client.get(address).content.decode()


def note(statement, day="2023-06-14", **fields):
    return ProgressNote.objects.create(statement=statement, day=day, text="It was answered.", **fields)


def test_its_address_and_reference_are_the_number_of_its_source():
    statement = StatementFactory(number=7)
    assert (statement.reference, statement.get_absolute_url()) == ("REC-7", "/recommendations/7/")
    principle = StatementFactory(principle=True, number=2)
    assert (principle.reference, principle.get_absolute_url()) == ("PRI-2", "/principles/2/")


def test_the_page_shows_the_text_that_stands_now(client):
    statement = StatementFactory(number=3)
    VersionFactory(statement=statement, title="A forum", text="Meet each quarter.")
    page = read(client, "/recommendations/3/")
    assert "Meet each quarter." in page
    assert "Partnerships should meet" not in page


def test_what_was_decided_is_not_known_until_a_note_says_so(client):
    statement = StatementFactory()
    assert ">Not known<" in read(client, statement.get_absolute_url()).replace("\n", "")
    note(statement, standing=Standing.IN_PART, source_name="The government’s response")
    note(statement, day="2023-07-01")
    page = read(client, statement.get_absolute_url())
    assert "Not known" not in page
    assert page.count("Accepted in part") == 2


def test_the_last_status_counts_whenever_it_was_written(client):
    statement = StatementFactory()
    note(statement, day="2024-01-01", standing=Standing.DONE, source_name="A letter")
    note(statement, day="2023-01-01", standing=Standing.ACCEPTED, source_name="A letter")
    row = client.get("/recommendations/").context["chapters"][0].rows[0]
    assert row.standing == "Carried out"


def test_a_draft_is_nowhere(client):
    statement = StatementFactory(number=1)
    draft = VersionFactory(statement=statement, state=VersionState.DRAFT, title="Marzipan", text="Marzipan.")
    unpublished = StatementFactory(number=2, unpublished=True)
    for address in ("/recommendations/", "/recommendations/1/", "/recommendations/feed/", "/recommendations/1/feed/"):
        assert "Marzipan" not in read(client, address)
        assert "REC-2" not in read(client, address)
    gone = (
        unpublished.get_absolute_url(),
        reverse("statements:version", args=["recommendations", 1, draft.number]),
        reverse("statements:changes", args=["recommendations", 1]),
    )
    assert [client.get(address).status_code for address in gone] == [404, 404, 404]


def test_nothing_of_a_review_behind_a_sign_in_is_shown(client):
    statement = StatementFactory()
    PageViewRestriction.objects.create(page=statement.review, restriction_type="login")
    address = statement.get_absolute_url()
    assert [client.get(one).status_code for one in (address, f"{address}feed/")] == [404, 404]
    assert statement.current.title not in read(client, "/recommendations/")


def test_two_versions_are_compared_word_by_word_for_eyes_and_ears(client):
    statement = StatementFactory(number=4)
    VersionFactory(
        statement=statement,
        title=statement.current.title,
        text="Partnerships must meet those who make national policy.",
    )
    page = read(client, "/recommendations/4/changes/")
    assert '<span class="nhsuk-u-visually-hidden">[Removed: </span>should' in page
    assert '<span class="nhsuk-u-visually-hidden">[Added: </span>must' in page


@pytest.mark.parametrize("query", ["before=1&after=2", "before=2&after=1", "after=1", ""])
def test_any_two_versions_are_compared(client, query):
    statement = StatementFactory(number=4)
    VersionFactory(statement=statement)
    VersionFactory(statement=statement)
    assert client.get(f"/recommendations/4/changes/?{query}").status_code == 200


@pytest.mark.parametrize("query", ["before=9", "after=x", "before=1&after=99999999999999999999"])
def test_a_version_that_is_not_there_leads_back_to_the_last_two(client, query):
    statement = StatementFactory(number=4)
    VersionFactory(statement=statement)
    assert client.get(f"/recommendations/4/changes/?{query}").url == "/recommendations/4/changes/"


def test_an_older_version_stays_where_it_was(client):
    statement = StatementFactory(number=4)
    first = statement.current
    VersionFactory(statement=statement, text="Another.")
    page = read(client, "/recommendations/4/versions/1/")
    assert first.text in page
    assert "A later version stands in its place." in page


def test_the_list_goes_by_chapters_and_workstreams(client):
    one, two = WorkstreamPageFactory(title="Place"), WorkstreamPageFactory(title="Money")
    StatementFactory(number=2, chapter="Health", workstreams=[one])
    StatementFactory(number=1, chapter="Finance", workstreams=[two])
    chapters = client.get("/recommendations/").context["chapters"]
    assert [(chapter.title, [row.reference for row in chapter.rows]) for chapter in chapters] == [
        ("Finance", ["REC-1"]),
        ("Health", ["REC-2"]),
    ]
    narrowed = client.get(f"/recommendations/?workstream={one.pk}").context["chapters"]
    assert [row.reference for chapter in narrowed for row in chapter.rows] == ["REC-2"]
    assert len(client.get("/recommendations/?workstream=x").context["chapters"]) == 2


def test_a_review_and_a_workstream_lead_to_theirs(client):
    review = ReviewPageFactory()
    workstream = WorkstreamPageFactory(parent=review)
    StatementFactory(review=review, number=5, workstreams=[workstream])
    assert "/recommendations/" in read(client, review.get_url())
    assert "REC-5" in read(client, workstream.get_url())


def test_the_feeds_tell_of_versions_and_progress(client):
    statement = StatementFactory(number=6)
    VersionFactory(statement=statement)
    note(statement, standing=Standing.ACCEPTED, source_name="A letter")
    for address in ("/recommendations/feed/", "/recommendations/6/feed/"):
        feed = read(client, address)
        assert feed.count("<entry>") == 3
        assert "REC-6: Accepted" in feed


def queries_of(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_pages_ask_as_much_for_one_row_as_for_three(client):
    workstream = WorkstreamPageFactory()

    def rows(number):
        statement = StatementFactory(number=number, workstreams=[workstream], review=workstream.get_parent().specific)
        note(statement, standing=Standing.ACCEPTED, source_name="A letter")
        return statement

    first = rows(1)
    CommentFactory(version=first.current)
    addresses = ("/recommendations/", "/recommendations/1/", "/recommendations/feed/", workstream.get_url())
    for address in addresses:
        client.get(address)
    before = [queries_of(client, address) for address in addresses]
    for number in (2, 3):
        rows(number)
        VersionFactory(statement=first)
        note(first)
        CommentFactory(version=first.current)
    assert [queries_of(client, address) for address in addresses] == before


def test_what_it_names_stands_where_it_leads_and_what_nobody_may_see_does_not(client):
    StatementFactory(number=7)
    hidden = StatementFactory(number=8)
    hidden.review.unpublish()
    VersionFactory(statement=StatementFactory(number=3), title="A forum", text="It goes with REC-7 and REC-8.")
    page = read(client, "/recommendations/3/")
    assert "What this version names:" in page
    shaped = page[page.index('id="shaped-by"') : page.index('id="comments"')]
    assert ('href="/recommendations/7/"' in shaped, 'href="/recommendations/8/"' in shaped) == (True, False)
