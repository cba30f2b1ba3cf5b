"""The desk of a town hall: two moderators at once, by mouse, by keys, on a phone and without a script; and the large screen."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.speaking import Words, contribute
from consultations.townhalls.enums import ContributionKind, ContributionState
from consultations.townhalls.models import AgendaItem, Contribution, Panellist, TownHallPage
from tests.factories import ParticipantFactory, TownHallPageFactory, UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, eventually, fits, shot


@pytest.fixture
def hall(site: str) -> TownHallPage:
    """A town hall whose questions are read first, with an agenda and somebody who answers."""
    hall = TownHallPageFactory(title="What should the report say first?")
    for position, title in enumerate(["Money", "Targets"]):
        AgendaItem.objects.create(town_hall=hall, title=title, sort_order=position)
    Panellist.objects.create(town_hall=hall, name="The chair")
    return hall


@pytest.fixture
def people(site: str) -> list:
    return [
        UserFactory(moderator=True, first_name="Grace", last_name="First"),
        UserFactory(moderator=True, first_name="Mary", last_name="Second"),
    ]


def ask(hall: TownHallPage, text: str) -> Contribution:
    words = Words(uuid4(), ContributionKind.QUESTION, text, name="Illustration: a nurse")
    return contribute(hall=hall, words=words, by=ParticipantFactory())


def desk_of(hall: TownHallPage) -> str:
    return f"/town-halls/{hall.pk}/desk/"


def row(page: Page, question: Contribution, column: str = "to-read"):
    return page.locator(f'[data-column="{column}"] [data-rows] > [data-row="{question.pk}"]')


def state(question: Contribution) -> str:
    return Contribution.objects.get(pk=question.pk).state


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")


def test_two_moderators_see_what_the_other_does(visitors: Visitors, hall: TownHallPage, people: list) -> None:
    first, second = ask(hall, "Who pays for prevention?"), ask(hall, "Who decides about it?")
    grace, mary = (visitors.open(user=one) for one in people)
    for page in (grace, mary):
        page.goto(desk_of(hall))
        expect(page.locator("[data-live-status]")).to_have_text("Live: what others do here is shown at once.")

    row(mary, first).get_by_role("button", name="Take it").click()  # when one takes a question
    expect(row(grace, first)).to_contain_text("Mary Second has this one until")  # then the other sees it at once
    expect(row(grace, first).get_by_role("button", name="Publish")).to_have_count(0)

    row(mary, second).get_by_role("button", name="Publish").click()  # when one publishes
    expect(mary.get_by_text(f"{second.reference} is published.")).to_be_visible()
    expect(row(grace, second, "queue")).to_be_visible()  # then it stands in the queue of both
    expect(row(grace, second)).to_have_count(0)
    # Under the pointer nothing moves, so that a second click hits no other question.
    expect(row(mary, second)).to_contain_text("It is no longer in this column.")
    mary.mouse.move(1, 1)
    expect(row(mary, second)).to_have_count(0)

    third = ask(hall, "Who knows?")  # when somebody asks
    expect(row(grace, third)).to_be_visible()
    axe(grace)
    fits(grace)
    shot(grace, "town-hall-desk")

    mary.get_by_role("button", name="Undo").click()  # when it is taken back
    expect(row(grace, second)).to_be_visible()
    assert state(second) == ContributionState.WAITING


def test_it_is_worked_by_keys_alone_and_nothing_typed_is_touched(
    visitors: Visitors, hall: TownHallPage, people: list
) -> None:
    first, second, third = (ask(hall, text) for text in ("Who pays?", "Who decides?", "Who knows?"))
    page = visitors.open(user=people[0])
    page.goto(desk_of(hall))
    expect(page.locator("[data-live-status]")).to_have_text("Live: what others do here is shown at once.")

    page.keyboard.press("j")
    assert focused(page) == first.reference
    page.keyboard.press("p")  # it is published, and the focus is at the next
    expect(page.get_by_text(f"{first.reference} is published.")).to_be_visible()
    expect(page.get_by_role("link", name=second.reference, exact=True)).to_be_focused()
    page.keyboard.press("u")
    expect(page.get_by_text(f"Undone: {first.reference}.")).to_be_visible()
    assert state(first) == ContributionState.WAITING

    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("input[name=chosen]:checked")).to_have_count(1)
    moderating.publish(contribution=third, by=people[1])  # what others do leaves the choice and the focus as they are
    expect(row(page, third, "queue")).to_be_visible()
    expect(page.locator("input[name=chosen]:checked")).to_have_count(1)
    assert focused(page).startswith("Q-")

    page.get_by_text("Order and filters").click()
    words = page.get_by_label("Words or reference")
    words.fill("")
    words.press_sequentially("jaded pxu")  # letters are letters in a field
    ask(hall, "Who else?")
    expect(page.locator("[data-column=to-read] [data-count]")).to_have_text("(3)")
    expect(words).to_have_value("jaded pxu")
    expect(words).to_be_focused()
    assert state(first) == ContributionState.WAITING

    page.locator("[data-keys] summary").click()
    axe(page)
    page.get_by_role("button", name="Switch the keys off").click()
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("p")
    page.wait_for_timeout(500)
    assert state(first) == ContributionState.WAITING


def test_the_offer_to_undo_goes_with_its_time(visitors: Visitors, hall: TownHallPage, people: list) -> None:
    question = ask(hall, "Who pays?")
    page = visitors.open(user=people[0])
    page.goto(desk_of(hall))
    row(page, question).get_by_role("button", name="Publish").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0, timeout=14_000)
    expect(page.get_by_text(f"{question.reference} is published.")).to_be_visible()


def test_each_page_of_it(page: Page, visitors: Visitors, hall: TownHallPage, people: list) -> None:
    """On a desktop, on a phone and without a script."""
    question, other = ask(hall, "Who pays for prevention?"), ask(hall, "Who will pay for prevention then?")
    moderating.publish(contribution=other, by=people[1])
    visitors.sign_in(page.context, people[0])
    page.goto(desk_of(hall))
    fits(page)
    if page.viewport_size["width"] < 500:  # the bar for several makes room until one is chosen
        bar = page.get_by_role("button", name="Publish", exact=True).and_(page.locator("[name=do]"))
        expect(bar).to_be_hidden()
        row(page, question).get_by_role("checkbox").check()
        expect(bar).to_be_visible()
        row(page, question).get_by_role("checkbox").uncheck()
    row(page, question).get_by_role("button", name="Publish").click()
    expect(page.get_by_text(f"{question.reference} is published.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"Undone: {question.reference}.")).to_be_visible()

    row(page, question).get_by_role("link", name=question.reference, exact=True).click()
    page.get_by_label("A note for the other moderators").fill("Is this a duplicate?")
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_text("Is this a duplicate?")).to_be_visible()
    page.get_by_label("What is it about?").select_option("Money")
    page.get_by_role("button", name="Save What is it about?").click()
    expect(row(page, question)).to_contain_text("Money")

    row(page, question).locator("summary").click()
    row(page, question).get_by_role("link", name="Merge").click()
    fits(page)
    page.get_by_role("button", name=f"Merge into {other.reference}").click()
    expect(page.get_by_text(f"{question.reference} is merged.")).to_be_visible()
    if page.viewport_size["width"] < 500:
        page.get_by_role("link", name="Decided").click()
    expect(row(page, question, "done")).to_contain_text("Merged")
    row(page, question, "done").get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_text("stands by itself again")).to_be_visible()

    page.get_by_role("link", name="Change how people may speak").click()
    fits(page)
    page.get_by_label("Pause: nobody can send").check()
    page.get_by_label("Why?").fill("A fire alarm.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This thread is paused.").first).to_be_visible()
    page.get_by_role("button", name="End this").click()
    expect(page.get_by_text("This thread is paused.")).to_have_count(0)


@pytest.mark.parametrize("phone", [False, True])
def test_no_page_of_it_breaches_the_guidelines(
    visitors: Visitors, hall: TownHallPage, people: list, phone: bool
) -> None:
    question, other = ask(hall, "Who pays for prevention?"), ask(hall, "Who will pay for prevention then?")
    moderating.publish(contribution=other, by=people[1])
    moderating.note(contribution=question, text="Look at this.", by=people[1])
    hosting.answer_now(contribution=other, by=people[1])
    page = visitors.open(user=people[0], phone=phone)
    of_one = f"{desk_of(hall)}{question.key}/"
    for there in ("", "measure/"):
        page.goto(desk_of(hall) + there)
        axe(page)
        fits(page)
    for there in ("", "decline/", "edit/", "answer/", "merge/", "carry/", "assign/", "topic/"):
        page.goto(of_one + there)
        axe(page)
        fits(page)
    shot(page, "town-hall-desk-topic")


def test_the_large_screen_follows(visitors: Visitors, hall: TownHallPage, people: list) -> None:
    question = ask(hall, "Who pays for prevention?")
    moderating.publish(contribution=question, by=people[0])
    page = visitors.open()
    page.goto(f"/town-halls/{hall.pk}/screen/")
    expect(page.get_by_text("Nothing is being answered at the moment")).to_be_visible()
    expect(page.locator("[data-live-status]")).to_have_text("This page follows it.")
    hosting.answer_now(contribution=question, by=people[0])
    expect(page.get_by_role("heading", name="Being answered now")).to_be_visible()
    size = page.get_by_text("Who pays for prevention?").evaluate("one => getComputedStyle(one).fontSize")
    assert size == "64px"
    axe(page)
    fits(page)
    shot(page, "town-hall-screen")
    eventually(page, lambda: page.get_by_text(f"/t/{hall.pk}/").is_visible())
    page.goto(f"/t/{hall.pk}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(hall.title)


def test_the_large_screen_without_a_script(without_javascript: Page, hall: TownHallPage, people: list) -> None:
    question = ask(hall, "Who pays for prevention?")
    moderating.publish(contribution=question, by=people[0])
    without_javascript.goto(f"/town-halls/{hall.pk}/screen/")
    hosting.answer_now(contribution=question, by=people[0])
    without_javascript.get_by_role("link", name="Show it as it stands now").click()
    expect(without_javascript.get_by_role("heading", name="Being answered now")).to_be_visible()
