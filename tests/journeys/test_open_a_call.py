"""The secretariat makes a call, answers its checklist and clears it; everyone reads it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consultations.calls.models import CallPage
from pages.models import PrivacyNoticePage
from tests.consultations.calls.questionnaires import block, publish, section
from tests.factories import CallPageFactory, ReviewPageFactory, UserFactory, home_page
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits, shot

QUESTIONS = [
    section(
        block("radios", "1", wording="Do you use community transport?", options="Yes\nNo", required=True),
        block("long_text", "2", wording="What do you use it for?", after="1", answers="Yes", word_limit=250),
        title="Your journeys",
    )
]


@pytest.fixture
def officer_at_work(visitors: Visitors, settings: Any) -> Page:
    """A member of the secretariat at their screen; there is a review, and a privacy notice.

    Wagtail's autosave rests: what it saves depends on how fast the journey types, and it answers 400 for a draft in the
    middle of a date.
    """
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    ReviewPageFactory(title="The transport review")
    home_page().add_child(
        instance=PrivacyNoticePage(title="Privacy notice", slug="privacy", body="<p>x</p>", controller="The review")
    )
    return visitors.open(user=UserFactory(secretariat=True))


def moment(days: int) -> str:
    return timezone.localtime(timezone.now() + timedelta(days=days)).strftime("%Y-%m-%d 12:00")


def test_the_secretariat_opens_a_call(officer_at_work: Page, visitors: Visitors) -> None:
    page = officer_at_work
    page.goto("/admin/calls/")
    page.get_by_role("link", name="Add call").first.click()  # when they add a call to the review
    page.wait_for_load_state("networkidle")
    page.get_by_role("textbox", name="Title*").fill("Community transport")
    page.get_by_role("textbox", name="The question in one sentence*").fill("What would make it easier to use?")
    page.get_by_role("textbox", name="Who should answer*").fill("Anyone who uses it.")

    page.get_by_role("tab", name="Questions").click()  # and ask something
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("textbox", name="Title*").fill("Your journeys")
    page.get_by_role("button", name="Insert a block").nth(1).click()
    page.get_by_role("option", name="Long text").click()
    page.get_by_role("textbox", name="Code*").fill("1")
    page.get_by_role("textbox", name="Question*").fill("What would help most?")
    shot(page, "editing-questions")

    page.get_by_role("tab", name="Times and documents").click()  # and set the times
    page.get_by_role("textbox", name="Opens*").fill(moment(1))
    page.get_by_role("textbox", name="Closes*").fill(moment(29))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()

    page.get_by_role("link", name="Go to the checklist").click()  # then they are led to the checklist
    expect(page.get_by_text("This stands in the way:")).to_be_visible()
    shot(page, "opening-a-call")
    assert CallPage.objects.get().questions.count() == 1


@pytest.fixture
def open_call() -> CallPage:
    return publish(
        CallPageFactory(
            title="Community transport",
            contact_email="team@review.example",
            contact_telephone="020 7946 0000",
            postal_address="1 Example Street",
        ),
        QUESTIONS,
    )


def test_anyone_finds_a_call_and_its_questions(open_call: CallPage, page: Page) -> None:
    page.goto("/calls/")
    fits(page)
    page.get_by_role("link", name="Community transport").click()
    expect(page.get_by_text("days left")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="See all questions before you start").click()
    expect(page.get_by_role("heading", name="1. Do you use community transport?")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="Community transport").first.click()
    expect(page.get_by_role("button", name="Start now")).to_be_visible()


def test_axe_finds_no_barrier_on_the_pages_of_a_call(open_call: CallPage, desktop: Page) -> None:
    review = open_call.get_parent()
    for address in ("/calls/", open_call.url, f"{open_call.url}questions/", review.url):
        desktop.goto(address)
        axe(desktop)


def test_the_preview_asks_as_the_form_will(visitors: Visitors, open_call: CallPage) -> None:
    page = visitors.open(user=UserFactory(secretariat=True))
    page.goto(f"/admin/pages/{open_call.pk}/view_draft/?mode=respondent")  # given an editor who tries the questions
    hidden = page.get_by_label("What do you use it for?")
    expect(hidden).to_be_hidden()

    page.get_by_label("Yes").check()  # when they answer Yes

    expect(hidden).to_be_visible()  # then the question that hangs on it shows
    axe(page)
    page.get_by_label("No", exact=True).check()
    expect(hidden).to_be_hidden()
