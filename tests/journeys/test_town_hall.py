"""A town hall is followed live: what is new waits behind a button, and what is being typed stays."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from consultations.townhalls.domain.moderating import decline
from consultations.townhalls.domain.speaking import Words, contribute
from consultations.townhalls.enums import ContributionKind, ReasonCode
from consultations.townhalls.models import Contribution, TownHallPage
from tests.factories import ParticipantFactory, TownHallPageFactory, UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits, shot


@pytest.fixture
def hall(transactional_db: None) -> TownHallPage:
    return TownHallPageFactory(at_once=True)


def ask(hall: TownHallPage, text: str) -> Contribution:
    words = Words(uuid4(), ContributionKind.QUESTION, text, name="Illustration: a nurse")
    return contribute(hall=hall, words=words, by=ParticipantFactory())


def test_it_is_followed_live_and_a_draft_is_never_touched(visitors: Visitors, hall: TownHallPage) -> None:
    first = ask(hall, "Who pays for prevention?")
    page = visitors.open()
    page.goto(hall.get_url())
    expect(page.locator("[data-live-status]")).to_have_text("Live.")  # given somebody who follows, and types
    axe(page)
    fits(page)
    shot(page, "town-hall")
    box = page.get_by_label("Your question or comment")
    box.fill("What I am typing")

    ask(hall, "Who decides about it?")  # when somebody else asks
    page.get_by_role("button", name="1 new contribution").click()

    expect(page.get_by_text("Who decides about it?")).to_be_visible()  # then it is shown when it is asked for
    expect(box).to_have_value("What I am typing")

    decline(
        contribution=first, by=UserFactory(moderator=True), code=ReasonCode.OFF_TOPIC
    )  # when one is taken from view
    expect(page.get_by_text("Who pays for prevention?")).to_have_count(0)  # then it is gone here too, at once
    expect(box).to_have_value("What I am typing")


def test_a_draft_outlives_another_order_and_is_gone_once_it_is_sent(visitors: Visitors, hall: TownHallPage) -> None:
    ask(hall, "Who pays for prevention?")
    page = visitors.open()
    page.goto(hall.get_url())
    box = page.get_by_label("Your question or comment")
    box.fill("What I am typing")

    page.get_by_role("link", name="Most votes").click()  # when the page is loaded anew
    page.wait_for_url("**order=votes**")
    expect(box).to_have_value("What I am typing")  # then the draft is there
    page.reload()
    expect(box).to_have_value("What I am typing")

    box.fill("")
    page.reload()
    expect(box).to_have_value("")


def test_new_questions_are_shown_without_a_script(without_javascript: Page, hall: TownHallPage) -> None:
    page = without_javascript
    page.goto(hall.get_url())
    ask(hall, "Who decides about it?")
    page.get_by_role("link", name="Show new questions").click()
    expect(page.get_by_text("Who decides about it?")).to_be_visible()


def test_a_site_that_does_not_answer_is_named_and_found_again(visitors: Visitors, hall: TownHallPage) -> None:
    page = visitors.open()
    page.route_web_socket("**/live/**", lambda line: line.close())
    page.route("**/stream/**", lambda route: route.abort())
    page.route("**/events/**", lambda route: route.abort())
    page.goto(hall.get_url())
    status = page.locator("[data-live-status]")
    expect(status).to_contain_text("The site does not answer.", timeout=40_000)

    page.unroute("**/events/**")  # when it answers again, lines are tried anew soon, and not in a minute or two
    page.unroute("**/stream/**")
    expect(status).to_have_text("Live.", timeout=40_000)
    assert all(
        "ERR_FAILED" in fault or "WebSocket" in fault for fault in visitors.leave()
    )  # what was cut, and no other
    visitors.forgive()
