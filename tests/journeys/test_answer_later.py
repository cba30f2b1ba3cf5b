"""Answering after the rest: in a format that came late, and by a date agreed with one person."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consultations.calls.domain.extensions import extend
from consultations.calls.models import CallDocument
from evidence.submissions.models import Submission
from tests.factories import UserFactory
from tests.journeys.answering import answer, choose_publishing, open_call, send
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits, link_in_mail, shot

WINDOWS = pytest.mark.parametrize(
    "window", [{}, {"phone": True}, {"javascript": False}], ids=["desktop", "phone", "without_javascript"]
)


def closed_call(**whom: str) -> SimpleNamespace:
    """Return a call of two sections that closed yesterday, but for `whom`."""
    asked = open_call()
    asked.call.opens_at -= timedelta(days=60)
    asked.call.closes_at = timezone.now() - timedelta(days=1)
    asked.call.save()
    officer = UserFactory(secretariat=True)
    until = timezone.now() + timedelta(days=9)
    for name, value in whom.items():
        kind = "email" if name == "email" else "format"
        extend(call=asked.call, until=until, reason="It came late.", actor=officer, **{kind: value})
    return asked


def look(page: Page, name: str, window: dict[str, bool]) -> None:
    fits(page)
    shot(page, f"later-{name}")
    if window.get("javascript", True):
        axe(page)


@WINDOWS
def test_a_formats_later_date_is_used_from_the_closed_calls_page_to_a_receipt(
    visitors: Visitors, window: dict[str, bool]
) -> None:
    asked = closed_call(first="bsl", second="welsh")  # given a closed call with a film and a Welsh version
    day = timezone.localdate() + timedelta(days=3)
    CallDocument.objects.create(
        call=asked.call, title="Y cwestiynau", format="welsh", link="https://formats.example/", published_on=day
    )
    page = visitors.open(**window)
    page.goto(asked.call.url)
    look(page, "1-call", window)

    page.get_by_role("link", name="Answer in British Sign Language").click()  # when Ada answers in her format
    look(page, "2-kind", window)
    page.get_by_label("I am, for myself").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("British Sign Language")).to_be_checked()  # then it is chosen already
    look(page, "3-details", window)
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.get_by_text("You answer in this format: British Sign Language")).to_be_visible()
    page.get_by_label("I am, for myself").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Your name").fill("Ada Lead")
    page.get_by_label("Your email address").fill("ada@example.org")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers")
    look(page, "4-tasks", window)
    page.get_by_role("link", name="About who is answering").click()
    expect(page.get_by_label("British Sign Language")).to_be_checked()
    look(page, "5-about", window)
    page.get_by_role("button", name="Save and continue").click()
    answer(page, "Neighbourhood teams.")
    page.goto(link_in_mail("ada@example.org"))
    choose_publishing(page)
    send(page)  # and sends it

    submission = Submission.objects.get()  # then it is received, in that format
    assert (submission.reference, submission.format) == (f"{asked.call.code}-0001", "bsl")


@WINDOWS
def test_a_date_agreed_with_one_person_is_used_by_the_mailed_link(visitors: Visitors, window: dict[str, bool]) -> None:
    asked = closed_call(email="ada@example.org")
    page = visitors.open(**window)
    page.goto(f"/respond/{asked.call.code}/")
    look(page, "6-closed", window)
    page.get_by_role("link", name="Get a link to answer by your later closing time").click()
    page.get_by_role("button", name="Send my link").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your email address")
    look(page, "7-ask", window)
    page.get_by_label("Your email address").fill("ada@example.org")
    page.get_by_role("button", name="Send my link").click()
    expect(page.get_by_text("If ada@example.org has a later closing time, we sent a link to it.")).to_be_visible()
    look(page, "8-sent", window)

    page.goto(link_in_mail("ada@example.org"))  # when she opens the link in her mail
    assert "/later/" not in page.url
    page.get_by_label("I am, for myself").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("to ada@example.org, with which we agreed the later closing time")).to_be_visible()
    look(page, "9-details", window)
    page.get_by_label("Your name").fill("Ada Lead")
    page.get_by_role("button", name="Start").click()
    answer(page, "Neighbourhood teams.")
    page.get_by_role("link", name="Back to the list of sections").click()
    choose_publishing(page)
    send(page)
    assert Submission.objects.get().contributors.get().email == "ada@example.org"


def test_staff_end_a_later_time_on_the_calls_screen(visitors: Visitors) -> None:
    asked = closed_call(first="bsl", email="ada@example.org")
    page = visitors.open(user=UserFactory(secretariat=True))
    page.goto(f"/admin/calls/{asked.call.pk}/opening/")
    page.get_by_role("button", name="End the later time").scroll_into_view_if_needed()
    axe(page)
    shot(page, "later-10-staff")
    page.get_by_label("Which one").select_option(index=1)
    page.locator("#id_end-reason").fill("The film is not coming.")
    page.get_by_role("button", name="End the later time").click()
    expect(page.get_by_text("The later closing time has ended.")).to_be_visible()
    page.get_by_role("heading", name="Later closing times").scroll_into_view_if_needed()
    axe(page)
    shot(page, "later-11-staff-ended")
