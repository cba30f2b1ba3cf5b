"""Somebody attaches files: with a mouse, on a phone, without a script, by keyboard alone, over a slow line."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.sweep import sweepers
from evidence.submissions.domain.links import new_link
from evidence.submissions.models import Answer, Attachment
from tests.evidence.submissions import making_files as making
from tests.factories import QuestionFactory, SubmissionFactory
from tests.journeys.helpers import Keyboard, axe, fits, shot
from tests.support.clamd import running_clamd

PDF, TEXT = "application/pdf", "text/plain"


@pytest.fixture
def writer(site):
    return SubmissionFactory(call__title="Call for evidence").contributors.get()


def given_somebody_at_the_files(page: Page, writer) -> None:
    page.goto(new_link(writer))
    page.goto(f"/respond/s/{writer.submission.key}/files/")


def when_they_upload(page: Page, *files: tuple[str, str, bytes]) -> None:
    chosen = [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files]
    page.get_by_label("Files to upload").set_input_files(chosen if len(chosen) > 1 else chosen[0])
    page.get_by_role("button", name="Upload", exact=True).click()


def then_listed(page: Page, name: str) -> None:
    expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()


def then_told(page: Page, words: str) -> None:
    expect(page.get_by_role("alert").get_by_role("link", name=words)).to_be_visible()


def test_a_file_is_attached_removed_put_back_and_fetched(page: Page, writer):
    given_somebody_at_the_files(page, writer)
    shot(page, "files-empty")
    when_they_upload(page, ("Our plan.pdf", PDF, making.pdf("One", "Two")))
    then_listed(page, "Our plan.pdf")
    expect(page.get_by_text("(PDF, ")).to_contain_text("2 pages")
    shot(page, "files-one")
    fits(page)

    page.get_by_role("button", name="Remove Our plan.pdf").click()
    expect(page.get_by_text("Our plan.pdf was removed.")).to_be_visible()
    shot(page, "files-removed")
    page.get_by_role("button", name="Put it back").click()
    then_listed(page, "Our plan.pdf")

    with page.expect_download() as waiting:
        page.get_by_role("link", name="Our plan.pdf", exact=True).click()
    assert waiting.value.suggested_filename == "Our plan.pdf"
    assert waiting.value.path().read_bytes() == kept_bytes()


def test_words_beside_a_file_question_are_saved_before_its_page(page: Page, writer):
    asked = QuestionFactory(section__call=writer.submission.call, version__type="file", version__wording="Your report")
    beside = QuestionFactory(section=asked.section, version__wording="In short")
    page.goto(new_link(writer))
    page.goto(f"/respond/s/{writer.submission.key}/section/{asked.section_id}/")
    page.get_by_label("In short").fill("Prevention first.")
    page.get_by_role("button", name="Save and add files").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your report")
    assert Answer.objects.get(question=beside).text == "Prevention first."
    when_they_upload(page, ("report.pdf", PDF, making.pdf()))
    then_listed(page, "report.pdf")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("In short")).to_have_value("Prevention first.")
    expect(page.get_by_text("report.pdf")).to_be_visible()
    fits(page)
    shot(page, "files-in-section")


def test_a_file_that_was_chosen_goes_with_continue_too(page: Page, writer):
    given_somebody_at_the_files(page, writer)
    page.get_by_label("Files to upload").set_input_files({"name": "plan.txt", "mimeType": TEXT, "buffer": b"Our plan"})
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers")
    expect(page.get_by_text("1 file", exact=True)).to_be_visible()
    page.get_by_role("link", name="Attach files").click()
    then_listed(page, "plan.txt")
    page.get_by_label("Files to upload").set_input_files({"name": "empty.txt", "mimeType": TEXT, "buffer": b""})
    page.get_by_role("button", name="Continue").click()
    then_told(page, "The selected file is empty")
    page.goto(f"/respond/s/{writer.submission.key}/files/")
    page.get_by_role("button", name="Continue").click()  # with none chosen it only goes on
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers")


def kept_bytes() -> bytes:
    with Attachment.objects.get().file.open("rb") as file:
        return file.read()


def test_a_bad_file_is_answered_in_words(page: Page, writer):
    given_somebody_at_the_files(page, writer)
    when_they_upload(page, ("secret.pdf", PDF, making.pdf(password="secret")))
    then_told(page, "The selected file is password protected")
    expect(page.get_by_text("The selected file is password protected")).to_have_count(2)
    fits(page)
    shot(page, "files-error")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Files to upload")).to_be_focused()


def test_a_file_that_is_too_big_is_answered_in_words(page: Page, writer, tmp_path):
    long = tmp_path / "long.txt"
    long.write_bytes(b"a" * (27 * 1024 * 1024))
    given_somebody_at_the_files(page, writer)
    page.get_by_label("Files to upload").set_input_files(long)
    page.get_by_role("button", name="Upload", exact=True).click()
    then_told(page, "The selected file must be smaller than 25MB")
    assert Attachment.objects.count() == 0


def test_several_files_at_once(desktop: Page, writer):
    given_somebody_at_the_files(desktop, writer)
    when_they_upload(desktop, ("a.txt", TEXT, b"A"), ("b.txt", TEXT, b""), ("c.docx", TEXT, making.docx()))
    then_listed(desktop, "a.txt")
    then_listed(desktop, "c.docx")
    then_told(desktop, "b.txt: The selected file is empty")
    expect(desktop.locator(".nhsuk-error-summary")).to_be_focused()
    axe(desktop)


def test_by_keyboard_alone(desktop: Page, writer):
    given_somebody_at_the_files(desktop, writer)
    # Listening from the start: a dialog that opens before the browser was told to hand it over is never seen.
    desktop.on("filechooser", lambda chooser: chooser.set_files({"name": "a.txt", "mimeType": TEXT, "buffer": b"A"}))
    keyboard = Keyboard(desktop)
    keyboard.to("Files to upload")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_label("Files to upload")).to_have_value(re.compile(r"a\.txt$"))
    keyboard.press("Upload")
    then_listed(desktop, "a.txt")
    axe(desktop)
    keyboard.press("Remove a.txt")
    expect(desktop.get_by_text("a.txt was removed.")).to_be_visible()
    keyboard.press("Put it back")
    then_listed(desktop, "a.txt")


def test_a_slow_upload_says_how_far_it_is_and_can_be_stopped(desktop: Page, writer):
    given_somebody_at_the_files(desktop, writer)
    line = desktop.context.new_cdp_session(desktop)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 300_000}
    line.send("Network.emulateNetworkConditions", slow)
    when_they_upload(desktop, ("long.txt", TEXT, b"words " * 500_000))
    expect(desktop.get_by_role("progressbar", name="long.txt")).to_be_visible()
    expect(desktop.get_by_role("status")).to_contain_text(re.compile(r"Uploading long\.txt: (2[5-9]|[3-9]\d) percent"))
    axe(desktop)
    shot(desktop, "files-progress")
    desktop.get_by_role("button", name="Cancel long.txt").click()
    expect(desktop.get_by_role("status")).to_have_text("The upload of long.txt was cancelled.")
    expect(desktop.get_by_role("progressbar")).to_have_count(0)
    assert Attachment.objects.count() == 0


def test_an_answer_that_is_not_ours_says_try_again(desktop: Page, writer):
    given_somebody_at_the_files(desktop, writer)
    answer = "<h1>502 Bad Gateway</h1>"  # what something between us and them may say
    desktop.route(
        "**/files/", lambda route: route.fulfill(body=answer) if route.request.method == "POST" else route.fallback()
    )
    when_they_upload(desktop, ("a.txt", TEXT, b"A"))
    then_told(desktop, "The selected file could not be uploaded – try again")


def test_the_verdict_of_the_scanner_arrives_by_itself(desktop: Page, writer, settings):
    settings.UPLOADS_WITHOUT_A_VIRUS_SCANNER = False
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    given_somebody_at_the_files(desktop, writer)
    when_they_upload(desktop, ("a.txt", TEXT, b"A"), ("b.txt", TEXT, making.eicar()))
    expect(desktop.get_by_text("Being checked", exact=True)).to_have_count(2)
    axe(desktop)
    shot(desktop, "files-checking")
    with running_clamd() as clamd, time_machine.travel(timezone.now() + timedelta(minutes=2)):
        settings.CLAMD_ADDRESS = clamd.address
        assert dict(sweepers())["virus scan"]() == 2
    then_listed(desktop, "a.txt")
    expect(desktop.get_by_text("This file contains a virus. We deleted it")).to_be_visible()
    axe(desktop)
    shot(desktop, "files-infected")


def test_a_virus_that_is_found_at_once(page: Page, writer, settings):
    settings.UPLOADS_WITHOUT_A_VIRUS_SCANNER = False
    with running_clamd() as clamd:
        settings.CLAMD_ADDRESS = clamd.address
        given_somebody_at_the_files(page, writer)
        when_they_upload(page, ("b.txt", TEXT, making.eicar()))
        then_told(page, "The selected file contains a virus")
