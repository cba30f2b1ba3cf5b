"""The pages that every footer leads to, on a screen, on a phone and for axe."""

import pytest
from playwright.sync_api import Page, expect

from pages.domain import set_up_site
from tests.journeys.helpers import axe, fits

FOOTER = ["Privacy", "Accessibility", "Cookies", "Terms and conditions", "Contact and help"]


@pytest.mark.parametrize("link", FOOTER)
def test_a_reader_follows_the_footer(phone: Page, link: str) -> None:
    set_up_site()
    phone.goto("/")

    phone.get_by_role("contentinfo").get_by_role("link", name=link).click()

    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    fits(phone)
    axe(phone)


def test_somebody_writes_to_us(page: Page) -> None:
    set_up_site()
    page.goto("/contact/")
    page.get_by_role("button", name="Send message").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your message")

    page.get_by_label("Your email address").fill("ada@example.org")
    page.get_by_label("Your message").fill("The register lacks us.")
    page.get_by_role("button", name="Send message").click()

    expect(page.get_by_role("heading", name="We have your message")).to_be_visible()
    fits(page)
