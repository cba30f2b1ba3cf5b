"""Publish and it is found; take it back and it is gone at once, whatever the engine does."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone
from haystack import connections
from haystack.exceptions import SearchBackendError
from haystack.query import SearchQuerySet
from wagtail.models import PageViewRestriction

from core.sweep import sweepers
from evidence.publication.domain.publish import publish_submission, unpublish
from evidence.publication.models import Edition
from evidence.submissions.enums import SubmissionState
from evidence.submissions.models import Submission
from search.asked import Asked
from search.domain.apply import apply_changes, forget_old_changes
from search.domain.check import compare
from search.domain.notes import ask_for_rebuild, note
from search.domain.rebuild import documents_to_build, rebuild
from search.enums import Action, Alias
from search.models import IndexChange
from search.queries.find import find
from search.search_indexes import EditionIndex
from search.subjects import SUBMISSION, all_documents
from tests.consultations.calls.questionnaires import block, publish, section
from tests.evidence.submissions.conftest import writer_of
from tests.factories import (
    AnswerFactory,
    CallPageFactory,
    OrganisationFactory,
    ReviewPageFactory,
    SubmissionFactory,
    UserFactory,
    WorkstreamPageFactory,
    published,
    send,
)
from tests.search.engines import on_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]


def found(words: str) -> list[str]:
    return [str(match.row) for match in find(Asked(words)).matches]


@contextmanager
def broken_document_of(edition):
    whole = EditionIndex.facts

    def facts(self, obj):
        if obj.pk == edition.pk:
            raise ValueError
        return whole(self, obj)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EditionIndex, "facts", facts)
        yield


def take_back(edition) -> None:
    unpublish(submission=edition.submission, by=UserFactory(secretariat=True), reason="Asked to.")


def test_publishing_is_found_once_it_has_committed(committing):
    with committing():
        edition = published(texts=["Neighbourhood teams work."])
        assert found("neighbourhood") == []
    assert found("neighbourhood") == [edition.reference]
    assert IndexChange.objects.waiting().count() == 0


def test_what_was_taken_back_is_gone_before_the_engine_hears_of_it(committing):
    with committing():
        edition = published(texts=["Neighbourhood teams work."])
        published(texts=["Neighbourhood is a word."])
    take_back(edition)
    assert SearchQuerySet().filter(content="neighbourhood").count() == 2
    result = find(Asked("neighbourhood"))
    assert (len(result.matches), result.total, result.counts["kind"]) == (1, 1, [("submission", 1)])
    apply_changes()
    assert SearchQuerySet().filter(content="neighbourhood").count() == 1


def test_a_row_that_vanished_unannounced_is_dropped_and_counted_out(committing):
    with committing():
        edition = published(texts=["Neighbourhood teams work."])
    edition.delete()
    result = find(Asked("neighbourhood"))
    assert (result.matches, result.total) == ([], 0)


def test_nothing_is_lost_while_the_engine_is_down(committing, monkeypatch):
    def down(*args, **kwargs):
        raise SearchBackendError("down")

    backend = connections["default"].get_backend()
    with monkeypatch.context() as patch:
        patch.setattr(type(backend), "remove_where", down)
        with committing():
            edition = published(texts=["Neighbourhood teams work."])
        with pytest.raises(SearchBackendError):
            apply_changes()
    assert sorted(IndexChange.objects.waiting().values_list("alias", flat=True)) == ["default", "staff"]
    assert dict(sweepers())["search index"]() == 2
    assert found("neighbourhood") == [edition.reference]


@pytest.mark.django_db(transaction=True)
@on_files
def test_sending_goes_on_while_the_engines_are_down(settings, tmp_path):
    draft = SubmissionFactory()
    AnswerFactory(submission=draft, text="Neighbourhood teams.")
    (writer,) = map(writer_of, draft.contributors.all())
    (tmp_path / "in the way").write_text("no folder")
    places = {
        alias: {**one, "PATH": str(tmp_path / "in the way")} for alias, one in settings.HAYSTACK_CONNECTIONS.items()
    }
    with pytest.MonkeyPatch.context() as patch:
        for alias, place in places.items():
            patch.setitem(settings.HAYSTACK_CONNECTIONS, alias, place)
            connections.reload(alias)
        assert writer.client.get("/search/?q=teams").status_code == 503
        writer.post("check", declared="on")
        assert writer.submission.reference in writer.get("receipt").text
    for alias in Alias:
        connections.reload(alias)
    assert IndexChange.objects.of(Alias.STAFF).waiting().count() == 1
    dict(sweepers())["search index"]()
    assert compare(Alias.STAFF).groups == []


def test_a_document_that_cannot_be_made_holds_up_no_other():
    bad = published(texts=["Neighbourhood one."])
    good = published(texts=["Neighbourhood two."])
    with broken_document_of(bad):
        apply_changes()
        assert found("neighbourhood") == [good.reference]
        (waiting,) = IndexChange.objects.waiting()
        assert (waiting.attempts, waiting.retry_at > timezone.now()) == (1, True)
        rebuild()
        assert found("neighbourhood") == [good.reference]
    IndexChange.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    apply_changes()
    assert len(found("neighbourhood")) == 2


def test_submissions_that_were_never_public_are_not_noted():
    note(SubmissionFactory(texts=["Secret."]))
    note(OrganisationFactory())
    assert IndexChange.objects.count() == 0


class TestPages:
    def test_publishing_unpublishing_and_deleting(self, committing):
        with committing():
            page = ReviewPageFactory(title="Zephyr review")
            page.save_revision().publish()
        assert found("zephyr") == ["Zephyr review"]
        page.refresh_from_db()
        page.unpublish()
        assert found("zephyr") == []
        with committing():
            page.save_revision().publish()
        assert found("zephyr") == ["Zephyr review"]
        with committing():
            page.delete()
            assert found("zephyr") == []
        assert SearchQuerySet().filter(content="zephyr").count() == 0

    def test_a_page_made_private_is_gone_at_once_with_all_below_it(self, committing):
        with committing():
            review = ReviewPageFactory(title="Zephyr review")
            below = WorkstreamPageFactory(parent=review, title="Zephyr workstream")
            for page in (review, below):
                page.save_revision().publish()
        assert sorted(found("zephyr")) == ["Zephyr review", "Zephyr workstream"]
        restriction = PageViewRestriction.objects.create(page=review, restriction_type="login")
        assert found("zephyr") == []
        apply_changes()
        assert SearchQuerySet().filter(content="zephyr").count() == 0
        with committing():
            restriction.delete()
        assert len(found("zephyr")) == 2

    def test_a_page_that_moves_takes_its_facets_along(self, committing):
        with committing():
            call = CallPageFactory(title="Zephyr call")
            call.save_revision().publish()
            other = ReviewPageFactory()
        with committing():
            call.refresh_from_db()
            call.move(other, pos="last-child")
        assert find(Asked("zephyr")).counts["review"] == [(str(other.pk), 1)]


class TestEvidenceOfACall:
    """What evidence has from its call: where the call stands, its workstreams and its sections."""

    @pytest.fixture
    def asked(self):
        return [section(block("long_text", "works"), title="Old theme")]

    @pytest.fixture
    def call(self, committing, asked):
        with committing():
            call = publish(CallPageFactory(), asked)
            submission = SubmissionFactory(call=call)
            AnswerFactory(submission=submission, question=call.questions.get(), text="Neighbourhood teams.")
            send(submission)
            Submission.objects.update(state=SubmissionState.READY)
            submission.refresh_from_db()
            publish_submission(submission=submission, by=UserFactory(secretariat=True))
        assert self.counts()["theme"] == [("Old theme", 1)]
        return call

    @staticmethod
    def counts():
        """What facets count, of an index in which all evidence is as the database has it."""
        assert not [group for alias in Alias for group in compare(alias).groups if group.startswith(SUBMISSION)]
        return find(Asked("neighbourhood")).counts

    def test_it_follows_the_call_to_another_review(self, call, committing):
        other = ReviewPageFactory()
        with committing():
            call.move(other, pos="last-child")
        assert self.counts()["review"] == [(str(other.pk), 1)]

    def test_it_gets_the_workstreams_and_themes_that_the_call_has_now(self, call, asked, committing):
        workstream = WorkstreamPageFactory(parent=call.get_parent().specific)
        asked[0]["value"]["title"] = "New theme"
        with committing():
            publish(call, asked, workstreams=[workstream])
        counts = self.counts()
        assert counts["workstream"] == [(str(workstream.pk), 1)]
        assert counts["theme"] == [("New theme", 1)]


class TestRebuild:
    def test_it_holds_all_that_is_public_and_nothing_else(self):
        ready = SubmissionFactory(texts=["Neighbourhood secret."])
        edition = published(texts=["Neighbourhood teams."])
        ReviewPageFactory(title="Neighbourhood review")
        ReviewPageFactory(title="Neighbourhood draft", live=False)
        seen = []
        assert rebuild(seen.append) == sum(seen) == documents_to_build()
        assert sorted(found("neighbourhood")) == [edition.reference, "Neighbourhood review"]
        assert ready.reference is None

    def test_what_was_applied_meanwhile_is_applied_again(self, monkeypatch):
        edition = published(texts=["Neighbourhood teams."])
        laid = []

        def meanwhile(number):
            """Take it back once it has been read, and have that applied to the index that people still search."""
            laid.append(number)
            if sum(laid) == documents_to_build():
                take_back(edition)
                IndexChange.objects.waiting().update(applied_at=timezone.now())

        rebuild(meanwhile)
        assert SearchQuerySet().filter(content="neighbourhood").count() == 1
        apply_changes()
        assert SearchQuerySet().filter(content="neighbourhood").count() == 0

    def test_nor_is_it_found_in_the_moment_of_the_swap(self, monkeypatch):
        edition = published(texts=["Neighbourhood teams."])
        apply_changes()
        kind = type(connections["default"].get_backend())
        built, counted = kind.rebuilding, []

        @contextmanager
        def swapped(backend):
            with built(backend):
                yield
            counted.append(find(Asked("neighbourhood")).counts["kind"])

        def meanwhile(number):
            take_back(edition)
            IndexChange.objects.waiting().exclude(action=Action.REBUILD).update(applied_at=timezone.now())

        with monkeypatch.context() as patch:
            patch.setattr(kind, "rebuilding", swapped)
            patch.setattr("search.domain.rebuild.all_documents", lambda alias: [*all_documents(alias)])
            rebuild(lambda number: meanwhile(number) if Edition.objects.exists() else None)
        assert counted == [[]]

    def test_an_index_that_was_lost_is_filled_again(self, committing, site_engine, public_index):
        edition = published(texts=["Neighbourhood teams."])
        rebuild()
        site_engine.lose(public_index)
        with committing():
            find(Asked("neighbourhood"))
        assert found("neighbourhood") == [edition.reference]
        assert IndexChange.objects.waiting().count() == 0

    def test_it_is_asked_for_once(self):
        IndexChange.objects.all().delete()
        ask_for_rebuild()
        ask_for_rebuild()
        assert IndexChange.objects.count() == 1


def test_what_was_done_a_week_ago_is_forgotten():
    old, new = timezone.now() - timedelta(days=8), timezone.now() - timedelta(days=6)
    for applied_at in (old, new, None):
        IndexChange.objects.create(model="page", object_pk="1", action=Action.REFRESH, applied_at=applied_at)
    forget_old_changes()
    assert IndexChange.objects.count() == 2
