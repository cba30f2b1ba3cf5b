"""A standing body: the secretariat appoints, a member declares and reviews, and anybody reads who sits where."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consultations.assemblies.models import BodyPage, Interest, Member, Seat
from tests.consultations.assemblies.factories import (
    AgendaItemFactory,
    BodyPageFactory,
    InterestFactory,
    SeatCategoryFactory,
    SeatFactory,
    SessionPageFactory,
    TermFactory,
)
from tests.factories import UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, shot


@pytest.fixture
def body(transactional_db: None) -> BodyPage:
    """A body with somebody on a seat, a vacant seat, and a session ahead."""
    body = BodyPageFactory(title="The Assembly")
    category = SeatCategoryFactory(body=body, name="Carers", quota=2)
    last = timezone.localdate() + timedelta(days=30)
    TermFactory(seat=SeatFactory(category=category, number=1), member__name="Ada Example", ends_on=last)
    SeatFactory(category=category, number=2)
    AgendaItemFactory(session=SessionPageFactory(parent=body, title="Winter session"), title="What it costs")
    return body


def enter(page: Page, group: str, day: str, month: str, year: str) -> None:
    parts = page.get_by_role("group", name=group)
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        parts.get_by_label(label).fill(value)


def test_the_secretariat_appoints_and_an_overlap_is_refused(visitors: Visitors, body: BodyPage) -> None:
    page = visitors.open(user=UserFactory(secretariat=True))
    page.goto(body.get_url())
    page.get_by_role("link", name="Open the desk").click()
    axe(page)
    page.get_by_role("link", name="Appoint Carers, seat 1").click()
    page.get_by_label("Name of somebody new").fill("Bo Example")  # when the seat is held on that day
    today = timezone.localdate()
    enter(page, "First day", str(today.day), str(today.month), str(today.year))
    page.get_by_role("button", name="Appoint").click()
    expect(page.get_by_role("alert")).to_contain_text("Ada Example holds this seat from")  # then it says who
    axe(page)
    fits(page)

    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("link", name="Appoint Carers, seat 2").click()
    page.get_by_label("Name of somebody new").fill("Bo Example")
    enter(page, "First day", str(today.day), str(today.month), str(today.year))
    page.get_by_role("button", name="Appoint").click()
    expect(page.get_by_text("The seat is given. Everybody sees it.")).to_be_visible()
    assert Member.objects.filter(name="Bo Example", terms__seat=Seat.objects.get(number=2)).count() == 1
    shot(page, "body-desk")


def test_a_member_declares_and_reviews_on_a_phone_by_keyboard(visitors: Visitors, body: BodyPage) -> None:
    user = UserFactory()
    Member.objects.update(user=user)
    page = visitors.open(user=user, phone=True)
    page.goto("/bodies/mine/")
    expect(page.get_by_text("Overdue since")).to_be_visible()
    expect(page.get_by_text("Winter session")).to_be_visible()
    axe(page)
    fits(page)
    Keyboard(page).press("Look through your entries")
    page.wait_for_url("**/interests/")
    axe(page)
    Keyboard(page).press("Declare an interest")
    page.wait_for_url("**/declare/")
    keyboard = Keyboard(page)
    keyboard.choose("Employment or office", "Membership, trusteeship or campaign")
    keyboard.fill("What is it?", "Trustee of a hospice")
    keyboard.press("Declare it")
    expect(page.get_by_text("It is in the public register.")).to_be_visible()
    assert [one.what for one in Interest.objects.all()] == ["Trustee of a hospice"]
    Keyboard(page).press("These entries are complete")
    expect(page.get_by_text("This year’s review is done.")).to_be_visible()
    expect(page.get_by_text("Done; next by")).to_be_visible()
    fits(page)
    shot(page, "own-interests")


def test_anybody_reads_who_sits_where(page: Page, body: BodyPage, request: pytest.FixtureRequest) -> None:
    InterestFactory(member=Member.objects.get(), what="Trustee of a hospice")
    has_script = request.node.callspec.params["page"] != "without_javascript"
    page.goto("/bodies/")
    fits(page)
    if has_script:
        axe(page)
    page.get_by_role("link", name="The Assembly", exact=True).click()
    expect(page.get_by_role("link", name="Carers, seat 2: vacant")).to_have_attribute(
        "href", f"#vacancy-{Seat.objects.get(number=2).pk}"
    )
    fits(page)
    if has_script:
        axe(page)
    page.get_by_text("The same seats as a table").click()
    expect(page.get_by_role("cell", name="Ada Example, Carer")).to_be_visible()
    page.get_by_role("link", name="Who sat here on which day").click()
    long_ago = timezone.localdate() - timedelta(days=500)
    page.get_by_label("Day").fill(long_ago.isoformat())
    page.get_by_role("button", name="Show this day").click()
    expect(page.get_by_text("0 of the 2 seats there are today were held.")).to_be_visible()
    fits(page)
    if has_script:
        axe(page)
    page.get_by_role("link", name="Ada Example").last.click()
    expect(page.get_by_text("Trustee of a hospice")).to_be_visible()
    fits(page)
    if has_script:
        axe(page)
