"""Somebody looks for what was said."""

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from evidence.publication.models import Edition
from evidence.submissions.enums import SubmissionState
from evidence.submissions.models import Submission
from search.domain.rebuild import rebuild
from search.enums import Alias
from tests.factories import CallPageFactory, SubmissionFactory, published
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, is_there, shot


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
    if not is_there(page.get_by_label("Submissions (2)")):
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

    expect(counted(desktop).filter(has_text="2 results")).to_be_visible()  # then the choice is searched for


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


@pytest.fixture
def sent(site: str) -> Submission:
    """A submission that speaks of heather and is being read, beside a published one."""
    call = CallPageFactory(title="Call for evidence on moorland")
    published(call=call, name="Ada Example", texts=["Heather grows where nobody walks."])
    submission = SubmissionFactory(
        call=call, state=SubmissionState.SCREENING, name="Otto Example", texts=["Heather is burned in spring."]
    )
    for alias in Alias:
        rebuild(alias=alias)
    return submission


@pytest.mark.parametrize("how", [{}, {"phone": True}, {"javascript": False}], ids=["desktop", "phone", "without"])
def test_the_secretariat_searches_what_is_not_published(
    visitors: Visitors, secretariat: User, sent: Submission, how: dict[str, bool]
) -> None:
    page = visitors.open(user=secretariat, **how)
    page.goto("/search/?q=heather")  # given one of the secretariat who searched what is published
    expect(counted(page)).to_contain_text("1 result")

    page.get_by_role("link", name="Everything sent to us").click()  # when they look through all that was sent

    expect(counted(page)).to_contain_text("2 results")  # then what is not public is found, and said not to be
    expect(page.get_by_text("These results are not public.")).to_be_visible()
    expect(page.get_by_text("Heather is burned in spring.")).to_be_visible()
    fits(page)

    if not is_there(page.get_by_label("Screening (1)")):
        page.get_by_text("Filter these results").click()
    page.get_by_label("Screening (1)").check()  # when they narrow it to what is being read
    page.get_by_role("button", name="Show results").click()

    expect(counted(page)).to_contain_text("1 result")  # then they are still on the desk's side
    expect(page.get_by_text("These results are not public.")).to_be_visible()
    page.get_by_role("link", name=f"{sent.reference} Otto Example").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Otto Example")
    assert f"/desk/{sent.reference}/" in page.url


def test_the_secretariat_searches_by_keyboard_alone(visitors: Visitors, secretariat: User, sent: Submission) -> None:
    page = visitors.open(user=secretariat)
    page.goto("/search/")
    keyboard = Keyboard(page)

    keyboard.to("Everything sent to us")
    page.keyboard.press("Enter")
    page.wait_for_url("**in=desk**")
    keyboard.to("Search everything sent to us")
    page.keyboard.type("burned")
    page.keyboard.press("Enter")

    expect(counted(page)).to_contain_text("1 result")
    keyboard.to(f"{sent.reference} Otto Example")


@pytest.mark.parametrize("address", ["/search/?in=desk", "/search/?in=desk&q=heather", "/search/?in=desk&q=unfindable"])
@pytest.mark.parametrize("phone", [False, True])
def test_no_barrier_on_the_desk_that_axe_can_find(
    visitors: Visitors, secretariat: User, sent: Submission, address: str, phone: bool
) -> None:
    page = visitors.open(user=secretariat, phone=phone)

    page.goto(address)
    # The button that stays at the foot of the window covers what lies beneath; at the end of the page that is nothing.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")

    axe(page)
    fits(page)
    shot(page, f"search-desk{len(address)}")
