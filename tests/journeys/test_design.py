"""The parts that every page is made of, in a browser."""

from playwright.sync_api import Page, expect

from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits


def test_the_components_fit_every_width(page: Page) -> None:
    page.goto("/design/")

    expect(page.get_by_role("heading", name="Components", exact=True)).to_be_visible()
    fits(page)


def test_the_components_have_no_barrier_that_axe_can_find(desktop: Page) -> None:
    desktop.goto("/design/")

    axe(desktop)
    desktop.set_viewport_size({"width": 320, "height": 640})
    fits(desktop)


def test_what_is_wrong_with_a_form_is_heard_first_and_leads_to_its_field(page: Page) -> None:
    page.goto("/design/form/")  # given a form of every kind of field
    page.get_by_label("Day").fill("31")
    page.get_by_label("Email address").fill("nowhere")

    page.get_by_role("button", name="Send").click()  # when it is sent with faults

    expect(page).to_have_title("Error: Form fields – Moothall")  # then the title, the summary and the fields say so
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("Email address")).to_have_value("nowhere")
    page.get_by_role("link", name="Date received must include a month and year").click()
    assert page.url.endswith("#id_received_1") or page.evaluate("document.activeElement.id") == "id_received_1"
    fits(page)


def test_the_summary_takes_the_focus_and_axe_finds_nothing(desktop: Page) -> None:
    desktop.goto("/design/form/")
    desktop.get_by_role("button", name="Send").click()

    expect(desktop.locator(".nhsuk-error-summary")).to_be_focused()
    axe(desktop)
    desktop.get_by_role("link", name="Select an option").click()
    expect(desktop.get_by_label("In full")).to_be_focused()


def test_words_are_counted_while_typing_and_nothing_is_cut(desktop: Page) -> None:
    desktop.goto("/design/form/")
    box, count = desktop.get_by_label("What would help most?"), desktop.locator("#id_answer_words")

    expect(count).to_have_text("20 words left")
    box.fill("word " * 17)
    expect(count).to_have_class("mh-word-count")
    box.fill("word " * 19)
    expect(count).to_have_text("1 word left")
    expect(count).to_have_class("mh-word-count mh-word-count--near")
    box.fill("word " * 22)
    expect(count).to_have_text("2 words too many")
    expect(count).to_have_class("mh-word-count mh-word-count--over")
    expect(box).to_have_value("word " * 22)
    expect(desktop.locator("#id_answer_words + [role=status]")).to_have_text("2 words too many")


def test_the_limit_is_told_without_a_script(without_javascript: Page) -> None:
    without_javascript.goto("/design/form/")

    expect(without_javascript.locator("#id_answer_words")).to_have_text("You can use up to 20 words.")


def test_a_form_can_be_filled_by_keyboard_alone_with_the_focus_in_sight(desktop: Page) -> None:
    desktop.goto("/design/form/")
    keyboard = Keyboard(desktop)

    keyboard.press("Skip to main content")
    keyboard.fill("Full name", "Ada Example")
    keyboard.choose("In full", "Without my name")
    keyboard.tick("Audio")
    keyboard.tick("I have read the privacy notice")
    keyboard.press("Send")

    expect(desktop.get_by_label("Full name")).to_have_value("Ada Example")
    expect(desktop.get_by_label("Without my name")).to_be_checked()
    expect(desktop.get_by_label("Audio")).to_be_checked()


def test_a_reference_can_be_copied(visitors: Visitors) -> None:
    page = visitors.open()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/design/")

    page.get_by_role("button", name="Copy Your reference").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "CFE1-0042"


def test_a_page_not_found_has_a_way_on(page: Page) -> None:
    page.goto("/no/such/page/")

    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="go to the home page")).to_be_visible()
    fits(page)


def test_on_paper_there_is_no_furniture(desktop: Page) -> None:
    desktop.goto("/design/form/")
    desktop.emulate_media(media="print")

    expect(desktop.get_by_role("heading", name="Form fields")).to_be_visible()
    for furniture in (".mh-nav", ".mh-band__search", ".nhsuk-back-link", ".mh-footer__links"):
        expect(desktop.locator(furniture)).to_be_hidden()
