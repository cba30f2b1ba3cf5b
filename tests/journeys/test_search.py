"""Somebody looks for what was said."""

import pytest
from playwright.sync_api import Locator, Page, expect

from evidence.publication.models import Edition
from search.domain.rebuild import rebuild
from tests.factories import CallPageFactory, published
from tests.journeys.helpers import Keyboard, axe, fits, shot


@pytest.fixture
def heather(site: str) -> Edition:
    """A call, a submission of a council that speaks of heather, and one of a person that does too."""
    call = CallPageFactory(title="Call for evidence on moorland")
    published(call=call, name="Ada Example", texts=["Heather grows where nobody walks."])
    edition = published(
        call=call, for_organisation=True, organisation__name="Hull Council", texts=["We plant heather beside the road."]
    )
    rebuild()
    return edition


def counted(page: Page) -> Locator:
    return page.locator(".mh-search-count")


def open_filters(page: Page) -> None:
    """On a phone the filters are folded away under their title."""
    if not page.get_by_label("Submissions (2)").is_visible():
        page.get_by_text("Filter these results").click()


def test_somebody_searches_narrows_and_reads(page: Page, heather: Edition) -> None:
    page.goto("/evidence/")  # given somebody on any page

    page.get_by_label("Search Moothall").fill("heather")  # when they ask from the header
    page.get_by_label("Search Moothall").press("Enter")

    expect(counted(page)).to_contain_text("2 results")  # then they see how many, and the words in context
    expect(page).to_have_title("heather: 2 results – Moothall")
    expect(page.get_by_text("We plant heather beside the road.")).to_be_visible()
    fits(page)

    open_filters(page)  # when they narrow it
    page.get_by_label("An organisation (1)").check()
    page.get_by_role("button", name="Show results").click()

    expect(counted(page)).to_contain_text("1 result")  # then one is left, and the filter can be taken away
    expect(page.get_by_role("link", name="Remove filter Who answered: An organisation")).to_be_visible()
    fits(page)

    page.get_by_role("link", name=f"{heather.reference} Hull Council").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(heather.reference)


def test_a_search_that_finds_nothing_says_what_to_do(page: Page, heather: Edition) -> None:
    page.goto("/search/?q=heather+unfindable")

    expect(page.get_by_text("Nothing was found")).to_be_visible()
    page.get_by_role("link", name="look for any one of your words").click()

    expect(counted(page)).to_contain_text("2 results")


def test_a_search_by_keyboard_alone(desktop: Page, heather: Edition) -> None:
    desktop.goto("/search/")
    keyboard = Keyboard(desktop)

    keyboard.to("Search published evidence")
    desktop.keyboard.type("heather")
    desktop.keyboard.press("Enter")
    expect(counted(desktop)).to_contain_text("2 results")
    keyboard.to("An individual (1)")
    desktop.keyboard.press("Space")
    keyboard.to("Show results")
    desktop.keyboard.press("Enter")

    expect(counted(desktop)).to_contain_text("1 result")


def test_suggestions_under_the_box_by_keyboard(desktop: Page, heather: Edition) -> None:
    desktop.goto("/search/")
    keyboard = Keyboard(desktop)

    keyboard.to("Search published evidence")  # given somebody who begins to type
    desktop.keyboard.type("heat")

    box = desktop.get_by_role("combobox", name="Search published evidence")  # then likely words stand under the box
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(desktop.get_by_role("option", name="heather")).to_be_visible()
    axe(desktop)
    shot(desktop, "search-suggestions")

    desktop.keyboard.press("Escape")  # when they close it, what they typed is still there
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("heat")
    desktop.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    desktop.keyboard.press("ArrowDown")
    desktop.keyboard.press("Enter")

    expect(
        counted(desktop).filter(has_text="2 results")
    ).to_be_visible()  # then the choice is searched for


def test_a_suggestion_that_is_a_place_leads_there(phone: Page, heather: Edition) -> None:
    phone.goto("/search/")

    phone.get_by_role("combobox", name="Search published evidence").press_sequentially("hull co")
    option = phone.get_by_role("option", name=f"{heather.reference} Hull Council Submission")
    expect(option).to_be_visible()
    fits(phone)
    shot(phone, "search-suggestions-phone")
    option.click()

    expect(phone.get_by_role("heading", level=1)).to_contain_text(heather.reference)


def test_a_slip_in_typing_is_met_with_what_was_meant(page: Page, heather: Edition) -> None:
    page.goto("/search/?q=haether")

    page.get_by_role("link", name="heather").click()

    expect(page).to_have_title("heather: 2 results – Moothall")


def test_the_help_page_shows_each_sign_at_work(page: Page, heather: Edition) -> None:
    page.goto("/search/")
    page.get_by_role("link", name="How to ask more exactly").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("How to search")
    page.get_by_role("link", name="title:council").click()

    expect(page).to_have_title("title:council: 1 result – Moothall")


@pytest.mark.parametrize(
    "address", ["/search/", "/search/help/", "/search/?q=heather&who=individual", "/search/?q=unfindable"]
)
@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_no_barrier_that_axe_can_find(
    request: pytest.FixtureRequest, heather: Edition, address: str, width: str
) -> None:
    page: Page = request.getfixturevalue(width)

    page.goto(address)

    axe(page)
    fits(page)
    shot(page, f"search{len(address)}")
