"""Somebody without an account gets mail about a search, changes how often, and stops it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from consultations.calls.models import CallPage
from search.alerts.domain import set_up_alert
from search.alerts.run import tell_what_is_new
from search.domain.apply import apply_changes
from search.domain.rebuild import rebuild
from search.models import Alert, Arrival
from tests.factories import CallPageFactory, UserFactory, published
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, link_in_mail, shot

ADA = "ada@example.org"
WINDOWS = pytest.mark.parametrize(
    "window", [{}, {"phone": True}, {"javascript": False}], ids=["desktop", "phone", "without_javascript"]
)


@pytest.fixture
def moor(site: str) -> CallPage:
    """A call with one submission that speaks of heather."""
    call = CallPageFactory(title="Call for evidence on moorland")
    published(call=call, name="Ada Example", texts=["Heather grows where nobody walks."])
    rebuild()
    return call


def look(page: Page, name: str, window: dict[str, bool]) -> None:
    fits(page)
    shot(page, f"alerts-{name}")
    if window.get("javascript", True):
        axe(page)


def five_minutes_later() -> None:
    apply_changes()
    Arrival.objects.update(arrived_at=timezone.now() - timedelta(minutes=6))
    tell_what_is_new()


@WINDOWS
def test_from_a_search_to_the_mail_and_out_again(visitors: Visitors, moor: CallPage, window: dict[str, bool]) -> None:
    page = visitors.open(**window)
    page.goto("/search/?q=heather&who=individual")  # given a search with a filter
    look(page, "1-search", window)
    page.get_by_role("link", name="Get emails about this search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Get emails about this search")
    expect(page.get_by_role("definition").filter(has_text="heather")).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text="An individual")).to_be_visible()
    page.get_by_role("button", name="Continue").click()  # when what is needed is left out
    expect(page.get_by_role("alert")).to_contain_text("Select how often")
    look(page, "2-missing", window)

    page.get_by_label("As soon as something is published").check()  # when Ada asks, and confirms from her mail
    page.get_by_label("Your email address").fill(ADA)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text(f"We have written to {ADA}")).to_be_visible()
    look(page, "3-sent", window)
    page.goto(link_in_mail(ADA))
    look(page, "4-confirm", window)
    page.get_by_role("button", name="Yes, send them").click()
    expect(page.get_by_role("link", name="“heather”, An individual", exact=True)).to_be_visible()
    look(page, "5-list", window)

    new = published(call=moor, name="Bea Example", texts=["Heather by the road."])  # when there is something new
    five_minutes_later()
    five_minutes_later()
    (message,) = [one for one in mail.outbox if "List-Unsubscribe" in one.extra_headers]  # then she is told, once
    assert new.reference in message.body

    page.get_by_role("link", name="Change how often").click()
    look(page, "6-change", window)
    page.get_by_label("Once a week").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Once a week")).to_be_visible()

    stranger = visitors.open(**window)  # when she follows the link to stop it, anywhere
    stranger.goto(link_in_mail(ADA, "/stop/"))
    look(stranger, "7-stop", window)
    stranger.get_by_role("button", name="Stop these emails").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("The emails have stopped")
    look(stranger, "8-stopped", window)
    assert not Alert.objects.exists()
    page.goto("/search/alerts/")
    expect(page.get_by_role("button", name="Send my link")).to_be_visible()
    look(page, "9-ask-for-link", window)


@WINDOWS
def test_all_of_them_are_seen_by_a_link_that_is_asked_for(
    visitors: Visitors, moor: CallPage, window: dict[str, bool]
) -> None:
    for search in ("q=heather", "kind=submission&who=individual"):
        set_up_alert(email=ADA, search=search, frequency="daily")
    page = visitors.open(**window)
    page.goto("/search/alerts/")
    page.get_by_label("Your email address").fill(ADA)
    page.get_by_role("button", name="Send my link").click()
    expect(page.get_by_text(f"If {ADA} gets emails from us, we have sent a link to it.")).to_be_visible()
    look(page, "10-link-sent", window)
    page.goto(link_in_mail(ADA))
    expect(page.get_by_role("link", name="Submissions, An individual", exact=True)).to_be_visible()
    page.get_by_role("link", name="Stop emails about “heather”").click()
    page.get_by_role("button", name="Stop these emails").click()
    expect(page.get_by_text("You will get no more emails about this search.")).to_be_visible()
    look(page, "11-one-stopped", window)
    page.get_by_role("link", name="Stop all of them").click()
    look(page, "12-stop-all", window)
    page.get_by_role("button", name="Stop all emails").click()
    expect(page.get_by_text("We have forgotten your address.")).to_be_visible()
    page.goto("/search/alerts/open/wrong/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This link does not work any more")
    look(page, "13-ended", window)


def test_somebody_signed_in_by_keyboard_alone(visitors: Visitors, moor: CallPage) -> None:
    page = visitors.open(user=UserFactory(email=ADA))
    page.goto("/search/?q=heather")
    keyboard = Keyboard(page)
    keyboard.press("Get emails about this search")
    expect(page.get_by_text(f"The emails go to {ADA}.")).to_be_visible()
    look(page, "14-signed-in", {})
    keyboard = Keyboard(page)
    keyboard.choose("As soon as something is published", "Once a day")
    keyboard.press("Get emails")
    expect(page.get_by_role("link", name="“heather”", exact=True)).to_be_visible()
    look(page, "15-signed-in-list", {})
    keyboard = Keyboard(page)
    keyboard.press("Stop emails about “heather”")
    expect(page.get_by_role("heading", level=1)).to_have_text("Stop emails about this search?")
    keyboard = Keyboard(page)
    keyboard.press("Stop these emails")
    expect(page.get_by_text("You get no emails yet")).to_be_visible()
    look(page, "16-none", {})
