"""A reader compares two versions and comments; a co-chair answers somebody who asks to join."""

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import expect

from consultations.statements.models import Comment, Statement
from consultations.workstreams.models import JoinRequest, WorkstreamPage, WorkstreamPerson
from tests.consultations.statements.factories import CommentFactory, StatementFactory, VersionFactory
from tests.factories import UserFactory, WorkstreamPageFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, link_in_mail, shot


@pytest.fixture
def workstream(transactional_db: None) -> WorkstreamPage:
    return WorkstreamPageFactory(title="Digital and data")


@pytest.fixture
def statement(workstream: WorkstreamPage) -> Statement:
    made = StatementFactory(principle=True, number=2, workstreams=[workstream])
    VersionFactory(statement=made, title=made.current.title, text="Partnerships must meet those who make policy.")
    CommentFactory(version=made.current)
    return made


def test_a_reader_compares_two_versions_and_comments_without_a_script(visitors: Visitors, statement: Statement) -> None:
    page = visitors.open(javascript=False)
    page.goto(statement.get_absolute_url())  # given two versions
    page.get_by_role("link", name="Compare two versions").click()
    expect(page.locator("del").first).to_contain_text("should")
    expect(page.locator("ins").first).to_contain_text("must")

    page.get_by_role("link", name="Back to PRI-2").click()
    page.get_by_role("link", name="Confirm an email address").or_(
        page.get_by_role("button", name="Confirm an email address")
    ).click()  # when a guest confirms an address
    page.get_by_label("Email address").fill("ann@example.org")
    page.get_by_role("button", name="Send the link").click()
    page.goto(link_in_mail("ann@example.org", "comments/confirm"))
    page.get_by_role("button", name="Yes, it is mine").click()
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your comment")  # then an empty comment is refused
    page.get_by_label("Your comment").fill("Who would see to that?")
    page.get_by_role("button", name="Send the comment").click()

    expect(page.get_by_role("heading", name="Yours")).to_be_visible()  # and one with words waits to be read
    assert Comment.objects.filter(text="Who would see to that?").values_list("state", flat=True).get() == "waiting"


def test_the_pages_can_be_used_by_everybody(visitors: Visitors, statement: Statement) -> None:
    page = visitors.open()
    for address in ("/principles/", "/principles/2/", "/principles/2/changes/", "/principles/2/versions/1/"):
        page.goto(address)
        axe(page)
        fits(page)
    shot(page, "statement-version")
    page.goto("/principles/2/")
    keyboard = Keyboard(page)
    keyboard.to("Compare two versions")
    page.keyboard.press("Enter")
    page.wait_for_url("**/changes/")
    keyboard = Keyboard(page)
    keyboard.to("Compare")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.partition('/principles')[0]}/principles/2/changes/?before=1&after=2")


def test_somebody_asks_to_join_and_a_co_chair_accepts(visitors: Visitors, workstream: WorkstreamPage) -> None:
    co_chair = UserFactory(co_chair=True)
    part = WorkstreamPerson.Part.CO_CHAIR
    WorkstreamPerson.objects.create(workstream=workstream, part=part, name="Ada Example", user=co_chair)
    page = visitors.open()
    page.goto(workstream.get_url())
    page.get_by_text("Ask to join").click()  # given somebody who asks
    axe(page)
    fits(page)
    page.get_by_label("Your name").fill("Ann Example")
    page.get_by_label("Your role").fill("Nurse")
    page.get_by_label("Email address").fill("ann@example.org")
    page.get_by_label("Why do you want to join?").fill("I can help.")
    page.get_by_label("If I become a member").check()
    page.get_by_role("button", name="Continue").click()
    page.goto(link_in_mail("ann@example.org", "join/confirm"))
    page.get_by_role("button", name="Yes, it is mine").click()

    desk = visitors.open(user=co_chair)
    desk.goto(
        link_in_mail(co_chair.email, "/requests/").replace(django_settings.BASE_URL, "")
    )  # when a co-chair reads it
    axe(desk)
    fits(desk)
    desk.get_by_role("link", name="Accept Ann Example").click()
    axe(desk)
    keyboard = Keyboard(desk)
    keyboard.fill("Anything to say to them?", "Welcome.")
    keyboard.to("Accept")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("They are told by email.")).to_be_visible()

    page.goto(workstream.get_url())  # then Ann is a member, and was told
    expect(page.get_by_text("Ann Example")).to_be_visible()
    assert JoinRequest.objects.get().state == "accepted"
