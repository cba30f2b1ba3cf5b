"""The pages where files are uploaded, removed and fetched."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evidence.submissions.domain.links import new_link
from evidence.submissions.enums import ScanState
from evidence.submissions.models import Attachment
from evidence.submissions.views.access import SESSION_KEY
from tests.evidence.submissions import making_files as making
from tests.evidence.submissions.making_files import eicar, upload
from tests.factories import AttachmentFactory, QuestionFactory, SubmissionFactory, UserFactory, send
from tests.support.clamd import running_clamd

pytestmark = pytest.mark.django_db


def browser_of(writer):
    """A browser that has opened the private link."""
    client = Client()
    session = client.session
    new_link(writer)
    session[SESSION_KEY] = {str(writer.submission.key): writer.token_hash}
    session.save()
    return client


@pytest.fixture
def writer():
    return SubmissionFactory().contributors.get()


@pytest.fixture
def browser(writer):
    return browser_of(writer)


@pytest.fixture
def page(writer):
    return reverse("attachments:files", args=[writer.submission.key])


def text_of(response):
    return response.content.decode()


def address(name, attachment):
    return reverse(f"attachments:{name}", args=[attachment.submission.key, attachment.key])


def test_an_ordinary_form_uploads_a_file(browser, page, committing):
    with committing():
        assert browser.post(page, {"file": upload("Our plan.pdf", making.pdf())}).url == page
    response = browser.get(page)
    assert "Our plan.pdf is attached." in text_of(response)
    assert f'href="{address("download", Attachment.objects.get())}"' in text_of(response)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Select a file"),
        ({"file": ("a.pdf", b"")}, "The selected file is empty"),
        (
            {"file": ("a.exe", b"MZ")},
            "The selected file must be a PDF, DOCX, ODT, RTF, TXT, XLSX, ODS, PNG, JPEG or WebP",
        ),
        ({"file": ("a.docx", making.password_protected_docx())}, "The selected file is password protected"),
    ],
)
def test_a_bad_file_shows_the_page_again_with_the_words(browser, page, data, words):
    response = browser.post(page, {name: upload(*value) for name, value in data.items()})
    body = text_of(response)
    assert f'<a href="#id_file">{words}</a>' in body
    assert body.count(f"{words}</") == 2  # in the summary and beside the field
    assert "<title>Error: " in body
    assert Attachment.objects.count() == 0


def test_a_script_gets_the_outcome_as_data(browser, page, committing):
    with committing():
        good = browser.post(page, {"file": upload("a.txt", b"x")}, headers={"accept": "application/json"})
    assert json.loads(good.content) == {"ok": True, "message": "a.txt is attached.", "errors": []}
    again = browser.post(page, {"file": upload("a.txt", b"x")}, headers={"accept": "application/json"})
    assert json.loads(again.content)["message"] == "a.txt was attached already."
    bad = browser.post(page, {"file": upload("a.txt", b"")}, headers={"accept": "application/json"})
    assert json.loads(bad.content) == {"ok": False, "message": "", "errors": ["The selected file is empty"]}


def test_a_virus_that_is_found_at_once_is_told_at_once(browser, page, settings, committing, monkeypatch):
    settings.UPLOADS_WITHOUT_A_VIRUS_SCANNER = False
    # What waits for the commit happens at once, as where every request commits.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **_: act())
    with running_clamd() as clamd:
        settings.CLAMD_ADDRESS = clamd.address
        response = browser.post(page, {"file": upload("a.txt", eicar())})
    assert text_of(response).count("The selected file contains a virus</a>") == 1
    assert Attachment.objects.get().scan == ScanState.INFECTED
    assert "We deleted it and nobody has received it." in text_of(response)


def test_a_disk_that_is_full_says_try_again(browser, page, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    response = browser.post(page, {"file": upload("a.txt", b"x")})
    assert "The selected file could not be uploaded – try again" in text_of(response)


def test_what_was_too_large_to_read_is_told_on_the_page(browser, page):
    body = text_of(browser.get(page, {"problem": "too_big"}))
    assert body.count("The selected file must be smaller than 25MB</a>") == 1
    assert "<title>Error: " in body


def test_what_waits_for_the_scanner_is_listed_and_cannot_be_opened(browser, writer, page):
    attachment = AttachmentFactory(submission=writer.submission, scan=ScanState.QUARANTINED)
    body = text_of(browser.get(page))
    assert "Being checked" in body
    assert "data-settling" in body
    assert f'href="{address("download", attachment)}"' not in body
    assert browser.get(address("download", attachment)).status_code == 404


def test_removing_and_putting_back(browser, writer, page, committing):
    attachment = AttachmentFactory(submission=writer.submission, name="plan.txt")
    response = browser.post(address("remove", attachment), follow=True)
    assert "plan.txt was removed." in text_of(response)
    assert "No files yet" in text_of(response)
    assert browser.get(address("remove", attachment)).status_code == 405
    response = browser.post(address("restore", attachment), follow=True)
    assert "plan.txt is back." in text_of(response)


def test_files_of_a_question_are_listed_with_it_alone(browser, writer):
    question = QuestionFactory(section__call=writer.submission.call, version__type="file")
    AttachmentFactory(submission=writer.submission, name="loose.txt")
    AttachmentFactory(submission=writer.submission, question=question, name="asked-for.txt")
    url = reverse("attachments:for_question", args=[writer.submission.key, question.key])
    body = text_of(browser.get(url))
    assert "asked-for.txt" in body
    assert "loose.txt" not in body
    assert question.current.wording in body
    other = QuestionFactory(version__type="file")
    assert browser.get(reverse("attachments:for_question", args=[writer.submission.key, other.key])).status_code == 404


def test_a_download_is_never_shown_guessed_run_or_kept(browser, writer):
    attachment = AttachmentFactory(
        submission=writer.submission, name="Plan – é.html.txt", content=b"<script>x</script>"
    )
    response = browser.get(address("download", attachment))
    assert b"".join(response.streaming_content) == b"<script>x</script>"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="Plan')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == "18"


def test_nobody_else_learns_that_a_file_exists(browser, writer, secretariat, signed_in):
    attachment = AttachmentFactory(submission=writer.submission)
    other = browser_of(SubmissionFactory().contributors.get())
    for client in (Client(), other, signed_in(UserFactory()), signed_in(secretariat)):
        assert client.get(address("download", attachment)).status_code == 404
        assert client.post(address("remove", attachment)).status_code == 404
    response = browser.get(address("download", attachment))
    assert response.status_code == 200
    response.close()


def test_a_tampered_address_is_not_found(browser, writer):
    mine, theirs = AttachmentFactory(submission=writer.submission), AttachmentFactory()
    key = writer.submission.key
    for file in (uuid4(), theirs.key):
        assert browser.get(reverse("attachments:download", args=[key, file])).status_code == 404
        assert browser.post(reverse("attachments:remove", args=[key, file])).status_code == 404
    assert browser.get(reverse("attachments:download", args=[theirs.submission.key, mine.key])).status_code == 404


def test_a_browser_whose_part_has_ended_gets_nothing(browser, writer):
    attachment = AttachmentFactory(submission=writer.submission)
    writer.ended_at = timezone.now()
    writer.save()
    assert browser.get(address("download", attachment)).status_code == 404


def test_the_secretariat_fetches_what_was_sent(writer, secretariat, signed_in):
    attachment = AttachmentFactory(submission=writer.submission, uploaded_at=timezone.now() - timedelta(minutes=1))
    send(writer.submission)
    response = signed_in(secretariat).get(address("download", attachment))
    assert b"".join(response.streaming_content) == b"What the paper says."


def test_the_scan_of_a_paper_reply_is_not_in_the_list(browser, writer, page):
    AttachmentFactory(submission=writer.submission, name="paper.txt", is_paper_scan=True)
    assert "paper.txt" not in text_of(browser.get(page))


def test_a_submission_that_is_fixed_shows_its_files_and_no_form(browser, writer, page):
    AttachmentFactory(submission=writer.submission, name="plan.txt")
    send(writer.submission)
    type(writer.submission).objects.update(state="published")
    body = text_of(browser.get(page))
    assert "plan.txt" in body
    assert 'type="file"' not in body
    assert "Remove" not in body


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_files_as_for_one(
    browser, writer, page, count, django_assert_num_queries
):
    AttachmentFactory.create_batch(count, submission=writer.submission)
    browser.get(page)
    with django_assert_num_queries(5):
        browser.get(page)
