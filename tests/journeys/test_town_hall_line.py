"""What runs between a town hall and those who follow it: on every screen at once, and by whatever line holds."""

from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.speaking import Words, contribute
from consultations.townhalls.domain.threads import change_state
from consultations.townhalls.domain.voting import vote
from consultations.townhalls.enums import ContributionKind, MeasureKind
from consultations.townhalls.live.follower import Ended
from consultations.townhalls.live.hub import hub
from consultations.townhalls.models import Contribution, TownHallPage
from tests.factories import ParticipantFactory, TownHallPageFactory, UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits, shot

# A browser behind something that lets no such line through.
NO_LINE = """{name} = class extends EventTarget {{
  constructor() {{ super(); setTimeout(() => this.dispatchEvent(Object.assign(new Event("{event}"), {{ code: 1006 }})), 5); }}
  close() {{}}
}};"""


@pytest.fixture
def hall(transactional_db: None) -> TownHallPage:
    return TownHallPageFactory(at_once=True)


@pytest.fixture
def moderator(transactional_db: None) -> User:
    return UserFactory(moderator=True)


def ask(hall: TownHallPage, text: str, parent: Contribution | None = None) -> Contribution:
    kind = ContributionKind.REPLY if parent else ContributionKind.QUESTION
    return contribute(hall=hall, words=Words(uuid4(), kind, text, parent=parent), by=ParticipantFactory())


def status(page: Page) -> Any:
    return page.locator("[data-live-status]")


def opened(page: Page, hall: TownHallPage, says: str = "Live.") -> Page:
    page.goto(hall.get_url())
    expect(status(page)).to_have_text(says)
    return page


def test_the_stage_the_rules_and_the_counts_are_the_same_on_every_screen(
    visitors: Visitors, hall: TownHallPage, moderator: User
) -> None:
    question = ask(hall, "Who pays for prevention?")
    ask(hall, "Everybody does.", parent=question)
    pages = [opened(visitors.open(), hall), opened(visitors.open(phone=True), hall)]  # given two who follow
    for page in pages:
        page.get_by_label("Your question or comment").fill("What I am typing")

    hosting.answer_now(contribution=question, by=moderator)  # when it is answered, slowed down and voted for
    thread = question.thread
    moderating.take_measure(thread=thread, kind=MeasureKind.SLOW, seconds=30, reason="Too fast to read.", by=moderator)
    vote(contribution=question, by=ParticipantFactory())

    for page in pages:  # then both see all of it, and neither lost a word
        stage = page.get_by_role("region", name="Being answered now")
        expect(stage).to_contain_text("Who pays for prevention?")
        expect(page.get_by_text("Too fast to read.")).to_be_visible()
        expect(page.locator("[data-votes]")).to_have_text("1")
        expect(page.locator("[data-live-spoken]")).to_contain_text(f"Being answered now: {question.reference}")
        expect(page.locator("[data-live-followers]")).to_have_text("2 people follow.", timeout=30_000)
        expect(page.get_by_label("Your question or comment")).to_have_value("What I am typing")
        axe(page)
        fits(page)
    shot(pages[0], "town-hall-stage")
    shot(pages[1], "town-hall-stage-phone")

    moderating.decline(
        contribution=question, by=moderator, code=moderating.ReasonCode.ABUSE
    )  # when it is taken from view

    for page in pages:  # then it left the stage and the list, and what stood under it too
        expect(page.get_by_role("region", name="Being answered now")).to_have_count(0)
        expect(page.get_by_text("A moderator took this from view.").first).to_be_visible()
        expect(page.get_by_text("Everybody does.")).to_have_count(0)
        expect(page.get_by_label("Your question or comment")).to_have_value("What I am typing")


def test_paused_it_keeps_what_is_new_and_gives_it_when_asked(visitors: Visitors, hall: TownHallPage) -> None:
    question = ask(hall, "Who pays?")
    page = opened(visitors.open(), hall)
    page.get_by_role("button", name="Pause updates").click()
    expect(status(page)).to_have_text("Paused.")

    vote(contribution=question, by=ParticipantFactory())
    ask(hall, "Who decides?")
    page.wait_for_timeout(2_500)

    expect(page.locator("[data-votes]")).to_have_text("0")
    expect(page.locator("[data-news]")).to_be_hidden()

    page.get_by_role("button", name="Pause updates").press("Enter")

    expect(page.locator("[data-votes]")).to_have_text("1")
    page.get_by_role("button", name="1 new contribution").press("Enter")
    expect(page.get_by_text("Who decides?")).to_be_visible()
    expect(page.locator("[data-news]")).to_be_hidden()
    expect(page.get_by_role("heading", name="Questions and comments")).to_be_focused()


def test_a_line_that_breaks_is_begun_again_and_nothing_is_missed(visitors: Visitors, hall: TownHallPage) -> None:
    page = opened(visitors.open(), hall)
    box = page.get_by_label("Your question or comment")
    box.fill("What I am typing")
    for number in (1, 2, 3):
        assert hub._loop
        hub._loop.call_soon_threadsafe(
            lambda: [one.end(Ended.LEFT) for room in hub.rooms.values() for one in room.followers]
        )
        ask(hall, f"Question {number}?")
        news = "1 new contribution" if number == 1 else f"{number} new contributions"
        expect(page.get_by_role("button", name=news)).to_be_visible()
    expect(status(page)).to_have_text("Live.")
    page.get_by_role("button", name="3 new contributions").click()
    expect(page.locator("[data-region=said] [data-said]")).to_have_count(3)
    expect(box).to_have_value("What I am typing")


@pytest.mark.parametrize("lets_events_through", [True, False])
def test_where_no_websocket_holds_it_is_followed_all_the_same(
    visitors: Visitors, hall: TownHallPage, lets_events_through: bool
) -> None:
    question, page = ask(hall, "Who pays?"), visitors.open()
    page.add_init_script(NO_LINE.format(name="WebSocket", event="close"))
    if not lets_events_through:
        page.add_init_script(NO_LINE.format(name="EventSource", event="error"))
    opened(page, hall, "Live." if lets_events_through else "Checking every 10 seconds.")

    ask(hall, "Who decides?")
    vote(contribution=question, by=ParticipantFactory())

    expect(page.get_by_role("button", name="1 new contribution")).to_be_visible(timeout=30_000)
    expect(page.locator(f"#said-{question.pk} [data-votes]")).to_have_text("1", timeout=30_000)


def test_a_hall_that_closes_takes_its_form_away_but_never_a_draft(
    visitors: Visitors, hall: TownHallPage, moderator: User
) -> None:
    empty, typing = opened(visitors.open(), hall), opened(visitors.open(), hall)
    box = typing.get_by_label("Your question or comment")
    box.fill("What I am typing")

    change_state(hall=hall, verb="close", actor=moderator)

    for page in (empty, typing):
        expect(page.locator("[data-region=notices]")).to_contain_text("Closed")
        page.get_by_role("button", name="Show what has changed").click()
        expect(page.locator("[data-news]")).to_be_hidden()
    expect(empty.get_by_label("Your question or comment")).to_have_count(0)
    expect(box).to_have_value("What I am typing")


def test_a_page_that_is_public_no_more_says_that_it_is_not_followed(visitors: Visitors, hall: TownHallPage) -> None:
    page = opened(visitors.open(), hall)
    hall.unpublish()
    expect(status(page)).to_have_text("This page is no longer followed.", timeout=40_000)
