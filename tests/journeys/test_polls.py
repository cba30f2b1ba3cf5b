"""Polls of a town hall: voted in with a keyboard alone, without a script, and followed live by everybody else."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from consultations.townhalls.domain import polls
from consultations.townhalls.domain.balloting import cast
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import PollKind
from consultations.townhalls.models import Poll, TownHallPage
from tests.factories import ParticipantFactory, PollFactory, TownHallPageFactory, UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, shot


@pytest.fixture
def hall(transactional_db: None) -> TownHallPage:
    return TownHallPageFactory(at_once=True)


@pytest.fixture
def each_kind(hall: TownHallPage) -> list[Poll]:
    """An open poll of each kind, the first on top."""
    thread = thread_of(hall)
    scale = {"low": "not at all", "high": "fully", "offers": list("12345")}
    return [
        PollFactory(thread=thread, kind=kind, question=question, **more)
        for kind, question, more in reversed(
            (
                (PollKind.SINGLE, "What comes first?", {}),
                (PollKind.MULTIPLE, "What would help most?", {"most": 2, "offers": ["Money", "Staff", "Time"]}),
                (PollKind.SCALE, "How ready are you?", scale),
                (PollKind.WORDS, "What stands in the way?", {"most": 3, "offers": []}),
            )
        )
    ][::-1]


def card(page: Page, question: str) -> Page:
    return page.locator("details", has=page.locator("summary", has_text=question))  # type: ignore[return-value]


def test_each_kind_is_voted_in_by_keyboard_and_a_draft_stays(
    visitors: Visitors, hall: TownHallPage, each_kind: list[Poll]
) -> None:
    page = visitors.open(user=UserFactory())
    page.goto(hall.get_url())
    expect(page.locator("[data-live-status]")).to_have_text("Live.")  # given somebody who is writing a question
    box = page.get_by_label("Your question or comment")
    box.fill("What I am typing")
    keyboard = Keyboard(page)
    page.locator("body").focus()

    keyboard.choose("Prevention", "Targets")  # when they vote in each
    keyboard.press("Vote What comes first?")
    expect(card(page, "What comes first?").get_by_text("You voted: Targets.")).to_be_visible()
    keyboard.press("What would help most?")
    keyboard.tick("Money")
    keyboard.tick("Time")
    keyboard.press("Vote What would help most?")
    expect(card(page, "What would help most?").get_by_text("You voted: Money; Time.")).to_be_visible()
    keyboard.press("How ready are you?")
    keyboard.choose("1: not at all", "4")
    keyboard.press("Vote How ready are you?")
    expect(card(page, "How ready are you?").get_by_text("Median: 4.")).to_be_visible()
    keyboard.press("What stands in the way?")
    keyboard.fill("Word or short phrase 2", "Money")
    keyboard.press("Vote What stands in the way?")
    words = card(page, "What stands in the way?")
    expect(words.get_by_text("1 (100%)")).to_have_count(1)

    keyboard.press("The same as a table: What stands in the way?")  # then the figures stand in a table too
    expect(words.get_by_role("rowheader", name="Money")).to_be_visible()
    expect(box).to_have_value("What I am typing")  # and nothing was lost
    axe(page)
    fits(page)
    shot(page, "polls")


def test_what_is_wrong_is_said_where_it_is_and_mended(
    visitors: Visitors, hall: TownHallPage, each_kind: list[Poll]
) -> None:
    page = visitors.open(user=UserFactory(), phone=True)
    page.goto(hall.get_url())
    first = card(page, "What comes first?")
    first.get_by_role("button", name="Vote").click()
    expect(first.get_by_text("Select one")).to_be_visible()
    axe(page)
    fits(page)
    shot(page, "polls-wrong")
    first.get_by_label("Money").check()
    first.get_by_role("button", name="Vote").click()
    expect(first.get_by_text("You voted: Money.")).to_be_visible()
    expect(first.get_by_text("Select one")).to_have_count(0)


def test_others_follow_a_poll_from_its_opening_to_its_end(visitors: Visitors, hall: TownHallPage) -> None:
    host: User = UserFactory(moderator=True)
    page = visitors.open(user=UserFactory())
    page.goto(hall.get_url())
    expect(page.locator("[data-live-status]")).to_have_text("Live.")
    asked = polls.Asked(PollKind.SINGLE, "What comes first?", ("Money", "Time"))

    poll = polls.open_poll(poll=polls.write(thread=thread_of(hall), asked=asked, by=host), by=host)  # when one opens
    ours = card(page, "What comes first?")
    ours.get_by_label("Money").check()  # then it is there, and takes a vote
    ours.get_by_role("button", name="Vote").click()
    expect(ours.get_by_text("You voted: Money.")).to_be_visible()
    page.get_by_role("heading", level=1).click()  # and its reader goes on to something else

    cast(poll=poll, by=ParticipantFactory(), chosen=[poll.choices.get(text="Time").pk])  # when somebody else votes
    expect(ours.get_by_text("2 people voted.")).to_be_visible()  # then it is counted here
    expect(ours.get_by_text("1 (50%)")).to_have_count(2)
    expect(ours.get_by_label("Money")).to_be_checked()

    second = polls.write(thread=thread_of(hall), asked=polls.Asked(PollKind.WORDS, "Why?", most=1), by=host)
    polls.open_poll(poll=second, by=host)  # when another opens, and the list is drawn anew
    expect(card(page, "Why?").get_by_label("Word or short phrase")).to_be_visible()
    ours.locator("summary").first.click()
    expect(ours.get_by_label("Money")).to_be_checked()  # then this reader's own vote is still marked
    expect(ours.get_by_text("You voted: Money.")).to_be_visible()

    page.get_by_role("heading", level=1).click()
    polls.close_poll(poll=poll, by=host)  # when it closes
    expect(ours.get_by_role("button", name="Vote")).to_have_count(
        0
    )  # then it takes no more votes, and its results stay
    expect(ours.get_by_text("2 people voted.")).to_be_visible()


def test_without_a_script(
    without_javascript: Page, visitors: Visitors, hall: TownHallPage, each_kind: list[Poll]
) -> None:
    page = without_javascript
    visitors.sign_in(page.context, UserFactory())
    page.goto(hall.get_url())
    page.get_by_role("button", name="Vote What comes first?").click()  # when nothing was chosen
    page.get_by_role("link", name="Select one").click()  # then the error leads to its field
    page.get_by_label("Targets").check()
    page.get_by_role("button", name="Vote").click()
    expect(page.get_by_text("You voted: Targets.")).to_be_visible()
    expect(page.get_by_text("1 (100%)")).to_be_visible()
    page.get_by_label("Money").check()  # and one may think again
    page.get_by_role("button", name="Vote").click()
    expect(page.get_by_text("You voted: Money.")).to_be_visible()
    shot(page, "poll-alone")
    page.get_by_role("link", name="Back to the town hall").click()
    for question, label in (("What would help most?", "Staff"), ("How ready are you?", "5: fully")):
        card(page, question).locator("summary").first.click()
        card(page, question).get_by_label(label).check()
        card(page, question).get_by_role("button", name="Vote").click()
        expect(page.get_by_text(f"You voted: {label.split(':')[0]}.")).to_be_visible()
        page.get_by_role("link", name="Back to the town hall").click()
    card(page, "What stands in the way?").locator("summary").first.click()
    page.get_by_label("Word or short phrase 1").fill("Short budgets")
    page.get_by_role("button", name="Vote What stands in the way?").click()
    expect(page.get_by_text("You voted: Short budgets.")).to_be_visible()
    assert [poll.ballots.count() for poll in each_kind] == [1, 1, 1, 1]


def test_a_host_writes_a_poll_opens_it_and_closes_it(visitors: Visitors, hall: TownHallPage) -> None:
    page = visitors.open(user=UserFactory(moderator=True), phone=True)
    page.goto(hall.get_url())
    page.get_by_role("link", name="Open the desk").click()
    page.get_by_role("link", name="Polls", exact=True).click()
    expect(page.get_by_text("No poll was written yet")).to_be_visible()
    page.get_by_role("link", name="A scale").click()
    page.get_by_label("Question").fill("How ready are you?")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_role("link", name="Enter what 1 means")).to_be_visible()
    axe(page)
    fits(page)
    shot(page, "poll-write")
    page.get_by_label("What does 1 mean?").fill("not at all")
    page.get_by_label("What does the highest number mean?").fill("fully")
    page.get_by_role("button", name="Save the draft").click()
    axe(page)
    fits(page)
    shot(page, "polls-desk")
    page.get_by_role("button", name="Open the poll").click()
    page.get_by_role("button", name="Close the poll").click()
    page.get_by_role("link", name="How ready are you?").click()
    expect(page.get_by_text("0 people voted.")).to_be_visible()
    axe(page)
    fits(page)
