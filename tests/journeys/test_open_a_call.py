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
from tests.journeys.browser import DESKTOP, PHONE, Visitors
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


def pictures(page: Page, name: str) -> None:
    """Keep a picture at both widths: staff work on phones too."""
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        shot(page, name)


def publish_page(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()


def add_call(page: Page) -> None:
    """Add a call of one question to the review, with its times and its privacy notice, and publish the page."""
    page.goto("/admin/calls/")
    page.get_by_role("link", name="Add call").first.click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("textbox", name="Title*").fill("Community transport")
    page.get_by_role("textbox", name="The question in one sentence*").fill("What would make it easier to use?")
    page.get_by_role("textbox", name="Who should answer*").fill("Anyone who uses it.")

    page.get_by_role("tab", name="Questions").click()
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("textbox", name="Title*").fill("Your journeys")
    page.get_by_role("button", name="Insert a block").nth(1).click()
    page.get_by_role("option", name="Long text").click()
    page.get_by_role("textbox", name="Code*").fill("1")
    page.get_by_role("textbox", name="Question*").fill("What would help most?")
    shot(page, "editing-questions")

    page.get_by_role("tab", name="Times and documents").click()
    page.get_by_role("textbox", name="Opens*").fill(moment(1))
    page.get_by_role("textbox", name="Closes*").fill(moment(29))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Choose a page").click()
    page.get_by_role("dialog").get_by_role("link", name="Privacy notice").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    publish_page(page)


def answer_checklist(page: Page) -> None:
    page.wait_for_load_state()
    for box in page.get_by_role("region", name="Before it opens").get_by_role("textbox").all():
        box.fill("Settled with the review's chair.")
    page.get_by_role("button", name="Save the checklist").click()
    expect(page.get_by_text("The checklist is saved.")).to_be_visible()


def test_the_secretariat_opens_a_call_and_changes_it(officer_at_work: Page, visitors: Visitors) -> None:
    page = officer_at_work
    add_call(page)  # when they add a call
    page.get_by_role("link", name="Go to the checklist").click()  # then they are led to its checklist
    expect(page.get_by_text("Not yet, because:")).to_be_visible()
    axe(page)
    pictures(page, "opening-a-call")

    answer_checklist(page)  # when they answer each of its points, and clear the call
    page.get_by_role("button", name="Clear to open").click()
    expect(page.get_by_text("The call is cleared. It opens and closes by itself.")).to_be_visible()
    axe(page)
    pictures(page, "cleared-call")

    call = CallPage.objects.get()
    CallPage.objects.update(opens_at=timezone.now() - timedelta(minutes=5))  # and its time has come
    public = visitors.open()
    public.goto(call.url)  # then anyone can answer it
    expect(public.get_by_role("button", name="Start now")).to_be_visible()

    page.goto(f"/admin/pages/{call.pk}/edit/")  # when they change what is open without a reason
    expect(page.get_by_text("This call is open, and people are answering it.")).to_be_visible()
    page.get_by_role("textbox", name="Who should answer*").fill("Anyone who uses it, or would.")
    publish_page(page)
    why = "This call is open and people are answering it. Say why you change it."
    expect(page.get_by_text(why)).to_be_visible()  # then they are asked for one
    pictures(page, "changing-an-open-call")

    page.get_by_role("textbox", name="Why you change it").fill("Those who can't use it were left out.")
    publish_page(page)
    expect(page.get_by_text("has been published")).to_be_visible()
    page.goto("/admin/audit-log/?action=call.change")  # and the audit log keeps it
    expect(page.get_by_text("Those who can't use it were left out.")).to_be_visible()
    expect(page.get_by_text("audience")).to_be_visible()
    pictures(page, "change-in-the-log")


@pytest.fixture
def cleared_call() -> CallPage:
    """A call that is cleared, with its checklist not asked about any holiday."""
    privacy = home_page().add_child(
        instance=PrivacyNoticePage(title="Privacy notice", slug="notice", body="<p>x</p>", controller="The review")
    )
    noon = timezone.localtime().replace(year=timezone.localdate().year + 1, month=9, day=6, hour=12, minute=0)
    times = {"opens_at": noon, "closes_at": noon + timedelta(days=28)}
    return publish(CallPageFactory(title="Community transport", **times), QUESTIONS, privacy_notice=privacy.page_ptr)


def test_what_a_call_was_cleared_with_is_kept(officer_at_work: Page, cleared_call: CallPage) -> None:
    page, edit = officer_at_work, f"/admin/pages/{cleared_call.pk}/edit/"
    page.goto(edit)
    page.get_by_role("tab", name="Times and documents").click()  # when its editor moves it over Christmas
    page.get_by_role("textbox", name="Closes*").fill(f"{cleared_call.opens_at.year}-12-27 12:00")
    page.keyboard.press("Escape")
    publish_page(page)
    page.get_by_role("tab", name="Times and documents").click()
    expect(page.get_by_text("These times raise a point")).to_be_visible()  # then they are told what to do first
    pictures(page, "cleared-call-over-christmas")

    page.get_by_role("button", name="Save draft").click()  # when they save it and answer the point
    expect(page.get_by_text("has been updated")).to_be_visible()
    page.goto(f"/admin/calls/{cleared_call.pk}/opening/")
    expect(page.get_by_text("The call is open over Christmas")).to_be_visible()
    pictures(page, "checklist-of-a-cleared-call")
    answer_checklist(page)
    page.goto(edit)
    publish_page(page)
    expect(page.get_by_text("has been published")).to_be_visible()  # then it is published

    page.goto(edit)
    page.get_by_role("tab", name="Questions").click()
    page.get_by_role("button", name="Delete").first.click()  # when they take out all questions
    publish_page(page)
    page.get_by_role("tab", name="Questions").click()
    expect(page.get_by_text("it must ask at least one question")).to_be_visible()  # then it is not
    pictures(page, "cleared-call-without-questions")


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
