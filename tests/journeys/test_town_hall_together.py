"""A whole session, by several people in browsers of their own: asked, read, voted for, merged and answered."""

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.speaking import Words, contribute
from consultations.townhalls.domain.threads import change_state
from consultations.townhalls.enums import ContributionKind, ContributionState, MeasureKind, ReasonCode
from consultations.townhalls.models import Contribution, Panellist, TownHallPage
from tests.factories import ParticipantFactory, TownHallPageFactory, UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits, link_in_mail, shot
from tests.support.mortal_server import MortalServer

BOX = "Your question or comment"


@pytest.fixture
def moderator(site: str) -> User:
    return UserFactory(moderator=True, first_name="Grace", last_name="First")


@pytest.fixture
def hall(site: str) -> TownHallPage:
    """One whose questions are read first."""
    hall = TownHallPageFactory(title="What should the report say first?")
    Panellist.objects.create(town_hall=hall, name="The chair", title="Chair of the review")
    return hall


def ask(hall: TownHallPage, text: str, **more: object) -> Contribution:
    words = Words(uuid4(), ContributionKind.QUESTION, text, name="Illustration: a nurse", **more)  # type: ignore[arg-type]
    return contribute(hall=hall, words=words, by=ParticipantFactory())


def confirm_address(page: Page, email: str) -> None:
    """Confirm an address in another tab, and leave the page as it is."""
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Confirm your email address").click()
    tab = opened.value
    tab.get_by_label("Email address").fill(email)
    tab.get_by_role("button", name="Send the link").click()
    expect(tab.get_by_role("heading", name="Look in your email")).to_be_visible()
    tab.goto(link_in_mail(email, "/confirm/"))
    tab.get_by_role("button", name="Yes, it is mine").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("What should the report say first?")
    tab.close()


def live(page: Page, hall: TownHallPage) -> Page:
    page.goto(hall.get_url())
    expect(page.locator("[data-live-status]")).to_have_text("Live.")
    return page


def send(page: Page, text: str) -> Contribution:
    page.get_by_label(BOX).fill(text)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-region=mine]")).to_contain_text(text)
    return Contribution.objects.get(text=text)


def publish(desk: Page, question: Contribution) -> None:
    desk.get_by_role("button", name=f"Publish {question.reference}").click()
    expect(desk.get_by_text(f"{question.reference} is published.")).to_be_visible()


def look_at(page: Page) -> None:
    axe(page)
    fits(page)


def test_three_people_in_one_session(visitors: Visitors, hall: TownHallPage, moderator: User) -> None:
    guest = live(visitors.open(phone=True), hall)  # given a guest, a moderator, and somebody with an account
    desk = visitors.open(user=moderator)
    desk.goto(f"/town-halls/{hall.pk}/desk/")
    other = live(visitors.open(user=UserFactory()), hall)

    guest.get_by_label(BOX).fill("Who pays for prevention?")  # when the guest types, and then confirms an address
    confirm_address(guest, "ada@example.org")
    expect(guest.get_by_label(BOX)).to_have_value("Who pays for prevention?")
    guest.get_by_role("button", name="Send").click()
    mine = guest.locator("[data-region=mine]")
    expect(mine).to_contain_text("Waiting to be read")  # then the asker alone sees it
    expect(other.get_by_text("Who pays for prevention?")).to_have_count(0)
    look_at(guest)

    question = Contribution.objects.get()
    publish(desk, question)  # when the moderator publishes it
    other.get_by_role("button", name="1 new contribution").click()
    expect(other.get_by_text("Who pays for prevention?")).to_be_visible()  # then the third can read it and vote
    other.get_by_role("button", name="I want an answer to this too").click()
    expect(other.get_by_role("button", name="yours among them")).to_be_visible()

    same = send(other, "Who will pay for prevention then?")  # when the third asks the same
    publish(desk, same)
    other.get_by_role("button", name="1 new contribution").click()
    expect(other.locator(f"#said-{same.pk}")).to_be_visible()
    guest.goto(hall.get_url())
    expect(guest.get_by_text("Who will pay for prevention then?")).to_be_visible()
    guest.locator(f"#said-{same.pk}").get_by_role("button", name="I want an answer to this too").click()
    expect(guest.locator(f"#said-{same.pk} [data-votes]")).to_have_text("1")
    expect(guest.locator("[data-live-status]")).to_have_text("Live.")
    desk.goto(f"/town-halls/{hall.pk}/desk/{same.key}/merge/")  # and it is merged
    desk.get_by_role("button", name=f"Merge into {question.reference}").click()
    for page in (guest, other):  # then both see it without asking, and two people want one answer
        expect(page.locator(f"#said-{same.pk}")).to_contain_text(f"It stands in {question.reference} now.")
        expect(page.locator(f"#said-{question.pk} [data-votes]")).to_have_text("2")

    desk.locator("[data-column=queue]").get_by_role("button", name=f"Answer now {question.reference}").click()
    for page in (guest, other):  # when it is answered now, then it stands on every screen
        expect(page.get_by_role("region", name="Being answered now")).to_contain_text("Who pays for prevention?")
        look_at(page)
    shot(guest, "town-hall-together")
    shot(other, "town-hall-together")
    desk.get_by_role("button", name=f"Answered {question.reference}").first.click()
    for page in (guest, other):
        expect(page.get_by_role("region", name="Being answered now")).to_have_count(0)
        expect(page.locator(f"#said-{question.pk}")).to_contain_text("Answered live")
    desk.goto(f"/town-halls/{hall.pk}/desk/{question.key}/answer/")
    desk.get_by_label("The answer").fill("The board does.")
    desk.get_by_role("button", name="Publish the answer").click()
    for page in (guest, other):
        expect(page.locator(f"#said-{question.pk}")).to_contain_text("The board does.")

    other.goto(hall.get_url())  # then whoever asked the same is led to the answer
    other.locator("[data-region=mine]").get_by_role("link", name=question.reference).click()
    expect(other.get_by_text("The board does.")).to_be_visible()
    expect(other.get_by_role("heading", name="Merged into this question")).to_be_visible()
    look_at(other)


def test_one_asks_votes_replies_and_follows_without_a_script(
    visitors: Visitors, hall: TownHallPage, moderator: User
) -> None:
    hall.moderation = "after"
    hall.save_revision().publish()
    first = ask(hall, "Who pays for prevention?")
    page = visitors.open(javascript=False)
    page.goto(hall.get_url())
    expect(page.get_by_text("This page shows what was said when you opened it.")).to_be_visible()
    page.get_by_role("button", name="I want an answer to this too").click()  # who votes is asked for an address
    page.get_by_label("Email address").fill("ada@example.org")
    page.get_by_role("button", name="Send the link").click()
    page.goto(link_in_mail("ada@example.org", "/confirm/"))
    page.get_by_role("button", name="Yes, it is mine").click()
    page.get_by_role("button", name="I want an answer to this too").click()
    expect(page.get_by_role("button", name="yours among them")).to_be_visible()

    page.get_by_label(BOX).fill("Who decides?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("article").get_by_text("Who decides?")).to_be_visible()
    page.get_by_role("link", name=f"Reply {first.reference}").click()
    page.get_by_label("Your reply").fill("Everybody does.")
    page.get_by_role("button", name="Send the reply").click()
    expect(page.get_by_role("article").get_by_text("Everybody does.")).to_be_visible()

    ask(hall, "Who knows?")  # when others go on, then they are read when one asks for them
    hosting.answer_now(contribution=first, by=moderator)
    expect(page.get_by_text("Who knows?")).to_have_count(0)
    page.get_by_role("link", name="Show new questions").click()
    expect(page.get_by_text("Who knows?")).to_be_visible()
    expect(page.get_by_role("region", name="Being answered now")).to_contain_text("Who pays for prevention?")


def test_a_server_that_is_killed_while_somebody_types_costs_them_nothing(
    browser: Browser, hall: TownHallPage, tmp_path: Path
) -> None:
    hall.moderation = "after"
    hall.save_revision().publish()
    server = MortalServer(tmp_path)
    try:
        server.wait_for_life()
        visitors = Visitors(browser, f"http://localhost:{server.port}")
        page = live(visitors.open(user=UserFactory()), hall)
        page.get_by_label(BOX).fill("Who pays for")  # given somebody who types
        server.kill()  # when the server dies, and rises again, and somebody else asked meanwhile
        ask(hall, "Who decides?")
        page.get_by_label(BOX).press_sequentially(" prevention?")
        page.get_by_role("button", name="1 new contribution").click(timeout=60_000)  # then the page catches up
        expect(page.get_by_text("Who decides?")).to_be_visible()
        expect(page.locator("[data-live-status]")).to_have_text("Live.")
        expect(page.get_by_label(BOX)).to_have_value("Who pays for prevention?")  # and every word is there still
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("article").get_by_text("Who pays for prevention?")).to_be_visible()
        assert visitors.leave() == []
    finally:
        server.stop()
    assert Contribution.objects.filter(text="Who pays for prevention?").count() == 1


@pytest.mark.parametrize("phone", [False, True])
def test_no_public_page_of_it_breaches_the_guidelines(
    visitors: Visitors, hall: TownHallPage, moderator: User, phone: bool
) -> None:
    later = TownHallPageFactory(title="The next one", state="open")
    question, carried, edited = (ask(hall, f"Who {what}?") for what in ("pays", "decides", "knows"))
    for one in (question, carried, edited):
        moderating.publish(contribution=one, by=moderator)
    moderating.edit_for_clarity(contribution=edited, text="Who knows about it?", by=moderator)
    moderating.merge(contribution=edited, into=question, by=moderator)
    hosting.carry_over(contribution=carried, to=later.page_ptr, by=moderator)
    moderating.take_measure(
        thread=question.thread, kind=MeasureKind.SLOW, seconds=30, reason="Too fast to read.", by=moderator
    )
    page = visitors.open(phone=phone)
    numbers = [one.reference[2:] for one in (question, carried, edited) if one.reference]
    for there in (
        hall.get_url(),
        later.get_url(),
        "/town-halls/",
        *(f"/town-halls/q/{number}/" for number in numbers),
        f"/town-halls/said/{edited.key}/changes/",
        f"/town-halls/{hall.pk}/reply/{question.key}/",
        f"/town-halls/{hall.pk}/transcript/",
        f"/town-halls/{hall.pk}/moderation/",
        f"/town-halls/{hall.pk}/address/",
        "/town-halls/confirm/none/",
        "/",
        hall.get_parent().get_url(),
    ):
        page.goto(there)
        look_at(page)
    shot(page, "review-with-town-halls")

    page.goto(f"/town-halls/{hall.pk}/reply/{question.key}/")
    page.get_by_role("button", name="Send the reply").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your reply")
    look_at(page)
    page.goto(f"/town-halls/{hall.pk}/address/")
    page.get_by_label("Email address").fill("ada@example.org")
    page.get_by_role("button", name="Send the link").click()
    look_at(page)
    page.goto(link_in_mail("ada@example.org", "/confirm/"))
    look_at(page)
    page.get_by_role("button", name="Yes, it is mine").click()
    page.get_by_label(BOX).fill("x" * 2000)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-region=mine]")).to_contain_text("Waiting to be read")
    moderating.decline(
        contribution=Contribution.objects.get(state=ContributionState.WAITING), by=moderator, code=ReasonCode.OTHER
    )
    moderating.end_measure(thread=question.thread, kind=MeasureKind.SLOW, by=moderator)
    hosting.answered_live(contribution=question, by=moderator)
    for verb in ("close", "archive"):
        change_state(hall=TownHallPage.objects.get(pk=hall.pk), verb=verb, actor=moderator)
        page.goto(hall.get_url())
        look_at(page)
    shot(page, "town-hall-archived")


def test_on_a_phone_the_form_is_one_step_from_the_top_of_the_list(
    visitors: Visitors, hall: TownHallPage, moderator: User
) -> None:
    for number in range(12):
        moderating.publish(contribution=ask(hall, f"Question {number}?"), by=moderator)
    page = live(visitors.open(phone=True), hall)
    expect(page.get_by_role("heading", name="Ask or say something")).not_to_be_in_viewport()
    page.get_by_role("link", name="Ask or say something").click()
    expect(page.get_by_role("heading", name="Ask or say something")).to_be_in_viewport()
    desktop = live(visitors.open(), hall)
    expect(desktop.get_by_role("link", name="Ask or say something")).to_be_hidden()
    desktop.get_by_text("Question 0?").scroll_into_view_if_needed()  # at the side it goes along
    expect(desktop.get_by_label(BOX)).to_be_in_viewport()
