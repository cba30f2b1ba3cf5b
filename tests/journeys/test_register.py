"""The secretariat records a merger in the register of organisations."""

import pytest
from playwright.sync_api import Page, expect

from organisations.models import Organisation
from tests.factories import OrganisationFactory, UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits, shot


@pytest.mark.parametrize("phone", [False, True])
def test_two_boards_become_one(visitors: Visitors, phone: bool) -> None:
    for name in ("NHS North Shire Integrated Care Board", "NHS South Shire Integrated Care Board"):
        OrganisationFactory(name=name)
    page: Page = visitors.open(phone=phone, user=UserFactory(secretariat=True))
    page.goto("/admin/register/")  # given a register with two boards
    page.get_by_role("link", name="Add organisation").first.click()
    page.get_by_role("textbox", name="Name*").fill("NHS Whole Shire Integrated Care Board")
    page.get_by_label("Type*").select_option("Integrated care board")
    page.get_by_role("button", name="Create").click()  # when the new one is added
    expect(page.get_by_text("NHS Whole Shire").first).to_be_visible()

    page.goto("/admin/register/")
    page.get_by_role("link", name="Succession").click()
    page.get_by_role("button", name="Record the succession").click()
    expect(page.get_by_text("Enter the first day")).to_be_visible()
    fits(page)
    axe(page)
    shot(page, "succession-faults")

    page.get_by_label("Body that ends, 1").select_option("NHS North Shire Integrated Care Board")
    page.get_by_label("Body that ends, 2").select_option("NHS South Shire Integrated Care Board")
    page.get_by_label("Body that follows, 1").select_option("NHS Whole Shire Integrated Care Board")
    page.get_by_label("First day of the bodies that follow").fill("2027-04-01")
    shot(page, "succession")
    page.get_by_role("button", name="Record the succession").press("Enter")  # the calendar may lie over it

    expect(page.get_by_text("The register says who followed whom.")).to_be_visible()  # then both have ended
    shot(page, "register")
    assert Organisation.objects.filter(valid_to="2027-03-31", successors__valid_from="2027-04-01").count() == 2
