"""What the journeys of respondents share: a call with questions, and the steps that people take in it."""

from types import SimpleNamespace
from typing import Any

from playwright.sync_api import Page, expect

from consultations.calls.enums import QuestionType
from evidence.submissions.enums import PublishingChoice
from evidence.submissions.models import Submission
from tests.factories import CallPageFactory, QuestionFactory, SectionFactory, SubmissionFactory

WHAT_WORKS = "Which examples show what local leaders can change?"
HOW_SURE = "How sure are you?"


def open_call() -> SimpleNamespace:
    """Return an open call of two sections."""
    call = CallPageFactory(title="How places can lead", contact_email="call@example.org")
    leading = SectionFactory(call=call, title="Empowering local leaders", position=1)
    data = SectionFactory(call=call, title="Data and transparency", position=2)
    works = QuestionFactory(
        section=leading, position=1, version__wording=WHAT_WORKS, version__required=True, version__word_limit=250
    )
    sure = QuestionFactory(
        section=data,
        position=1,
        version__wording=HOW_SURE,
        version__type=QuestionType.RADIOS,
        version__options=["Very sure", "Not sure"],
    )
    return SimpleNamespace(call=call, leading=leading, data=data, works=works, sure=sure)


def draft_for(asked: SimpleNamespace, email: str = "ada@example.org", **more: Any) -> Submission:
    """Return a draft of Ada's to the call."""
    submission = SubmissionFactory(call=asked.call, name="Ada Lead", publishing=PublishingChoice.FULL, **more)
    submission.contributors.update(name="Ada Lead", email=email)
    return submission


def start(page: Page, asked: SimpleNamespace, email: str = "ada@example.org") -> None:
    """Go from the call's "Answer" to the list of sections, as an individual."""
    page.goto(f"/respond/{asked.call.code}/")
    page.get_by_label("I am, for myself").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Your name").fill("Ada Lead")
    page.get_by_label("Your email address").fill(email)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers")


def answer(page: Page, text: str) -> None:
    """Answer the required question from the list of sections."""
    page.get_by_role("link", name="Empowering local leaders").click()
    page.get_by_label(WHAT_WORKS).fill(text)
    page.get_by_role("button", name="Save and continue").click()


def choose_publishing(page: Page, choice: str = "In full, with my name") -> None:
    page.get_by_role("link", name="Choose what may be published").click()
    page.get_by_label(choice).check()
    page.get_by_role("button", name="Save and continue").click()


def send(page: Page) -> None:
    """Check and send from the list of sections."""
    page.get_by_role("link", name="Check your answers").or_(
        page.get_by_role("button", name="Check your answers")
    ).click()
    page.get_by_label("I confirm that these answers are right").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your submission")
