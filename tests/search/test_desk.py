"""Staff's search: what it finds, who gets there, and that it is as fresh as what the secretariat may read."""

import shutil

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from haystack import connections
from haystack.exceptions import SearchBackendError
from haystack.query import SearchQuerySet

from core.errors import NotAllowed
from evidence.publication.domain.publish import publish_submission
from evidence.publication.domain.purge import ask_purge, carry_out_purge
from evidence.publication.domain.redact import check_redactions, redact_words
from evidence.publication.domain.screen import assign, start_screening
from evidence.publication.models import EditionAttachment
from evidence.submissions.domain.submit import submit_submission
from evidence.submissions.domain.withdraw import withdraw_submission
from evidence.submissions.enums import Channel, ScanState
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.files.tasks import check_file
from evidence.submissions.models import Answer, Attachment
from evidence.submissions.queries import answers_to_disclose, unchecked_redactions
from search.asked import Asked
from search.domain.apply import apply_changes
from search.domain.check import compare
from search.domain.notes import note
from search.domain.rebuild import rebuild
from search.enums import Alias
from search.models import IndexChange
from search.queries.desk import find_on_desk
from search.queries.find import find
from tests.factories import (
    AttachmentFactory,
    CallPageFactory,
    SubmissionFactory,
    UserFactory,
    WorkstreamPageFactory,
    published,
    send,
)
from tests.search.engines import on_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("staff_index")]
DESK = "/search/?in=desk"


@pytest.fixture
def staff(secretariat, signed_in):
    return signed_in(secretariat)


def page(client, query: str) -> BeautifulSoup:
    response = client.get(f"{DESK}&{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def links(soup: BeautifulSoup) -> list[str]:
    return [link["href"] for link in soup.select(".mh-result__title a")]


def found(words: str) -> list[str]:
    """Return what the secretariat finds, as references."""
    result = find_on_desk(Asked(words, alias=Alias.STAFF), UserFactory(secretariat=True))
    assert result.total == len(result.matches)
    return sorted(str(getattr(match.row, "submission", match.row)) for match in result.matches)


def build() -> None:
    rebuild(alias=Alias.STAFF)


class TestTwoIndexes:
    def test_every_kind_of_document_is_of_one(self):
        held = {
            alias: {index.__class__.__name__ for index in connections[alias].get_unified_index().get_indexes().values()}
            for alias in Alias
        }
        assert held[Alias.STAFF] == {"SentIndex", "SentAttachmentIndex", "SentContributionIndex"}
        assert {"EditionIndex", "EditionAttachmentIndex", "CallIndex"} <= held[Alias.PUBLIC]
        assert held[Alias.STAFF] & held[Alias.PUBLIC] == set()

    def test_neither_finds_what_is_in_the_other(self):
        edition = published(texts=["Heather."])
        SubmissionFactory(state=S.RECEIVED, texts=["Heather."])
        for alias in Alias:
            rebuild(alias=alias)
        assert [result.model_name for result in SearchQuerySet().filter(content="heather")] == ["edition"]
        staff = SearchQuerySet(using="staff").filter(content="heather")
        assert [result.model_name for result in staff] == ["submission", "submission"]
        assert SearchQuerySet().filter(django_ct="submissions.submission").count() == 0
        assert edition.submission.state == S.PUBLISHED

    def test_no_public_page_opens_the_staff_index(self, client, tmp_path, monkeypatch):
        """It stands where nobody can read it: whoever opens it all the same gets an error."""
        edition = published(texts=["Heather."])
        rebuild()
        (tmp_path / "in the way").write_text("no folder")
        connection = {**settings.HAYSTACK_CONNECTIONS["staff"], "PATH": str(tmp_path / "in the way")}
        monkeypatch.setitem(settings.HAYSTACK_CONNECTIONS, "staff", connection)
        connections.reload("staff")
        assert client.get("/search/?q=heather").status_code == 200
        for address in (
            "/",
            "/calls/",
            "/evidence/",
            edition.get_absolute_url(),
            "/search/",
            "/search/?kind=submission",
        ):
            assert client.get(address).status_code == 200, address
        assert SearchQuerySet().more_like_this(edition).count() == 0
        assert list(SearchQuerySet().using("default").filter(content="heather").load_all())


class TestDoors:
    def test_who_is_signed_out_signs_in(self, client):
        response = client.get(f"{DESK}&q=heather")
        assert response.status_code == 302
        assert response.headers["Location"] == "/accounts/login/?next=/search/%3Fin%3Ddesk%26q%3Dheather"

    @pytest.mark.parametrize("who", [{}, {"auditor": True}, {"co_chair": True}, {"moderator": True}])
    def test_nobody_else_gets_in_or_sees_the_switch(self, signed_in, who):
        SubmissionFactory(state=S.RECEIVED, texts=["Heather."])
        build()
        client = signed_in(UserFactory(**who))
        refused = client.get(f"{DESK}&q=heather")
        assert refused.status_code == 403
        assert "Heather." not in refused.text
        assert "Everything sent to us" not in client.get("/search/?q=heather").text
        with pytest.raises(NotAllowed):
            find_on_desk(Asked("heather", alias=Alias.STAFF), UserFactory(**who))

    def test_the_secretariat_goes_from_one_to_the_other_with_the_same_words(self, staff):
        soup = BeautifulSoup(staff.get("/search/?q=heather&kind=call").content, "html.parser")
        there = {link.text.strip(): link["href"] for link in soup.select(".mh-views a")}
        assert there == {"What is published": "?q=heather", "Everything sent to us (staff)": "?q=heather&in=desk"}
        soup = page(staff, "q=heather")
        assert soup.select_one(".mh-views [aria-current]").text.strip() == "Everything sent to us (staff)"
        assert "These results are not public." in soup.text
        assert soup.select_one("#search-form input[name=in]")["value"] == "desk"

    def test_nothing_of_it_is_cached(self, staff):
        assert "no-store" in staff.get(f"{DESK}&q=heather").headers["Cache-Control"]

    @pytest.mark.parametrize("value", ["DESK", "staff", "default", "desk%00", ""])
    def test_any_other_place_is_the_public_one(self, staff, value):
        SubmissionFactory(state=S.RECEIVED, texts=["Heather."])
        build()
        response = staff.get(f"/search/?in={value}&q=heather&state=received&with=1&using=staff")
        assert "Nothing was found" in response.text


class TestPage:
    def test_it_finds_what_was_sent_with_its_state_and_leads_to_the_desk(self, staff):
        submission = SubmissionFactory(
            state=S.SCREENING, name="Ada Example", texts=["Heather grows here.", "Gorse & <b>broom</b> too."]
        )
        build()
        soup = page(staff, "q=broom")
        assert soup.title.text.strip().startswith("broom: 1 result")
        assert links(soup) == [reverse("desk:submission", args=[submission.reference])]
        result = soup.select_one(".mh-result")
        assert [tag.text.strip() for tag in result.select(".nhsuk-tag")] == ["Submission", "Screening"]
        assert "Gorse & <b>broom</b> too." in result.text
        assert f"{submission.reference} Ada Example" in " ".join(result.text.split())
        assert "Received" in result.text
        assert links(page(staff, "q=ada+gorse")) == links(soup)

    def test_an_attachment_leads_to_its_place(self, staff):
        submission = SubmissionFactory(state=S.RECEIVED, texts=["Words."])
        file = AttachmentFactory(submission=submission, content=b"Heather within", name="Annex one.txt", undecided=True)
        build()
        (link,) = links(page(staff, "q=heather"))
        assert link == f"/desk/{submission.reference}/#file-{file.pk}"
        assert f'id="file-{file.pk}"' in staff.get(link.partition("#")[0]).text
        assert len(links(page(staff, "q=annex"))) == 1

    def test_facets(self, staff, secretariat):
        call = CallPageFactory(title="Heather call", live=False)
        workstream = WorkstreamPageFactory(parent=call.get_parent().specific, title="Moors")
        call.workstreams.add(workstream)
        call.save()
        first = SubmissionFactory(
            call=call, state=S.SCREENING, for_organisation=True, organisation__name="Hull Council", texts=["Heather."]
        )
        SubmissionFactory(state=S.NOT_PUBLISHED, texts=["Heather."])
        theme = first.current.answers.get().question_version.question.section.title
        assign(submissions=[first], to=secretariat, by=secretariat)
        build()
        soup = page(staff, "q=heather")
        said = " ".join(soup.find("aside").text.split())
        for words in (
            "Screening (1)",
            "Not published (1)",
            f"{call.code} Heather call (1)",
            "Moors (1)",
            "Hull Council (1)",
            "Midlands (1)",
            f"{theme} (1)",
        ):
            assert words in said, words
        assert f"{secretariat} (1)" in said
        one = page(staff, f"q=heather&state=screening&with={secretariat.pk}&year={timezone.localdate().year}")
        assert links(one) == [f"/desk/{first.reference}/"]
        tags = {" ".join(tag.text.split()): tag["href"] for tag in one.select(".mh-filter-tag")}
        assert tags["×Remove filter State: Screening"].startswith("?in=desk&q=heather&with=")

    def test_words_open_where_none_were_asked_for(self, staff):
        SubmissionFactory(state=S.RECEIVED, texts=["Heather " * 100])
        build()
        text = page(staff, "kind=submission").select_one(".mh-result__text").text
        assert text.startswith("Heather Heather") and text.endswith("…")

    def test_a_reference_goes_straight_to_the_desk(self, staff):
        submission = SubmissionFactory(state=S.RECEIVED, texts=["Words."])
        response = staff.get(DESK, {"in": "desk", "q": submission.reference.lower()})
        assert response.headers["Location"] == f"/desk/{submission.reference}/"

    @pytest.mark.parametrize(
        "query", ["", "q=unfindable", "q=%22", "q=x&year=99999999999&with=99999999999999999999&state=x"]
    )
    def test_every_question_is_answered(self, staff, query):
        assert page(staff, query).title

    @on_files
    def test_an_index_that_cannot_be_read_is_a_plain_page(self, staff, tmp_path, monkeypatch):
        (tmp_path / "in the way").write_text("no folder")
        connection = {**settings.HAYSTACK_CONNECTIONS["staff"], "PATH": str(tmp_path / "in the way")}
        monkeypatch.setitem(settings.HAYSTACK_CONNECTIONS, "staff", connection)
        connections.reload("staff")
        response = staff.get(f"{DESK}&q=heather")
        assert response.status_code == 503
        assert 'href="/desk/"' in response.text

    @pytest.mark.parametrize("more", [0, 2])
    def test_as_many_queries_for_more_results(self, staff, more, django_assert_num_queries):
        for _ in range(1 + more):
            submission = SubmissionFactory(state=S.RECEIVED, for_organisation=True, texts=["Heather."])
            AttachmentFactory(submission=submission, content=b"Heather.")
            assign(submissions=[submission], to=UserFactory(secretariat=True), by=UserFactory(secretariat=True))
        build()
        page(staff, "q=heather")
        with django_assert_num_queries(QUERIES):
            assert len(links(page(staff, "q=heather"))) == 2 * (1 + more)


QUERIES = 11


class TestFreshness:
    def test_sending_screening_and_withdrawing(self, committing):
        draft = SubmissionFactory(texts=["Heather."])
        writer = draft.contributors.get()
        with committing():
            submission = submit_submission(submission=draft, actor=writer, declared=True)
        assert found("heather") == [submission.reference]
        with committing():
            start_screening(submission=submission, by=UserFactory(secretariat=True))
        result = find_on_desk(Asked("heather", alias=Alias.STAFF), UserFactory(secretariat=True))
        assert result.counts["state"] == [("screening", 1)]
        withdraw_submission(submission=submission, actor=writer)
        assert found("heather") == []
        apply_changes()
        assert SearchQuerySet(using="staff").count() == 0

    def test_changed_answers_take_the_place_of_the_old(self, committing):
        submission = SubmissionFactory(state=S.RECEIVED, texts=["Heather."])
        build()
        Answer.objects.filter(submission=submission).update(text="Gorse.", value="Gorse.", revision=2)
        with committing():
            assert found("gorse") == []
            submit_submission(submission=submission, actor=submission.contributors.get(), declared=True)
            assert found("heather") == [], "it waits, and its old words may have been taken back"
        assert (found("heather"), found("gorse")) == ([], [submission.reference])

    def test_sealed_words_are_gone_at_once(self, committing):
        submission = SubmissionFactory(state=S.SCREENING, texts=["Zanzibar is far."])
        build()
        first, second = UserFactory(secretariat=True), UserFactory(secretariat=True)
        (target,) = answers_to_disclose(submission)
        with committing():
            redact_words(target=target, words="Zanzibar", reason="personal", by=first, submission=submission)
        assert found("zanzibar") == [submission.reference], "a mark that nobody checked hides nothing from staff"
        with committing():
            check_redactions(redactions=unchecked_redactions(submission), submission=submission, by=second)
            assert found("zanzibar") == []
        assert (found("zanzibar"), found("far")) == ([], [submission.reference])

    def test_the_text_of_a_file_is_found_once_it_was_read(self, committing):
        submission = SubmissionFactory(state=S.RECEIVED, texts=["Words."])
        with committing():
            file = AttachmentFactory(
                submission=submission, content=b"Heather within", scan=ScanState.QUARANTINED, scanned_at=None
            )
            check_file.enqueue(file._meta.label_lower, file.pk)
        assert found("heather") == [submission.reference]

    def test_assigning_moves_the_facet(self, committing, secretariat):
        submission = SubmissionFactory(state=S.RECEIVED, texts=["Heather."])
        with committing():
            assign(submissions=[submission], to=secretariat, by=secretariat)
        result = find_on_desk(Asked("heather", alias=Alias.STAFF), secretariat)
        assert result.counts["with"] == [(str(secretariat.pk), 1)]

    @on_files
    def test_one_engine_that_is_down_holds_up_no_other(self, committing, tmp_path, monkeypatch):
        (tmp_path / "in the way").write_text("no folder")
        connection = settings.HAYSTACK_CONNECTIONS["default"]
        with monkeypatch.context() as patch:
            patch.setitem(
                settings.HAYSTACK_CONNECTIONS, "default", {**connection, "PATH": str(tmp_path / "in the way")}
            )
            connections.reload("default")
            edition = published(texts=["Heather."])
            with pytest.raises(SearchBackendError):
                apply_changes()
            assert found("heather") == [edition.reference]
        connections.reload("default")
        apply_changes()
        assert find(Asked("heather")).total == 1
        assert IndexChange.objects.waiting().count() == 0


class TestPurgedWords:
    @pytest.fixture
    def purged(self):
        """A published submission with a file; a word is purged from both, and no index was told yet."""
        submission = SubmissionFactory(state=S.READY, texts=["Zanzibar is where heather grows."])
        AttachmentFactory(submission=submission, content=b"Zanzibar and heather, again.")
        first, second = UserFactory(secretariat=True), UserFactory(secretariat=True)
        publish_submission(submission=submission, by=first)
        apply_changes()
        assert (find(Asked("zanzibar")).total, len(found("zanzibar"))) == (2, 2)
        purge = ask_purge(submission=submission, words="Zanzibar", reason="The law.", by=first)
        carry_out_purge(purge=purge, by=second)
        return submission

    def test_they_are_found_nowhere_while_the_note_waits(self, purged, client):
        assert SearchQuerySet().filter(content="zanzibar").count() == 2, "the index has them still"
        assert find(Asked("zanzibar")).total == 0
        assert find(Asked("heather")).matches == []
        assert find(Asked("zanzibra")).better == ""
        assert found("zanzibar") == found("heather") == []
        assert "anzibar" not in client.get("/search/?q=heather").text

    def test_nor_behind_many_changes_of_others(self, purged, monkeypatch):
        monkeypatch.setattr("search.queries.find.MOST_HELD_BACK", 2)
        other = published(texts=["Gorse."])
        for _change in range(3):
            note(other)
            note(other.submission)
        assert find(Asked("zanzibar")).counts["kind"] == []
        assert found("zanzibar") == []

    def test_nor_by_a_search_that_began_before(self, purged, monkeypatch):
        """The note is written after the search began to ask, and even applied before it answers."""
        monkeypatch.setattr("search.queries.find.held_back", lambda alias: [])
        assert find(Asked("zanzibar")).matches == []
        assert found("zanzibar") == []

    def test_the_rest_is_found_once_it_is_applied(self, purged):
        apply_changes()
        for alias in Alias:
            assert SearchQuerySet(using=alias.value).filter(content="zanzibar").count() == 0
        assert find(Asked("heather")).total == 2
        assert len(found("heather")) == 2
        assert EditionAttachment.objects.count() == 1
        assert Attachment.objects.get().file.name == ""


def test_the_desk_leads_there(staff):
    desk = BeautifulSoup(staff.get(reverse("desk:desk")).content, "html.parser")
    assert desk.find("a", string="Search everything sent to us")["href"] == DESK


def test_what_was_sent_is_listed_though_all_of_it_is_of_one_kind(staff):
    SubmissionFactory(state=S.RECEIVED, texts=["Heather."])
    rebuild(alias=Alias.STAFF)
    soup = page(staff, "")
    assert [link.text for link in soup.select(".mh-search-kinds a")] == ["Submissions"]
    assert "Nothing was sent yet" not in soup.text


def test_scans_of_paper_are_not_in_it():
    staff = UserFactory(secretariat=True)
    submission = SubmissionFactory(
        channel=Channel.PAPER, entered_by=staff, received_on=timezone.localdate(), texts=["Heather."]
    )
    AttachmentFactory(submission=submission, content=b"Umbrage by hand", is_paper_scan=True, undecided=True)
    send(submission)
    build()
    assert (found("umbrage"), found("heather")) == ([], [submission.reference])


@on_files
@pytest.mark.parametrize("damage", ["meta.json", "*.idx", "*.store", "gone"])
@pytest.mark.parametrize("alias", list(Alias))
def test_an_index_that_is_damaged_while_people_search_is_filled_again(staff, committing, alias, damage):
    """Whoever asks first gets an answer, if perhaps without results; and the next finds all again."""
    published(texts=["Heather."])
    rebuild(alias=alias)
    address = f"{DESK}&q=heather" if alias is Alias.STAFF else "/search/?q=heather"
    assert 'class="mh-result"' in staff.get(address).text
    backend = connections[alias].get_backend()
    (pointer,) = backend.path.glob("current-*")
    generation = backend.path / pointer.read_text()
    if damage == "gone":
        shutil.rmtree(generation)
    for file in generation.glob(damage):
        file.write_bytes(b"spoilt" * 100)
    backend.store._forget()  # as a process that starts now, or looks again
    with committing():
        assert staff.get(address).status_code in {200, 503}
    assert 'class="mh-result"' in staff.get(address).text
    assert compare(alias).groups == []
