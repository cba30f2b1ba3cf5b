"""Two colleagues write one submission, and meet in the same answer."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from evidence.submissions.domain.links import new_link
from evidence.submissions.models import Answer, AnswerVersion, Contributor
from tests.factories import ContributorFactory
from tests.journeys.answering import WHAT_WORKS, draft_for, open_call
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, link_in_mail, shot


def open_both(visitors: Visitors, page: Page, **way: bool) -> tuple[Page, Page]:
    """Return the pages of Ada, who leads, and of Ben, whom she invites, both at the same answer. `way` is Ben's."""
    asked = open_call()
    submission = draft_for(asked)
    page.goto(new_link(submission.contributors.get()))
    page.get_by_role("link", name="Work with colleagues").click()
    page.get_by_label("Their name").fill("Ben Writer")
    page.get_by_label("Their email address").fill("ben@example.org")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("We sent an invitation to ben@example.org.")).to_be_visible()
    ben = visitors.open(**way)
    ben.goto(link_in_mail("ben@example.org"))
    expect(ben.get_by_text("Here now: Ada Lead")).to_be_visible()
    for one in (page, ben):
        one.goto(f"/respond/s/{submission.key}/")
        one.get_by_role("link", name="Empowering local leaders").click()
    return page, ben


@pytest.mark.parametrize("way", [{}, {"phone": True}, {"javascript": False}])
def test_a_conflict_is_seen_and_settled_without_a_lost_word(visitors: Visitors, way: dict[str, bool]) -> None:
    ada, ben = open_both(visitors, visitors.open(**way), **way)

    ada.get_by_label(WHAT_WORKS).fill("We need trust and time.")  # when both write the same answer
    ada.get_by_role("button", name="Save and go to the list").click()
    ben.get_by_label(WHAT_WORKS).fill("We need trust and money.")
    ben.get_by_role("button", name="Save and go to the list").click()

    expect(ben.get_by_role("heading", level=1)).to_have_text("Two texts for one answer")  # then Ben sees both
    expect(ben.get_by_role("region", name="Your text")).to_contain_text("money")
    expect(ben.get_by_role("region", name="The saved text")).to_contain_text("time")
    assert Answer.objects.get().text == "We need trust and time."
    fits(ben)

    ben.get_by_label(WHAT_WORKS).fill("We need trust, time and money.")  # when he writes one text from both
    ben.get_by_role("button", name="Save this text").click()

    expect(ben.get_by_text("Your choice is saved.")).to_be_visible()  # then it holds, and both are in the history
    assert Answer.objects.get().text == "We need trust, time and money."
    assert set(AnswerVersion.objects.values_list("text", flat=True)) == {
        "We need trust and time.",
        "We need trust and money.",
    }
    ada.reload()
    expect(ada.get_by_text("Two texts")).not_to_be_visible()


def test_a_browser_that_is_closed_in_a_conflict_loses_nothing(desktop: Page, visitors: Visitors) -> None:
    ada, ben = open_both(visitors, desktop)
    ada.get_by_label(WHAT_WORKS).fill("Ada's text.")
    ada.get_by_role("button", name="Save and go to the list").click()

    ben.get_by_label(WHAT_WORKS).press_sequentially("Ben's text.")  # when Ben only types, and is told
    expect(ben.get_by_role("alert").get_by_text("A colleague changed this answer")).to_be_visible()
    ben.context.clear_cookies()
    ben.close(run_before_unload=False)  # and closes his browser

    ada.reload()  # then Ada finds both texts
    ada.get_by_role("link", name="Empowering local leaders").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text("Two texts for one answer")
    expect(ada.get_by_role("region", name="The later text")).to_contain_text("Ben's")
    axe(ada)
    shot(ada, "together-conflict")
    ada.get_by_role("button", name="Keep the later text").click()
    expect(ada.get_by_label(WHAT_WORKS)).to_have_value("Ben's text.")


def test_the_conflict_has_no_barrier_at_phone_width_and_by_keyboard(visitors: Visitors) -> None:
    asked = open_call()
    submission = draft_for(asked)
    ben = ContributorFactory(submission=submission, name="Ben Writer", email="ben@example.org")
    answer = Answer.objects.create(
        submission=submission,
        question=asked.works,
        question_version=asked.works.current,
        value="We need trust and time. Much of both.",
        text="We need trust and time. Much of both.",
        revision=1,
        saved_by=ben,
    )
    lead = submission.contributors.get(name="Ada Lead")
    AnswerVersion.objects.create(
        answer=answer,
        question_version=asked.works.current,
        value="We need trust and money. Much of both.",
        text="We need trust and money. Much of both.",
        saved_by=lead,
        set_aside=True,
    )
    phone = visitors.open(phone=True)
    phone.goto(new_link(lead))
    expect(phone.get_by_text("Two texts: choose")).to_be_visible()
    axe(phone)

    keys = Keyboard(phone)
    with phone.expect_navigation():
        keys.press("Empowering local leaders")
    axe(phone)
    fits(phone)
    shot(phone, "together-conflict")
    with phone.expect_navigation():
        keys.press("Keep mine")

    expect(phone.get_by_label(WHAT_WORKS)).to_have_value("We need trust and money. Much of both.")


def test_inviting_and_writing_one_text_from_two_by_keyboard_alone(visitors: Visitors) -> None:
    asked = open_call()
    submission = draft_for(asked)
    ada, ben = visitors.open(), visitors.open()
    keys, others = Keyboard(ada), Keyboard(ben)

    def follow(keyboard: Keyboard, name: str) -> None:
        with keyboard.page.expect_navigation():
            keyboard.press(name)

    ada.goto(new_link(submission.contributors.get()))  # given Ada, who asks Ben in without a mouse
    follow(keys, "Work with colleagues")
    keys.fill("Their name", "Ben Writer")
    keys.fill("Their email address", "ben@example.org")
    follow(keys, "Send the invitation")
    ben.goto(link_in_mail("ben@example.org"))
    follow(others, "Empowering local leaders")
    ada.goto(f"/respond/s/{submission.key}/")
    follow(keys, "Empowering local leaders")

    keys.fill(WHAT_WORKS, "We need trust and time.")  # when both write the same answer
    follow(keys, "Save and go to the list")
    others.fill(WHAT_WORKS, "We need trust and money.")
    follow(others, "Save and go to the list")
    expect(ben.get_by_role("heading", level=1)).to_have_text("Two texts for one answer")
    others.fill(WHAT_WORKS, "We need trust, time and money.")
    follow(others, "Save this text")

    expect(ben.get_by_text("Your choice is saved.")).to_be_visible()  # then one text of both holds
    assert Answer.objects.get().text == "We need trust, time and money."


def test_sign_off_by_an_approver(page: Page, visitors: Visitors) -> None:
    asked = open_call()
    submission = draft_for(asked)
    boss = ContributorFactory(
        submission=submission, name="Bo Boss", email="boss@example.org", part="approver", joined_at=timezone.now()
    )
    page.goto(new_link(submission.contributors.get(name="Ada Lead")))
    page.get_by_role("link", name="Empowering local leaders").click()
    page.get_by_label(WHAT_WORKS).fill("Teams.")
    page.get_by_role("button", name="Save and go to the list").click()
    page.get_by_role("link", name="Work with colleagues").click()
    page.get_by_label(WHAT_WORKS).select_option(label="Bo Boss")
    page.get_by_label("An approver must sign off before anything is sent").check()
    page.get_by_role("button", name="Save", exact=True).click()
    fits(page)

    page.goto(f"/respond/s/{submission.key}/check/")  # when Ada tries to send it at once
    page.get_by_label("I confirm that these answers are right").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("link", name="A colleague must sign off these answers first")).to_be_visible()  # it waits

    approver = visitors.open()
    approver.goto(new_link(boss))  # when the approver reads and signs
    approver.get_by_role("link", name="Sign-off by an approver").click()
    approver.get_by_role("button", name="Sign off these answers").click()
    expect(approver.get_by_text("You signed off these answers.")).to_be_visible()

    page.goto(f"/respond/s/{submission.key}/check/")  # then it goes
    page.get_by_label("I confirm that these answers are right").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your submission")


def test_the_pages_of_colleagues_have_no_barrier(visitors: Visitors) -> None:
    asked = open_call()
    submission = draft_for(asked)
    ContributorFactory(submission=submission, name="Ben Writer", email="ben@example.org")
    Contributor.objects.filter(name="Ben Writer").update(last_seen_at=timezone.now() + timedelta(minutes=1))
    lead = submission.contributors.get(name="Ada Lead")
    for phone in (False, True):
        page = visitors.open(phone=phone)
        page.goto(new_link(lead))
        page.get_by_role("link", name="Work with colleagues").click()
        page.get_by_role("button", name="Send the invitation").click()
        expect(page.get_by_role("link", name="Enter their name")).to_be_visible()
        axe(page)
        fits(page)
        shot(page, "together-colleagues")
        page.get_by_role("link", name="Remove Ben Writer").click()
        axe(page)
