"""A host gives evidence, and the team reads it: with a mouse, on a phone, without a script."""

import pytest
from playwright.sync_api import Page, expect

from peer_review.room.domain.items import About, ask_for
from tests.journeys.helpers import Keyboard, axe, fits, shot
from tests.peer_review.room.rooms import People, a_review


@pytest.fixture
def people(site) -> People:
    return a_review(reference="PR-501")


def given_somebody_in_the_room(visitors, page: Page, user) -> None:
    visitors.sign_in(page.context, user)
    page.goto("/peer-reviews/PR-501/room/")


def when_they_put_in(page: Page, title: str) -> None:
    page.get_by_role("button", name="Put something in").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Document", exact=True).check()
    page.get_by_label("Upload a file").set_input_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"Beds for winter."}
    )
    page.get_by_label("Line 1").check()


def test_a_host_gives_evidence_and_a_peer_reads_it(page: Page, visitors, people):
    given_somebody_in_the_room(visitors, page, people.lead)
    when_they_put_in(page, "Winter plan")
    shot(page, "room-add")
    page.get_by_role("button", name="Put something into the evidence room").click()
    expect(page.get_by_text("It is in the evidence room.")).to_be_visible()
    fits(page)
    shot(page, "room-front")

    page.get_by_role("link", name="Winter plan").click()
    page.get_by_role("link", name="Say where to look").click()
    page.get_by_label("Pages").fill("12 to 14")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("pages 12 to 14")).to_be_visible()
    fits(page)
    shot(page, "room-item")

    given_somebody_in_the_room(visitors, page, people.peer)
    page.get_by_role("link", name="Reading pack").click()
    expect(page.get_by_role("heading", name="E1 Winter plan")).to_be_visible()
    fits(page)
    shot(page, "room-pack")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Save it to read offline (ZIP)").click()
    assert waiting.value.suggested_filename == "PR-501 reading pack.zip"


def test_a_host_answers_a_request_by_keyboard(desktop: Page, visitors, people):
    item = ask_for(
        review=people.review, about=About("Discharge figures", "data", "By month."), host=people.host, by=people.peer
    )
    given_somebody_in_the_room(visitors, desktop, people.colleague)
    axe(desktop)
    desktop.goto(f"/peer-reviews/PR-501/room/{item}/")
    axe(desktop)
    keyboard = Keyboard(desktop)
    keyboard.press("Give what was asked for")
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("Give what was asked for")
    axe(desktop)
    keyboard = Keyboard(desktop)
    keyboard.press("Give what was asked for")  # with nothing in it
    expect(desktop.get_by_role("alert")).to_contain_text("Upload a file, write the text")
    keyboard = Keyboard(desktop)
    keyboard.fill("Or write it", "In May: 40.")
    keyboard.press("Give what was asked for")
    expect(desktop.get_by_text("In May: 40.")).to_be_visible()
    desktop.goto("/peer-reviews/PR-501/room/items/?state=have")
    axe(desktop)
    shot(desktop, "room-items")
    desktop.goto("/peer-reviews/PR-501/room/pack/")
    axe(desktop)


def test_what_is_withdrawn_says_so(phone: Page, visitors, people):
    given_somebody_in_the_room(visitors, phone, people.lead)
    when_they_put_in(phone, "Draft plan")
    phone.get_by_role("button", name="Put something into the evidence room").click()
    phone.get_by_role("link", name="Draft plan").click()
    phone.get_by_role("link", name="Withdraw it").click()
    phone.get_by_label("Why?").fill("It was a draft.")
    phone.get_by_role("button", name="Withdraw it").click()
    expect(phone.get_by_text("It was a draft.")).to_be_visible()
    expect(phone.get_by_role("link", name="plan.txt")).to_have_count(0)
    axe(phone)
    fits(phone)
