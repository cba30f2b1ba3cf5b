"""Somebody looks for what was said."""

import pytest
from playwright.sync_api import Page, expect

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


def open_filters(page: Page) -> None:
    """On a phone the filters are folded away under their title."""
    if not page.get_by_label("Submissions (2)").is_visible():
        page.get_by_text("Filter these results").click()


def test_somebody_searches_narrows_and_reads(page: Page, heather: Edition) -> None:
    page.goto("/evidence/")  # given somebody on any page

    page.get_by_label("Search Moothall").fill("heather")  # when they ask from the header
    page.get_by_label("Search Moothall").press("Enter")

    expect(page.get_by_role("status")).to_contain_text("2 results")  # then they see how many, and the words in context
    expect(page).to_have_title("heather: 2 results – Moothall")
    expect(page.get_by_text("We plant heather beside the road.")).to_be_visible()
    fits(page)

    open_filters(page)  # when they narrow it
    page.get_by_label("An organisation (1)").check()
    page.get_by_role("button", name="Show results").click()

    expect(page.get_by_role("status")).to_contain_text("1 result")  # then one is left, and the filter can be taken away
    expect(page.get_by_role("link", name="Remove filter Who answered: An organisation")).to_be_visible()
    fits(page)

    page.get_by_role("link", name=f"{heather.reference} Hull Council").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(heather.reference)


def test_a_search_that_finds_nothing_says_what_to_do(page: Page, heather: Edition) -> None:
    page.goto("/search/?q=heather+unfindable")

    expect(page.get_by_text("Nothing was found")).to_be_visible()
    page.get_by_role("link", name="look for any one of your words").click()

    expect(page.get_by_role("status")).to_contain_text("2 results")


def test_a_search_by_keyboard_alone(desktop: Page, heather: Edition) -> None:
    desktop.goto("/search/")
    keyboard = Keyboard(desktop)

    keyboard.to("Search published evidence")
    desktop.keyboard.type("heather")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("status")).to_contain_text("2 results")
    keyboard.to("An individual (1)")
    desktop.keyboard.press("Space")
    keyboard.to("Show results")
    desktop.keyboard.press("Enter")

    expect(desktop.get_by_role("status")).to_contain_text("1 result")


@pytest.mark.parametrize("address", ["/search/", "/search/?q=heather&who=individual", "/search/?q=unfindable"])
@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_no_barrier_that_axe_can_find(
    request: pytest.FixtureRequest, heather: Edition, address: str, width: str
) -> None:
    page: Page = request.getfixturevalue(width)

    page.goto(address)

    axe(page)
    fits(page)
    shot(page, f"search{len(address)}")
