"""A manager writes a new version of what peers look at, compares it and puts it in force; then everybody reads it."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from peer_review.frameworks import domain
from peer_review.frameworks.models import FrameworkVersion
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, shot
from tests.peer_review.frameworks.factories import in_force, line_named, manager

DESK = "/peer-reviews/desk/frameworks/"
PUBLIC = "/peer-reviews/framework/"


@pytest.fixture
def keeper(transactional_db: None) -> User:
    return manager()


@pytest.fixture
def version(keeper: User) -> FrameworkVersion:
    return in_force(by=keeper, name="Core framework for systems")


@pytest.fixture(params=["desktop", "phone", "without_javascript"])
def desk(request: pytest.FixtureRequest, visitors: Visitors, keeper: User) -> Page:
    return visitors.open(user=keeper, phone=request.param == "phone", javascript=request.param != "without_javascript")


def test_a_manager_makes_a_new_version_and_everybody_reads_it(
    desk: Page, visitors: Visitors, version: FrameworkVersion
) -> None:
    desk.goto(DESK)  # given a version in force
    desk.get_by_role("link", name="Core framework for systems").click()
    desk.get_by_role("button", name="Begin a new version").click()

    desk.get_by_role("link", name="Change Who decides").click()  # when a line is said otherwise
    desk.get_by_label("What good looks like").fill("Everybody knows who decides what, and when.")
    desk.get_by_label("Title").fill("")
    desk.get_by_role("button", name="Save the line").click()
    expect(desk.get_by_role("alert")).to_contain_text("Enter a title")
    expect(desk.get_by_label("What good looks like")).to_have_value("Everybody knows who decides what, and when.")
    desk.get_by_label("Title").fill("Who decides")
    desk.get_by_role("button", name="Save the line").click()

    desk.get_by_role("link", name="Add a line of enquiry to Money").click()  # and another added
    desk.get_by_label("Title").fill("Who pays")
    desk.get_by_label("The question that peers ask").fill("Who pays for what?")
    desk.get_by_label("Prompts").fill("Ask for the budget.\nFollow one payment.")
    desk.get_by_label("What good looks like").fill("Everybody can say.")
    desk.get_by_role("button", name="Save the line").click()
    desk.get_by_role("button", name="Up Who pays").click()
    expect(desk.get_by_text("2.1 Who pays")).to_be_visible()

    desk.get_by_role("link", name="Compare with an earlier version").click()  # and the versions are compared
    expect(desk.locator("del")).to_contain_text("why.")
    expect(desk.locator("ins")).to_contain_text("when.")
    expect(desk.get_by_text("Added: 1")).to_be_visible()
    fits(desk)

    desk.goto(f"{DESK}core-framework-for-systems/draft/")  # and it is put in force with its reason
    desk.get_by_role("button", name="Put it in force").or_(desk.get_by_role("link", name="Put it in force")).click()
    desk.get_by_role("button", name="Put it in force").click()
    expect(desk.get_by_role("alert")).to_contain_text("Say what changed and why")
    desk.get_by_label("What changed, and why").fill("Peers asked for a line on who pays.")
    desk.get_by_role("button", name="Put it in force").click()
    expect(desk.get_by_text("It is in force.", exact=True)).to_be_visible()

    reader = visitors.open(javascript=False)  # then everybody reads it, and what changed
    reader.goto(PUBLIC)
    reader.get_by_role("link", name="Core framework for systems").click()
    expect(reader.get_by_role("heading", name="2.1 Who pays")).to_be_visible()
    expect(reader.get_by_text("Peers asked for a line on who pays.").first).to_be_visible()
    reader.get_by_role("link", name="Compare two versions").click()
    expect(reader.locator("ins")).to_contain_text("when.")
    reader.get_by_role("link", name="Core framework for systems").click()
    reader.get_by_role("link", name="Version 1").click()
    expect(reader.get_by_text("This is an earlier version.")).to_be_visible()
    expect(reader.get_by_role("heading", name="Who pays")).to_have_count(0)


def test_two_managers_write_at_once_and_both_texts_stand_side_by_side(
    visitors: Visitors, version: FrameworkVersion, keeper: User
) -> None:
    draft = domain.new_version(framework=version.framework, by=keeper)
    key = line_named(draft, "Who decides").key
    address = f"{DESK}core-framework-for-systems/draft/lines/{key}/"
    mine, theirs = visitors.open(user=keeper, javascript=False), visitors.open(user=manager(), javascript=False)
    for page, words in ((theirs, "Theirs."), (mine, "Mine.")):  # given two who opened it
        page.goto(address)
        page.get_by_label("What good looks like").fill(words)
    theirs.get_by_role("button", name="Save the line").click()
    mine.get_by_role("button", name="Save the line").click()  # when both save

    expect(mine.get_by_text("What stands now", exact=True)).to_be_visible()  # then the second reads both
    expect(mine.get_by_role("main")).to_contain_text("Theirs.")
    expect(mine.get_by_label("What good looks like")).to_have_value("Mine.")
    mine.get_by_label("What good looks like").fill("Theirs, and mine.")
    mine.get_by_role("button", name="Save the line").click()
    assert line_named(draft, "Who decides").good == "Theirs, and mine."


@pytest.mark.parametrize("phone", [False, True])
def test_the_pages_can_be_used_by_everybody(
    visitors: Visitors, version: FrameworkVersion, keeper: User, phone: bool
) -> None:
    draft = domain.new_version(framework=version.framework, by=keeper)
    line = line_named(draft, "Who decides")
    domain.remove_line(version=draft, key=line_named(draft, "Who is heard").key, by=keeper)
    edition = domain.local_edition(of=version, name="Additions for Calderwick", by=keeper)
    domain.add_local_line(
        version=edition, theme_title="Money", title="Who lends", question="Who?", good="Known.", by=keeper
    )
    one = f"{DESK}core-framework-for-systems/"
    page = visitors.open(user=keeper, phone=phone)
    for address, name in (
        (PUBLIC, "list"),
        (f"{PUBLIC}core-framework-for-systems/", "version"),
        (DESK, "desk"),
        (one, "desk-one"),
        (f"{one}draft/", "draft"),
        (f"{one}draft/lines/{line.key}/", "line"),
        (f"{one}draft/themes/{line.theme.key}/remove/", "remove"),
        (f"{one}draft/put-in-force/", "put-in-force"),
        (f"{one}changes/", "changes"),
        (f"{one}name/", "name"),
        (f"{one}versions/1/local-edition/", "local-edition"),
        (f"{DESK}begin-framework/".replace("frameworks/", ""), "begin"),
        (f"{DESK}additions-for-calderwick/draft/", "edition-draft"),
        (f"{DESK}additions-for-calderwick/", "edition"),
    ):
        page.goto(address)
        axe(page)
        fits(page)
        shot(page, f"framework-{name}")


def test_the_order_is_changed_with_the_keyboard_alone(
    visitors: Visitors, version: FrameworkVersion, keeper: User
) -> None:
    draft = domain.new_version(framework=version.framework, by=keeper)
    page = visitors.open(user=keeper)
    page.goto(f"{DESK}core-framework-for-systems/draft/")
    Keyboard(page).press("Down Who decides")
    expect(page.get_by_text("The order was changed.")).to_be_visible()
    assert line_named(draft, "Who decides").code == "1.2"
