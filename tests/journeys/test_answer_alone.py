"""Somebody answers a call without an account, goes away, and comes back by the link in their mail."""

from django.core import mail
from playwright.sync_api import Page, expect

from evidence.submissions.models import Answer, Submission
from tests.journeys.answering import HOW_SURE, WHAT_WORKS, answer, choose_publishing, draft_for, open_call, send, start
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, eventually, fits, link_in_mail, shot


def test_answer_without_an_account_and_return_by_link(page: Page, visitors: Visitors) -> None:
    asked = open_call()  # given an open call

    start(page, asked)  # when Ada starts without an account
    fits(page)
    answer(page, "Neighbourhood teams that meet each week.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Data and transparency")  # then the next section opens
    fits(page)

    elsewhere = visitors.open()  # when she opens the link on another machine
    elsewhere.goto(link_in_mail("ada@example.org"))
    expect(elsewhere).not_to_have_url("/open/")  # then the token is not in the address bar
    assert "/open/" not in elsewhere.url
    expect(elsewhere.get_by_role("listitem").filter(has_text="Empowering local leaders")).to_contain_text("Completed")
    elsewhere.get_by_role("link", name="Data and transparency").click()
    elsewhere.get_by_label("Very sure").check()
    elsewhere.get_by_role("button", name="Save and continue").click()
    choose_publishing(elsewhere)
    send(elsewhere)  # and sends it

    submission = Submission.objects.get()  # then there is one row, with the reference of the receipt
    assert submission.reference == f"{asked.call.code}-0001"
    expect(elsewhere.get_by_text(submission.reference, exact=True)).to_be_visible()
    assert [answer.text for answer in submission.current.answers.order_by("pk")] == [
        "Neighbourhood teams that meet each week.",
        "Very sure",
    ]
    assert mail.outbox[-1].subject == f"{submission.reference}: we have received your submission"
    elsewhere.reload()  # and the receipt can be kept
    expect(elsewhere.get_by_text(submission.reference, exact=True)).to_be_visible()


def test_every_page_of_it_has_no_barrier_that_axe_can_find(visitors: Visitors) -> None:
    asked = open_call()
    for phone in (False, True):
        page = visitors.open(phone=phone)

        def look(name: str, page: Page = page) -> None:
            axe(page)
            fits(page)
            shot(page, f"answer-{name}")

        email = f"ada{phone:d}@example.org"
        page.goto(f"/respond/{asked.call.code}/")
        look("1-kind")
        page.goto(f"/respond/{asked.call.code}/?kind=organisation")
        look("2-organisation")
        start(page, asked, email)
        look("3-tasks")
        page.get_by_role("link", name="Empowering local leaders").click()
        look("4-section")
        page.get_by_text("Keep this answer confidential").click()
        page.get_by_label("Treat this answer as confidential").check()
        page.get_by_label(WHAT_WORKS).fill("word " * 260)
        page.get_by_role("button", name="Save and continue").click()
        expect(page.get_by_role("alert")).to_contain_text("Enter why this answer is confidential")
        look("5-section-errors")
        page.get_by_label(WHAT_WORKS).fill("Neighbourhood teams.\n\nEach meets once a week.")
        page.get_by_label("Why is it confidential?").fill("It names our partners.")
        page.get_by_role("button", name="Save and go to the list").click()
        page.get_by_role("link", name="Choose what may be published").click()
        look("6-publishing")
        page.get_by_role("link", name="Back to the list of sections").click()
        page.get_by_role("link", name="About who is answering").click()
        look("7-about")
        page.get_by_role("link", name="Back to the list of sections").click()
        page.get_by_role("link", name="Check your answers").or_(
            page.get_by_role("button", name="Check your answers")
        ).click()
        page.get_by_role("button", name="Submit").click()
        look("8-check-errors")
        page.get_by_role("link", name="Select how much of it may be published").click()
        page.get_by_label("Without my name").check()
        page.get_by_role("button", name="Save and continue").click()
        send(page)
        look("9-receipt")
        page.get_by_role("link", name="Read or print your submission").click()
        look("10-copy")
        page.get_by_role("link", name="Back", exact=True).click()
        page.get_by_role("link", name="Answer the equality questions").or_(
            page.get_by_role("button", name="Answer the equality questions")
        ).click()
        look("11-equality")


def test_with_the_keyboard_alone(desktop: Page) -> None:
    asked = open_call()
    keys = Keyboard(desktop)

    def follow(name: str) -> None:
        with desktop.expect_navigation():
            keys.press(name)

    desktop.goto(f"/respond/{asked.call.code}/")
    keys.choose("I am, for myself", "I am, for myself")
    follow("Continue")
    keys.fill("Your name", "Ada Lead")
    keys.fill("Your email address", "ada@example.org")
    follow("Start")
    follow("Empowering local leaders")
    keys.fill(WHAT_WORKS, "Teams")
    follow("Save and continue")
    keys.choose("Very sure", "Not sure")
    follow("Save and continue")
    follow("Choose what may be published")
    keys.choose("In full, with my name", "Without my name")
    follow("Save and continue")
    follow("Check your answers")
    keys.tick("I confirm that these answers are right")
    follow("Submit")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("We have received your submission")
    assert Submission.objects.get().publishing == "without_name"


def test_what_is_typed_saves_itself(desktop: Page, visitors: Visitors) -> None:
    asked = open_call()
    start(desktop, asked)
    desktop.get_by_role("link", name="Empowering local leaders").click()

    desktop.get_by_label(WHAT_WORKS).press_sequentially("Teams that meet")  # when Ada types and waits

    eventually(desktop, Answer.objects.filter(text="Teams that meet").exists)  # then it is saved without a button

    desktop.context.set_offline(True)  # when the line is cut
    desktop.get_by_label(WHAT_WORKS).press_sequentially(" each week")
    expect(desktop.get_by_text("Not saved: no connection. Your text stays on this page.")).to_be_visible()
    desktop.context.set_offline(False)  # and comes back
    expect(desktop.get_by_text("Not saved")).not_to_be_visible(timeout=15_000)
    desktop.get_by_role("button", name="Save and continue").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Data and transparency")
    assert Answer.objects.get().text == "Teams that meet each week"
    desktop.wait_for_load_state()
    assert HOW_SURE in desktop.content()
    visitors.forgive()  # the line that was cut on purpose stands on the console


def test_after_the_deadline_the_text_is_kept_and_can_be_taken_away(page: Page) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from evidence.submissions.domain.links import new_link

    asked = open_call()
    submission = draft_for(asked)
    page.goto(new_link(submission.contributors.get()))
    answer(page, "A late thought.")
    asked.call.opens_at -= timedelta(days=60)
    asked.call.closes_at = timezone.now() - timedelta(minutes=1)
    asked.call.save()

    page.goto(f"/respond/s/{submission.key}/")

    expect(page.get_by_text("This call closed at")).to_be_visible()
    expect(page.get_by_role("link", name="Check your answers")).not_to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download your text (DOCX)").click()
    assert download.value.suggested_filename == "draft.docx"
