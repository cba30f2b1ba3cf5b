"""A peer review from its proposal until it is prepared, by its manager and the lead of a host; and its public clock."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from peer_review.frameworks.enums import VersionState
from peer_review.reviews.domain.duties import set_days
from peer_review.reviews.domain.statement import lay_out_statement, save_part
from peer_review.reviews.enums import DutyKind, ReviewState
from peer_review.reviews.models import Programme, Review
from peer_review.teams.enums import MemberState
from tests.factories import OrganisationFactory, UserFactory, home_page
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, link_in_mail, shot
from tests.peer_review.frameworks.factories import FrameworkFactory, FrameworkVersionFactory
from tests.peer_review.reviews.factories import (
    DutyFactory,
    HostFactory,
    HostPersonFactory,
    ProgrammeFactory,
    ReviewFactory,
    manager,
)
from tests.peer_review.teams.factories import MemberFactory, TeamNeedFactory


@pytest.fixture
def boss(transactional_db: None) -> User:
    return manager()


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    framework = FrameworkFactory(name="Systems that work")
    FrameworkVersionFactory(
        framework=framework,
        state=VersionState.IN_FORCE,
        changed="Begun.",
        published_at=timezone.now(),
        published_by=UserFactory(),
    )
    OrganisationFactory(name="Borsetshire Integrated Care Board")
    return ProgrammeFactory(name="Systems 2027", framework=framework)


def enter_day(page: Page, group: str, day: date) -> None:
    parts = page.get_by_role("group", name=group)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        parts.get_by_label(label).fill(str(value))


def choose_body(page: Page, name: str) -> None:
    """Choose a body from the list, which needs no script."""
    page.locator("select").last.select_option(label=name)


def propose_with_a_host(page: Page) -> Review:
    page.get_by_label("Programme").select_option(label="Systems 2027")
    choose_body(page, "Borsetshire Integrated Care Board")
    page.get_by_role("button", name="Propose the review").click()
    expect(page.get_by_text("No host is named yet")).to_be_visible()
    page.get_by_role("button", name="Add a host").click()
    choose_body(page, "Borsetshire Integrated Care Board")
    page.get_by_label("Name of its lead").fill("Sam Example")
    page.get_by_label("Email address of its lead").fill("sam@example.org")
    page.get_by_role("button", name="Add the host and invite its lead").click()
    expect(page.get_by_text("Sam Example", exact=True).first).to_be_visible()
    return Review.objects.get()


def freeze_and_set_days(page: Page, first: date) -> None:
    page.get_by_role("button", name="Choose the version of the framework").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Use this version").click()
    page.get_by_role("link", name="What is due", exact=True).click()
    page.get_by_role("button", name="Set the days on site").click()
    enter_day(page, "First day on site", first)
    enter_day(page, "Last day on site", first + timedelta(days=3))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Progress report is published").first).to_be_visible()


def test_from_a_proposal_until_it_is_prepared(visitors: Visitors, boss: User, programme: Programme) -> None:
    # Given a manager at the desk, without JavaScript
    page = visitors.open(user=boss, javascript=False)
    page.goto("/peer-reviews/desk/")
    page.get_by_role("button", name="Propose a review").click()

    # When they propose a review and name a host with its lead
    review = propose_with_a_host(page)

    # Then the lead joins by the link in their mail, on a phone
    lead = UserFactory()
    phone = visitors.open(user=lead, phone=True)
    phone.goto(link_in_mail("sam@example.org", "/join/"))
    axe(phone)
    fits(phone)
    Keyboard(phone).press("Take part")
    expect(phone.get_by_role("heading", name="Overview")).to_be_visible()
    axe(phone)
    fits(phone)
    shot(phone, "peer-review-overview")

    # When scoping begins, the lead writes the record by keyboard, and the manager agrees it
    page.get_by_role("link", name="Stages", exact=True).click()
    page.get_by_role("button", name="Begin scoping").click()
    page.get_by_role("button", name="Begin scoping").click()
    phone.get_by_text("Pages of this review").click()
    phone.get_by_role("link", name="Scoping", exact=True).click()
    Keyboard(phone).press("Write the scoping record")
    phone.wait_for_url("**/write/")
    keyboard = Keyboard(phone)
    keyboard.fill("Focus", "How people get home from hospital")
    axe(phone)
    keyboard.press("Save")
    expect(phone.get_by_text("The scoping record is saved.")).to_be_visible()
    page.get_by_role("link", name="Scoping", exact=True).click()
    page.get_by_role("button", name="Write the scoping record").click()
    enter_day(page, "Day of the scoping meeting", timezone.localdate())
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="It is agreed").click()
    page.get_by_role("button", name="It is agreed").click()

    # And they choose the framework and set the days, from which everything follows
    first = timezone.localdate() + timedelta(days=200)
    freeze_and_set_days(page, first)

    # And a team is proposed (tests/journeys/test_peer_team.py shows how)
    TeamNeedFactory(review=review)
    MemberFactory(review=review, state=MemberState.PROPOSED)
    page.get_by_role("link", name="Stages", exact=True).click()
    page.get_by_role("button", name="Begin to prepare").click()
    page.get_by_role("button", name="Begin to prepare").click()

    # Then the review is being prepared
    review.refresh_from_db()
    assert (review.state, review.on_site_from) == (ReviewState.PREPARING, first)
    assert review.duties.count() == len(DutyKind)


def test_pages_of_the_manager_pass_axe_and_fit(visitors: Visitors, boss: User) -> None:
    review = ReviewFactory(state=ReviewState.PREPARING, manager=boss)
    lay_out_statement(review)
    HostPersonFactory(host=HostFactory(review=review), is_lead=True)
    first = timezone.localdate() + timedelta(days=9)
    set_days(review=review, first=first, last=first + timedelta(days=3), reason="For a picture.", by=boss)
    inside = (
        "desk",
        "stages",
        "timetable",
        "timetable/days",
        "hosts",
        "hosts/add",
        "scoping",
        "statement",
        "statement/parts/add",
    )
    places = [
        "/peer-reviews/desk/",
        "/peer-reviews/desk/rights/",
        "/peer-reviews/mine/",
        "/peer-reviews/desk/programmes/new/",
    ]
    places += [f"/peer-reviews/{review.reference}/{place}/" for place in inside]
    desktop, phone = visitors.open(user=boss), visitors.open(user=boss, phone=True)
    for place in places:
        for page in (desktop, phone):
            page.goto(place)
            axe(page)
            fits(page)
            shot(page, "peer-" + place.strip("/").replace("/", "-").removeprefix("peer-reviews-"))


def test_two_write_one_part_at_once_and_neither_loses_a_word(visitors: Visitors, boss: User) -> None:
    # Given a part that a host has open
    review = ReviewFactory(state=ReviewState.PREPARING, manager=boss)
    part = lay_out_statement(review).parts.get(position=4)
    host = HostFactory(review=review)
    mine, theirs = (HostPersonFactory(host=host, user=UserFactory()).user for _ in range(2))
    page = visitors.open(user=mine, javascript=False)
    page.goto(f"/peer-reviews/{review.reference}/statement/{part.pk}/")
    page.get_by_label("Where we are stuck").fill("We wait for beds.")

    # When somebody else saves it first
    save_part(part=part, text="We wait for care at home.", read=0, by=theirs)
    page.get_by_role("button", name="Save").click()

    # Then both texts stand on the page, and what shall stand is saved
    expect(page.get_by_role("heading", name="What stands now")).to_be_visible()
    expect(page.get_by_text("care at home")).to_be_visible()
    shot(page, "peer-two-texts")
    box = page.get_by_label("Where we are stuck")
    expect(box).to_have_value("We wait for beds.")
    box.fill("We wait for beds, and for care at home.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("“Where we are stuck” is saved.")).to_be_visible()
    part.refresh_from_db()
    assert part.text == "We wait for beds, and for care at home."


def test_what_is_written_is_saved_by_itself(visitors: Visitors, boss: User) -> None:
    review = ReviewFactory(state=ReviewState.PREPARING, manager=boss)
    part = lay_out_statement(review).parts.get(position=4)
    page = visitors.open(user=HostPersonFactory(host__review=review, user=UserFactory()).user)
    page.goto(f"/peer-reviews/{review.reference}/statement/{part.pk}/")
    axe(page)
    page.get_by_label("Where we are stuck").fill("We wait for beds.")
    expect(page.get_by_text("496 words left")).to_have_count(2)
    expect(page.get_by_text("Saved at")).to_be_visible()
    part.refresh_from_db()
    assert part.text == "We wait for beds."


def test_anybody_reads_the_public_clock(page: Page, boss: User) -> None:
    # Given a review whose report came late, with the hosts' reason
    today = timezone.localdate()
    review = ReviewFactory(
        state=ReviewState.PUBLISHED,
        system__name="Borsetshire Integrated Care Board",
        on_site_from=today - timedelta(days=120),
        on_site_to=today - timedelta(days=117),
    )
    report = {"due_on": today - timedelta(days=27), "done_on": today - timedelta(days=20)}
    DutyFactory(review=review, kind=DutyKind.REPORT, late_because="The council met in May.", **report)
    DutyFactory(review=review, kind=DutyKind.ACTION_PLAN, due_on=today + timedelta(days=40))

    # When somebody comes from the menu
    home_page()
    page.goto("/")
    menu = page.get_by_role("navigation", name="Service navigation")
    if page.viewport_size["width"] < 640:
        expect(menu.get_by_role("link")).to_have_count(0)
        menu.get_by_text("Menu").click()
    menu.get_by_role("link", name="Peer reviews").click()
    shot(page, "peer-list")
    page.get_by_role("link", name="Borsetshire Integrated Care Board").click()

    # Then they read what is done, late and due
    expect(page.get_by_text("Done 7 days late")).to_be_visible()
    expect(page.get_by_text("The council met in May.")).to_be_visible()
    fits(page)
    shot(page, "peer-clock")
