"""What a review says: worded in drafts, published in versions, and what became of it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from consultations.workstreams.domain.statements import add_statement, note_progress, publish_draft, save_draft
from consultations.workstreams.enums import Standing, StatementKind
from consultations.workstreams.models import Progress, Statement, StatementVersion, WorkstreamPerson
from core.audit import entries_about
from core.errors import NotAllowed, Refused
from tests.factories import ReviewPageFactory, UserFactory, WorkstreamPageFactory

pytestmark = pytest.mark.django_db
SECRET = "heliotrope"


@pytest.fixture
def secretary():
    return UserFactory(secretariat=True)


@pytest.fixture
def review():
    return ReviewPageFactory(title="The review")


@pytest.fixture
def make(review, secretary):
    """`make(7, "first", "second")` publishes a recommendation with so many versions."""

    def made(number=7, *texts, kind=StatementKind.RECOMMENDATION, **more):
        row = add_statement(review=review, kind=kind, number=number, chapter="Health", by=secretary, **more)
        for at, text in enumerate(texts or ("Spend more on prevention.",)):
            save_draft(
                statement=row, title="Prevention & care", text=text, change="Clearer." * at, base=at, by=secretary
            )
            publish_draft(statement=row, by=secretary)
        return row

    return made


def words(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").text.split())


class TestWording:
    def test_a_draft_is_staffs_alone(self, client, make, secretary):
        row = make()
        save_draft(statement=row, title=SECRET, text=SECRET, change=SECRET, base=1, by=secretary)
        for address in (
            "/recommendations/",
            "/recommendations/7/",
            "/recommendations/7/changes/?from=1&to=2",
            "/recommendations/feed/",
            "/recommendations/7/feed/",
            row.review.url,
        ):
            response = client.get(address)
            assert response.status_code == 200
            assert SECRET not in response.content.decode()
        assert client.get("/principles/7/").status_code == 404

    def test_one_that_has_only_a_draft_is_nowhere(self, client, review, secretary):
        row = add_statement(review=review, kind=StatementKind.PRINCIPLE, number=2, by=secretary)
        save_draft(statement=row, title=SECRET, text=SECRET, change="", base=0, by=secretary)
        assert "PRI-2" not in words(client.get("/principles/"))
        assert client.get("/principles/2/").status_code == 404
        assert client.get("/principles/2/feed/").status_code == 404

    def test_nor_is_one_of_a_review_that_is_not_public(self, client, make):
        make().review.unpublish()
        assert client.get("/recommendations/7/").status_code == 404
        assert "REC-7" not in words(client.get("/recommendations/"))

    def test_a_version_is_numbered_and_logged(self, make, secretary):
        row = make(7, "One.", "Two.")
        assert [one.number for one in row.versions.all()] == [2, 1]
        assert [one.action for one in entries_about(row)] == [
            "statement.add",
            "statement.draft",
            "statement.publish",
            "statement.draft",
            "statement.publish",
        ]

    def test_a_later_version_says_what_changed(self, make, secretary):
        row = make()
        with pytest.raises(Refused, match="what changed"):
            save_draft(statement=row, title="A", text="B", change=" ", base=1, by=secretary)
        assert StatementVersion.objects.count() == 1

    def test_whoever_began_from_an_older_version_undoes_nothing(self, make, secretary):
        row = make(7, "One.", "Two.")
        with pytest.raises(Refused, match="Version 2 was published meanwhile"):
            save_draft(statement=row, title="A", text="B", change="C", base=1, by=secretary)

    def test_there_is_one_draft(self, make, secretary):
        row = make()
        for text in ("B", "C"):
            save_draft(statement=row, title="A", text=text, change="Why", base=1, by=secretary)
        assert StatementVersion.objects.get(published_at=None).text == "C"

    def test_a_number_is_taken_once(self, make, review, secretary):
        make()
        with pytest.raises(Refused, match="this number"):
            add_statement(review=review, kind=StatementKind.RECOMMENDATION, number=7, by=secretary)

    def test_a_co_chair_words_what_is_of_their_workstream_and_publishes_nothing(self, make, review):
        chair, workstream = UserFactory(), WorkstreamPageFactory(parent=review)
        WorkstreamPerson.objects.create(workstream=workstream, part="co-chair", name="Ada", user=chair)
        theirs, other = make(7, workstreams=[workstream]), make(8)
        save_draft(statement=theirs, title="A", text="B", change="C", base=1, by=chair)
        with pytest.raises(NotAllowed):
            publish_draft(statement=theirs, by=chair)
        with pytest.raises(NotAllowed):
            save_draft(statement=other, title="A", text="B", change="C", base=1, by=chair)

    def test_nobody_else_words_anything(self, make):
        with pytest.raises(NotAllowed):
            save_draft(statement=make(), title="A", text="B", change="C", base=1, by=UserFactory())

    def test_without_a_draft_there_is_nothing_to_publish(self, make, secretary):
        with pytest.raises(Refused, match="no draft"):
            publish_draft(statement=make(), by=secretary)


class TestProgress:
    def test_the_last_day_holds(self, client, make, secretary):
        row, today = make(), timezone.localdate()
        for standing, days in ((Standing.DONE, 1), (Standing.UNDER_WAY, 9)):
            note_progress(
                statement=row, standing=standing, text="<b>x</b>", source="", on=today - timedelta(days), by=secretary
            )
        assert Statement.objects.with_wording().get().standing == Standing.DONE
        said = words(client.get("/recommendations/7/"))
        assert said.index("Done") < said.index("Under way")
        assert "<b>x</b>" in said

    def test_what_is_not_known_is_said(self, client, make):
        make()
        assert "Not known" in words(client.get("/recommendations/"))
        assert "Nothing is known of it yet" in words(client.get("/recommendations/7/"))

    def test_it_tells_of_no_day_to_come(self, make, secretary):
        tomorrow = timezone.localdate() + timedelta(days=1)
        with pytest.raises(Refused, match="future"):
            note_progress(statement=make(), standing=Standing.DONE, text="x", source="", on=tomorrow, by=secretary)
        assert not Progress.objects.exists()


class TestPages:
    def test_what_changed_is_marked_for_eyes_and_ears(self, client, make):
        make(7, "Spend more.", "Spend much more.")
        page = BeautifulSoup(client.get("/recommendations/7/changes/").content, "html.parser")
        assert "put in: much" in " ".join(page.find("ins").text.split())

    @pytest.mark.parametrize("query", ["?from=9&to=1", "?from=x&to=%00", "?from=1&to=1", "?from=99999999999999999999"])
    def test_strange_versions_break_nothing(self, client, make, query):
        make(7, "One.", "Two.")
        assert client.get(f"/recommendations/7/changes/{query}").status_code == 200

    def test_it_stands_on_the_pages_of_its_workstream_and_its_review(self, client, make, review):
        workstream = WorkstreamPageFactory(parent=review)
        make(7, workstreams=[workstream])
        assert "REC-7 Prevention & care" in words(client.get(workstream.url))
        assert "Recommendations (1)" in words(client.get(review.url))

    def test_feeds_tell_of_versions_and_progress(self, client, make, secretary):
        row = make(7, "One.", "Two.")
        note_progress(
            statement=row, standing=Standing.DONE, text="Built.", source="", on=timezone.localdate(), by=secretary
        )
        feed = client.get("/recommendations/7/feed/").content.decode()
        assert feed.count("<entry>") == 3
        assert "REC-7: Done" in feed
        assert client.get("/recommendations/feed/").content.decode().count("<entry>") == 3

    @pytest.mark.parametrize("many", [1, 3])
    def test_a_list_is_as_many_queries_however_long(self, client, make, many, django_assert_max_num_queries):
        for number in range(many):
            make(number + 1, "One.", "Two.")
        client.get("/recommendations/")
        with django_assert_max_num_queries(6):
            client.get("/recommendations/")
        with django_assert_max_num_queries(8):
            client.get("/recommendations/feed/")
        with django_assert_max_num_queries(10):
            client.get("/recommendations/1/")


class TestDesk:
    def test_staff_word_publish_and_note(self, client, make, secretary):
        row = make()
        client.force_login(secretary)
        assert "REC-7" in words(client.get("/statements/"))
        data = {"title": "New title", "text": "New text", "change": "Clearer", "base": "1"}
        client.post(f"/statements/{row.pk}/draft/", data)
        assert "New text" in words(client.get(f"/statements/{row.pk}/draft/"))
        client.post(f"/statements/{row.pk}/publish/")
        assert "New title" in words(client.get("/recommendations/7/"))
        today = timezone.localdate()
        data = {
            "standing": "done",
            "text": "Built",
            "on_day": today.day,
            "on_month": today.month,
            "on_year": today.year,
        }
        client.post(f"/statements/{row.pk}/progress/", data)
        assert Progress.objects.get().text == "Built"

    def test_what_is_missing_is_said_beside_the_field_and_nothing_is_lost(self, client, make, secretary):
        row = make()
        client.force_login(secretary)
        data = {"title": "New title", "text": "My long text", "change": "", "base": "1"}
        page = BeautifulSoup(client.post(f"/statements/{row.pk}/draft/", data).content, "html.parser")
        assert page.find("textarea", {"name": "text"}).text.strip() == "My long text"
        assert "Say what changed" in page.find(id="id_change_error").text

    def test_others_stay_outside(self, client, make):
        row = make()
        assert client.get("/statements/").status_code == 302
        client.force_login(UserFactory())
        for address in ("/statements/", f"/statements/{row.pk}/draft/", f"/statements/{row.pk}/progress/"):
            assert client.get(address).status_code == 403
        assert client.post(f"/statements/{row.pk}/publish/").status_code == 403
