"""The desk: what is written there, by whom, and that nobody's words are written over."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consultations.statements.domain import drafting
from consultations.statements.enums import StatementKind, VersionState
from consultations.statements.models import ProgressNote, Statement, Version
from core.lasting_pages import Act, why_not
from tests.consultations.statements.factories import CommentFactory, StatementFactory, VersionFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
SENT = {"after": 0, "name": "A forum", "text": "Meet.", "changed": "Shorter.", "why": "Long.", "by_whom": "Us"}


def at(name, *args):
    return reverse(f"statements_desk:{name}", args=args)


@pytest.fixture
def place(statement):
    return statement.place, statement.number


def test_a_draft_is_written_and_published_on_its_pages(client, statement, place, secretary):
    client.force_login(secretary)
    assert client.post(at("draft", *place), SENT).url == at("one", *place)
    page = client.get(at("one", *place)).content.decode()
    assert "Publish this version" in page
    client.post(at("act", *place), {"verb": "publish", "revision": 1})
    assert Statement.objects.get(pk=statement.pk).current.text == "Meet."


def test_words_that_would_be_written_over_are_given_back_beside_the_others(
    client, statement, place, secretary, wording
):
    draft = drafting.draft(statement=statement, wording=wording("Theirs."), by=secretary)
    drafting.revise(version=draft, wording=wording("Theirs, later."), revision=1, by=secretary)
    client.force_login(secretary)
    page = client.post(at("draft", *place), {**SENT, "text": "Mine.", "after": 1}).content.decode()
    assert "Somebody else saved this draft" in page
    assert "Theirs, later." in page
    assert "Mine." in page
    assert Version.objects.get(pk=draft.pk).text == "Theirs, later."
    assert client.post(at("draft", *place), {**SENT, "text": "Both.", "after": 2}).status_code == 302
    assert Version.objects.get(pk=draft.pk).text == "Both."


def test_a_draft_that_was_discarded_meanwhile_is_begun_again_with_what_was_typed(client, secretary):
    statement = StatementFactory(number=9, unpublished=True)
    drafting.discard(version=statement.versions.get(), revision=1, by=secretary)
    client.force_login(secretary)
    response = client.post(at("draft", statement.place, 9), {**SENT, "text": "Mine.", "after": 1})
    assert "was published or discarded. Save again to begin another" in response.content.decode()
    again = response.context["form"]["after"].value()
    client.post(at("draft", statement.place, 9), {**SENT, "text": "Mine.", "after": again})
    assert Version.objects.get(statement=statement).text == "Mine."


def test_what_is_missing_is_said_beside_its_field(client, place, secretary):
    client.force_login(secretary)
    page = client.post(at("draft", *place), {**SENT, "name": "", "text": ""}).content.decode()
    assert page.count("Enter short title") == page.count("Enter text") == 2
    assert Version.objects.filter(state=VersionState.DRAFT).count() == 0


def test_a_co_chair_sees_and_writes_their_own_alone(client, statement, place, co_chair):
    StatementFactory(number=8)
    client.force_login(co_chair)
    assert [row["reference"] for row in client.get(at("desk")).context["rows"]] == ["REC-7"]
    assert client.get(at("draft", *place)).status_code == 200
    assert client.get(at("draft", "recommendations", 8)).status_code == 404
    assert [client.get(address).status_code for address in (at("begin"), at("progress", *place))] == [403, 403]


def test_the_secretariat_begins_another(client, secretary, statement):
    client.force_login(secretary)
    sent = {"kind": StatementKind.PRINCIPLE, "number": 3, "review": statement.review_id}
    assert client.post(at("begin"), sent).url == at("draft", "principles", 3)
    page = client.post(at("begin"), sent).content.decode()
    assert page.count("Another one has this number.") == 2
    assert Statement.objects.filter(kind=StatementKind.PRINCIPLE).count() == 1


def test_progress_is_noted_with_its_source(client, secretary, place):
    client.force_login(secretary)
    day = timezone.localdate()
    sent = {
        "day_day": day.day,
        "day_month": day.month,
        "day_year": day.year,
        "text": "It was accepted.",
        "standing": "accepted",
    }
    page = client.post(at("progress", *place), sent).content.decode()
    assert page.count("Enter where the status is known from") == 2
    client.post(at("progress", *place), {**sent, "source_name": "A letter", "source": "https://example.org/"})
    assert ProgressNote.objects.values_list("standing", "source_name", "day").get() == ("accepted", "A letter", day)


def test_the_secretariat_is_told_what_waits_to_be_read_and_finds_the_way_back(client, secretary, statement):
    CommentFactory(version=statement.current, waiting=True)
    client.force_login(secretary)
    assert "1 comment on principles and recommendations waits to be read" in client.get("/admin/").text
    assert f'href="{reverse("statements_desk:desk")}"' in client.get(reverse("statements_desk:comments")).text


def test_a_review_with_statements_stays(statement):
    assert len(list(why_not(Act.DELETE, [statement.review]))) == 1


@pytest.mark.parametrize(
    "address", ["/recommendations/99999999999999999999/", "/principles/0/", "/recommendations/7/versions/99/"]
)
def test_what_is_not_there_is_not_found(client, statement, address):
    assert client.get(address).status_code == 404


def test_the_sitemap_lists_each(client, statement):
    assert "/recommendations/7/" in client.get("/sitemap-statements.xml").content.decode()


def test_lists_of_the_desk_ask_as_much_for_one_row_as_for_three(client):
    user = UserFactory(secretariat=True)
    client.force_login(user)

    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def more():
        made = StatementFactory()
        VersionFactory(statement=made, state=VersionState.DRAFT)
        CommentFactory(version=made.current, waiting=True)

    more()
    addresses = (at("desk"), at("comments"))
    for address in addresses:
        client.get(address)
    before = [asked(address) for address in addresses]
    more()
    more()
    assert [asked(address) for address in addresses] == before
