"""Somebody arrives."""

from playwright.sync_api import Page, expect

from tests.factories import home_page
from tests.journeys.helpers import axe, fits, shot


def test_the_home_page_opens_for_everyone(page: Page) -> None:
    home = home_page()  # given a site with a home page

    page.goto("/")  # when somebody opens its address

    expect(page.get_by_role("main")).to_be_visible()  # then they see it
    expect(page).to_have_title(f"{home.title} – Moothall")
    fits(page)


def test_the_home_page_has_no_barrier_that_axe_can_find(desktop: Page) -> None:
    home_page()

    desktop.goto("/")

    axe(desktop)
    shot(desktop, "home")
