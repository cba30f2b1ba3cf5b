"""A letter comes: one of the secretariat keys it, another keys the closed answer again, and they settle what differs."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from evidence.submissions.models import Submission
from tests.factories import UserFactory
from tests.journeys.answering import WHAT_WORKS, open_call
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits, shot


def look(page: Page, name: str) -> None:
    axe(page)
    fits(page)
    shot(page, f"paper-{name}")


def test_a_reply_on_paper_is_keyed_twice_and_recorded(visitors: Visitors) -> None:
    asked = open_call()
    first, second = UserFactory(secretariat=True), UserFactory(secretariat=True)
    one, two = visitors.open(user=first), visitors.open(user=second, phone=True)
    today = timezone.localdate()

    one.goto("/desk/enter/")
    look(one, "1-empty")
    one.get_by_role("link", name="Enter a reply").or_(one.get_by_role("button", name="Enter a reply")).click()
    one.get_by_role("button", name="Continue to the answers").click()
    expect(one.get_by_role("alert")).to_contain_text("There is a problem")
    look(one, "2-envelope-errors")
    one.get_by_label("Which call does it answer?").select_option(label=asked.call.title)
    one.get_by_label("On paper").check()
    for part, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        one.get_by_label(part, exact=True).fill(str(value))
    one.get_by_label("An individual").check()
    one.get_by_label("Name of the person").fill("Ada Letter")
    one.get_by_label("Not at all").check()
    one.get_by_role("button", name="Continue to the answers").click()
    one.get_by_label("Upload a file").set_input_files(
        {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Dear review,"}
    )
    one.get_by_role("button", name="Keep this scan").click()
    expect(one.get_by_text("The scan is kept with the reply.")).to_be_visible()
    one.get_by_label(WHAT_WORKS).fill("Teams that meet.")
    one.get_by_label("Very sure").check()
    one.get_by_role("button", name="Save").click()
    expect(one.get_by_text("A second person must key the closed answers again first.")).to_be_visible()
    look(one, "3-keyed")

    two.goto("/desk/enter/")  # when a colleague reads the paper differently
    look(two, "4-list")
    two.get_by_role("link", name="Key it again").click()
    expect(two.get_by_label("Very sure")).not_to_be_checked()
    expect(two.get_by_text("Teams that meet.")).not_to_be_visible()
    look(two, "5-again")
    two.get_by_label("Not sure").check()
    two.get_by_role("button", name="Compare with the first keying").click()
    expect(two.get_by_role("heading", level=1)).to_have_text("Settle the differences")
    look(two, "6-differences")
    two.get_by_label("Second keying:").check()
    two.get_by_role("button", name="Settle").click()

    one.goto("/desk/enter/")  # then the first records it
    one.get_by_role("link", name="Record").click()
    look(one, "7-record")
    one.get_by_role("button", name="Record as received").click()
    reply = Submission.objects.get()
    expect(one.get_by_text(f"Recorded as {reply.reference}.")).to_be_visible()
    assert sorted(answer.text for answer in reply.current.answers.all()) == ["Not sure", "Teams that meet."]
