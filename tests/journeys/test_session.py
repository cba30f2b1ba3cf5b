"""A session of a standing body, from its papers to its agreed minutes, and somebody who follows it without a script."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from consultations.assemblies.enums import Mode
from consultations.assemblies.models import AgendaItem, BodyPage, SessionPage
from tests.consultations.assemblies.factories import (
    AgendaItemFactory,
    BodyPageFactory,
    SeatCategoryFactory,
    SessionPageFactory,
    TermFactory,
)
from tests.factories import UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, shot


@pytest.fixture
def secretary(transactional_db: None) -> User:
    return UserFactory(secretariat=True)


@pytest.fixture
def body(secretary: User) -> BodyPage:
    body = BodyPageFactory(title="Assembly for illustration", notice_days=7)
    category = SeatCategoryFactory(body=body, name="Carers")
    for number, name in enumerate(
        ("Illustration: a carer", "Illustration: a nurse", "Illustration: a director"), start=1
    ):
        TermFactory(seat__category=category, seat__number=number, member__name=name)
    return body


@pytest.fixture
def session(body: BodyPage) -> SessionPage:
    starts_at = timezone.now() + timedelta(days=14)
    return SessionPageFactory(
        parent=body,
        title="Session on prevention",
        summary="What prevention costs, and who pays.",
        starts_at=starts_at,
        mode=Mode.HYBRID,
        place="A hall in Exampleton",
        joining_link="https://example.org/watch",
    )


def look(page: Page, name: str) -> None:
    axe(page)
    fits(page)
    shot(page, name)


def add_item(page: Page, title: str) -> None:
    page.get_by_role("button", name="Add an item").click()
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Save the item").click()


def test_a_session_is_run_and_followed(visitors: Visitors, session: SessionPage, secretary: User) -> None:
    desk = visitors.open(user=secretary)  # given the secretariat at the desk of a session
    reader = visitors.open(javascript=False)  # and somebody without scripts
    desk.goto(session.get_url())
    desk.get_by_role("link", name="Open the desk").click()
    look(desk, "session-desk-empty")
    add_item(desk, "What prevention costs")
    add_item(desk, "Who pays for it")
    papers_go_out(desk, reader, session)
    the_quorum_is_counted(desk, reader, session)
    it_goes_on(desk, reader, session)
    it_ends(desk, reader, session)
    minutes_are_agreed(desk, reader, session)
    for phone in (False, True):
        page = visitors.open(phone=phone)
        minutes = f"/bodies/sessions/{session.pk}/minutes/2/"
        paper = f"/bodies/papers/{session.papers.get().pk}/"
        body = session.get_parent()
        for name, address in (
            ("page", session.get_url()),
            ("minutes", minutes),
            ("paper", paper),
            ("list", f"/bodies/{body.pk}/sessions/"),
            ("year", body.get_url()),
        ):
            page.goto(address)
            look(page, f"session-{name}")
    phone_desk = visitors.open(phone=True, user=secretary)
    phone_desk.goto(f"/bodies/sessions/{session.pk}/desk/")
    look(phone_desk, "session-desk")


def papers_go_out(desk: Page, reader: Page, session: SessionPage) -> None:
    desk.get_by_role("button", name="Write a paper").click()  # when a paper is written, at first without its words
    desk.get_by_label("Title").fill("Costs so far")
    desk.get_by_label("Item of the agenda").select_option(label="What prevention costs")
    look(desk, "session-paper-form")
    desk.get_by_role("button", name="Save as a draft").click()
    expect(desk.get_by_text("It has no form that everybody can read yet.")).to_be_visible()
    reader.goto(session.get_url())
    expect(reader.get_by_text("Costs so far")).to_have_count(0)  # then nobody else sees it
    desk.get_by_role("link", name="Change Costs so far").click()
    desk.get_by_label("Text", exact=False).fill("## Sums\n\nWhat we know.\n\n- One point")
    desk.get_by_role("button", name="Save as a draft").click()
    desk.get_by_role("link", name="Publish Costs so far").click()
    desk.get_by_role("button", name="Publish").click()
    desk.get_by_role("button", name="Open a thread for the session").click()
    desk.get_by_role("button", name="Say that the papers are out").click()
    reader.reload()  # and once it is published everybody reads it
    reader.get_by_role("link", name="Costs so far").first.click()
    expect(reader.get_by_role("heading", name="Sums")).to_be_visible()


def the_quorum_is_counted(desk: Page, reader: Page, session: SessionPage) -> None:
    session.refresh_from_db()  # when its day has come
    now = timezone.now()
    SessionPage.objects.filter(pk=session.pk).update(
        starts_at=now - timedelta(minutes=1), ends_at=now + timedelta(hours=1)
    )
    desk.reload()
    desk.get_by_role("link", name="Count the quorum").click()
    desk.get_by_role("button", name="Count the quorum").click()  # then nobody is there yet, and it says so
    expect(desk.get_by_role("alert")).to_contain_text("There is no quorum")
    look(desk, "session-quorum")
    desk.get_by_role("link", name="Back to the desk").click()
    desk.get_by_role("link", name="Record who is there").click()
    desk.get_by_label("Illustration: a carer").select_option("in-person")
    desk.get_by_label("Illustration: a nurse").select_option("online")
    desk.get_by_label("Illustration: a director").select_option("apologies")
    look(desk, "session-attendance")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_role("link", name="Count the quorum").click()
    desk.get_by_role("button", name="Count the quorum").click()
    expect(desk.get_by_text("There was a quorum: 2 of 3")).to_be_visible()


def it_goes_on(desk: Page, reader: Page, session: SessionPage) -> None:
    desk.get_by_role("button", name="Begin the session").click()
    desk.get_by_role("button", name="Begin now What prevention costs").click()
    look(desk, "session-desk-live")
    reader.goto(session.get_url())  # then whoever follows sees it go on, and its thread
    expect(reader.get_by_text("Live now").first).to_be_visible()
    expect(reader.locator("[aria-current=step]")).to_contain_text("What prevention costs")
    reader.get_by_role("link", name="Session on prevention: live").click()
    expect(reader.get_by_text("Live now").first).to_be_visible()


def it_ends(desk: Page, reader: Page, session: SessionPage) -> None:
    desk.get_by_role("link", name="Outcome What prevention costs").click()  # when both items have come to an end
    desk.get_by_label("Advice").check()
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("alert")).to_contain_text("in the words that were agreed")
    look(desk, "session-outcome")
    desk.get_by_label("In the words that were agreed", exact=False).fill("Count what carers do.")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_role("link", name="Defer Who pays for it").click()
    desk.get_by_role("button", name="Defer it").click()
    desk.get_by_role("button", name="End the session").click()


def minutes_are_agreed(desk: Page, reader: Page, session: SessionPage) -> None:
    desk.get_by_role("link", name="Write the minutes from the record").click()  # and the minutes are written and agreed
    expect(desk.get_by_label("Minutes", exact=False)).to_contain_text("Count what carers do.")
    look(desk, "session-minutes-form")
    desk.get_by_role("button", name="Publish this version").click()
    desk.get_by_role("link", name="Write the next version").click()
    desk.get_by_label("What changed, and why").fill("A sentence was added.")
    text = desk.get_by_label("Minutes", exact=False).input_value()
    desk.get_by_label("Minutes", exact=False).fill(text + "\n\nEverybody was thanked.")
    desk.get_by_role("button", name="Publish this version").click()
    desk.get_by_role("link", name="Record that they were agreed").click()
    today = timezone.localdate()
    for label, part in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        desk.get_by_label(label, exact=True).fill(str(part))
    desk.get_by_role("button", name="They were agreed").click()
    look(desk, "session-desk-agreed")

    reader.goto(session.get_url())  # then everybody reads them, with what changed
    expect(reader.get_by_text("Held, minutes agreed")).to_be_visible()
    reader.get_by_role("link", name="Minutes, version 2").click()
    expect(reader.get_by_text("A sentence was added.").first).to_be_visible()
    expect(reader.locator("ins")).to_contain_text("Everybody was thanked.")


def test_the_desk_is_worked_by_keyboard_alone(visitors: Visitors, session: SessionPage, secretary: User) -> None:
    page = visitors.open(user=secretary)  # given somebody without a mouse
    page.goto(f"/bodies/sessions/{session.pk}/desk/")
    keys = Keyboard(page)
    keys.press("Add an item")  # when they put an item on the agenda
    page.wait_for_url("**/item/")
    keys = Keyboard(page)
    keys.fill("Title", "What prevention costs")
    keys.press("Save the item")
    expect(page.get_by_role("heading", name="1. What prevention costs")).to_be_visible()
    keys = Keyboard(page)
    keys.press("Cancel the session")  # and cancel without saying why
    page.wait_for_url("**/cancel/")
    keys = Keyboard(page)
    keys.press("Cancel the session")
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()  # then the summary has the focus
    expect(page.get_by_role("alert")).to_contain_text("Give a reason")
    keys.fill("Why?", "Snow on every road.")
    keys.press("Cancel the session")
    expect(page.get_by_text("The session is cancelled.")).to_be_visible()
    page.goto(session.get_url())  # and everybody reads it
    expect(page.get_by_text("Snow on every road.")).to_be_visible()


@pytest.mark.parametrize("phone", [False, True])
def test_two_who_write_one_item_lose_no_word(
    visitors: Visitors, session: SessionPage, secretary: User, phone: bool
) -> None:
    item = AgendaItemFactory(session=session, title="What prevention costs", text="Who pays for it.")
    first = visitors.open(user=secretary)  # given two people who have one item open
    second = visitors.open(user=UserFactory(secretariat=True), phone=phone)
    for page in (first, second):
        page.goto(f"/bodies/sessions/{session.pk}/desk/agenda/{item.pk}/change/")
    first.get_by_label("What it is about").fill("Who pays for it, and who saves.")
    first.get_by_role("button", name="Save the item").click()  # when one saves
    second.get_by_label("What it is about").fill("Who pays for it, and when.")
    second.get_by_role("button", name="Save the item").click()

    expect(second.get_by_role("alert")).to_contain_text("Somebody else changed this meanwhile")
    expect(second.get_by_text("Who pays for it, and who saves.")).to_be_visible()  # then the other reads both
    expect(second.get_by_label("What it is about")).to_have_value("Who pays for it, and when.")
    look(second, "asking-out-of-date")

    second.get_by_label("What it is about").fill("Who pays for it, who saves, and when.")  # and puts them together
    second.get_by_role("button", name="Save the item").click()
    expect(second.get_by_text("Saved.")).to_be_visible()
    assert AgendaItem.objects.get().text == "Who pays for it, who saves, and when."
