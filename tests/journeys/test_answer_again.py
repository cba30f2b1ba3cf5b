"""After sending: twice by a slip, amended on purpose, withdrawn."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from evidence.submissions.domain.links import new_link
from evidence.submissions.domain.submit import submit_submission
from evidence.submissions.enums import SubmissionState
from evidence.submissions.models import Answer, Clarification, Submission, SubmissionVersion
from tests.factories import UserFactory
from tests.journeys.answering import WHAT_WORKS, draft_for, open_call
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, shot


def ready_draft() -> Submission:
    """Return a draft of Ada's with its required answer."""
    asked = open_call()
    submission = draft_for(asked)
    Answer.objects.create(
        submission=submission,
        question=asked.works,
        question_version=asked.works.current,
        value="Teams.",
        text="Teams.",
        revision=1,
        saved_by=submission.contributors.get(),
    )
    return submission


@pytest.fixture
def draft(site: str) -> Submission:
    return ready_draft()


@pytest.fixture
def sent(draft: Submission) -> Submission:
    return submit_submission(submission=draft, actor=draft.contributors.get(), declared=True)


def open_as_lead(page: Page, submission: Submission) -> None:
    page.goto(new_link(submission.contributors.get()))


def test_submitting_twice_is_submitting_once(page: Page, draft: Submission) -> None:
    open_as_lead(page, draft)
    page.goto(f"/respond/s/{draft.key}/check/")
    page.get_by_label("I confirm that these answers are right").check()
    page.get_by_role("button", name="Submit").dblclick()  # when somebody presses twice
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your submission")
    reference = Submission.objects.get().reference

    page.go_back()  # and goes back and sends again
    page.goto(f"/respond/s/{draft.key}/check/")

    expect(page.get_by_text("Nothing has changed since you sent your answers.")).to_be_visible()
    expect(page.get_by_text(reference, exact=True)).to_be_visible()  # then it is the same receipt
    assert SubmissionVersion.objects.count() == 1
    assert Submission.objects.get().reference == reference


def test_submitting_twice_by_keyboard_alone(desktop: Page, draft: Submission) -> None:
    open_as_lead(desktop, draft)
    desktop.goto(f"/respond/s/{draft.key}/check/")
    keys = Keyboard(desktop)
    keys.tick("I confirm that these answers are right")
    keys.to("Submit")
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
        desktop.keyboard.press("Enter")  # when the key is struck twice

    expect(desktop.get_by_role("heading", level=1)).to_have_text("We have received your submission")
    assert SubmissionVersion.objects.count() == 1  # then it was sent once


def test_a_submit_that_is_sent_again_after_a_cut_line_gets_the_same_receipt(desktop: Page, draft: Submission) -> None:
    open_as_lead(desktop, draft)
    desktop.goto(f"/respond/s/{draft.key}/check/")
    desktop.get_by_label("I confirm that these answers are right").check()
    stale = desktop.context.new_page()
    stale.goto(f"/respond/s/{draft.key}/check/")
    stale.get_by_label("I confirm that these answers are right").check()
    desktop.get_by_role("button", name="Submit").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("We have received your submission")

    stale.get_by_role("button", name="Submit").click()

    expect(stale.get_by_text(Submission.objects.get().reference, exact=True)).to_be_visible()
    assert SubmissionVersion.objects.count() == 1


def test_amend_until_the_call_closes(page: Page, sent: Submission) -> None:
    open_as_lead(page, sent)
    page.goto(f"/respond/s/{sent.key}/receipt/")
    page.get_by_role("link", name="Change your answers").click()
    page.get_by_role("link", name="Empowering local leaders").click()
    page.get_by_label(WHAT_WORKS).fill("Teams and time.")
    page.get_by_role("button", name="Save and go to the list").click()

    expect(page.get_by_text("You have changes that are not sent.")).to_be_visible()  # then it is plain what counts
    assert [answer.text for answer in Submission.objects.get().current.answers.all()] == ["Teams."]
    fits(page)

    page.get_by_role("link", name="Check your answers").or_(
        page.get_by_role("button", name="Check your answers")
    ).click()
    page.get_by_label("I confirm that these answers are right").check()
    page.get_by_role("button", name="Send the changed answers").click()

    expect(page.get_by_text("Your latest changes came at")).to_be_visible()
    amended = Submission.objects.get()
    assert (amended.reference, amended.current.number) == (sent.reference, 2)
    assert [answer.text for answer in amended.current.answers.all()] == ["Teams and time."]


def test_withdraw_before_publication(page: Page, sent: Submission) -> None:
    open_as_lead(page, sent)
    page.goto(f"/respond/s/{sent.key}/receipt/")
    page.get_by_role("link", name="Withdraw the submission").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Withdraw {sent.reference}?")
    assert Submission.objects.get().state == SubmissionState.RECEIVED  # looking at the page does nothing
    page.get_by_role("button", name="Withdraw the submission").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(f"{sent.reference} was withdrawn")
    assert Submission.objects.get().state == SubmissionState.WITHDRAWN
    fits(page)


def test_withdrawing_and_amending_by_keyboard(desktop: Page, sent: Submission) -> None:
    open_as_lead(desktop, sent)
    keys = Keyboard(desktop)

    def follow(name: str) -> None:
        with desktop.expect_navigation():
            keys.press(name)

    desktop.goto(f"/respond/s/{sent.key}/receipt/")
    follow("Change your answers")
    follow("Empowering local leaders")
    keys.fill(WHAT_WORKS, "Time.")
    follow("Save and go to the list")
    follow("Check your answers")
    keys.tick("I confirm that these answers are right")
    follow("Send the changed answers")
    follow("Withdraw the submission")
    follow("Withdraw the submission")
    assert Submission.objects.get().state == SubmissionState.WITHDRAWN


def test_these_pages_have_no_barrier(visitors: Visitors, sent: Submission) -> None:
    Clarification.objects.create(submission=sent, asked_by=UserFactory(secretariat=True), question="Which year was it?")
    Submission.objects.update(state=SubmissionState.CLARIFICATION)
    for phone in (False, True):
        page = visitors.open(phone=phone)
        open_as_lead(page, sent)

        def look(name: str, address: str, page: Page = page) -> Any:
            page.goto(f"/respond/s/{sent.key}/{address}")
            axe(page)
            fits(page)
            shot(page, f"again-{name}")

        look("1-tasks", "")
        look("2-receipt", "receipt/")
        look("3-reply", f"reply/{Clarification.objects.get().pk}/")
        look("4-withdraw", "withdraw/")
        page.goto("/respond/s/7a1b1c1d-0000-4000-8000-000000000000/")
        axe(page)
        shot(page, "again-5-private")
