"""A letter comes: one of the secretariat keys it, another keys the closed answer again, and they settle what differs.

What was entered wrongly is corrected or discarded; a question to somebody without a private link is asked and its reply
recorded by the secretariat.
"""

from types import SimpleNamespace

from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from evidence.submissions.domain.answers import Writing, save_answers
from evidence.submissions.domain.keying import key_again
from evidence.submissions.domain.paper import enter_reply
from evidence.submissions.domain.start import Respondent
from evidence.submissions.domain.submit import submit_submission
from evidence.submissions.enums import Channel, PublishingChoice, RespondentKind, SubmissionState
from evidence.submissions.models import Submission
from tests.factories import UserFactory
from tests.journeys.answering import HOW_SURE, WHAT_WORKS, open_call
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits, shot


def look(page: Page, name: str) -> None:
    axe(page)
    fits(page)
    shot(page, f"paper-{name}")


def test_a_reply_on_paper_is_keyed_twice_and_recorded(visitors: Visitors) -> None:
    asked = open_call()
    first, second = UserFactory(secretariat=True), UserFactory(secretariat=True)
    one, two = visitors.open(user=first), visitors.open(user=second, phone=True)
    today = timezone.localdate()

    one.goto("/desk/enter/")
    look(one, "1-empty")
    one.get_by_role("link", name="Enter a reply").or_(one.get_by_role("button", name="Enter a reply")).click()
    one.get_by_role("button", name="Continue to the answers").click()
    expect(one.get_by_role("alert")).to_contain_text("There is a problem")
    look(one, "2-envelope-errors")
    one.get_by_label("Which call does it answer?").select_option(label=asked.call.title)
    one.get_by_label("On paper").check()
    for part, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        one.get_by_label(part, exact=True).fill(str(value))
    one.get_by_label("An individual").check()
    one.get_by_label("Name of the person").fill("Ada Letter")
    one.get_by_label("Not at all").check()
    one.get_by_role("button", name="Continue to the answers").click()
    one.get_by_label("Files to upload").set_input_files(
        {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Dear review,"}
    )
    one.get_by_role("button", name="Keep this scan").click()
    expect(one.get_by_text("The scan is kept with the reply.")).to_be_visible()
    one.get_by_label(WHAT_WORKS).fill("Teams that meet.")
    one.get_by_label("Very sure").check()
    one.get_by_role("button", name="Save").click()
    expect(one.get_by_text("A second person must key the closed answers again first.")).to_be_visible()
    look(one, "3-keyed")

    two.goto("/desk/enter/")  # when a colleague reads the paper differently
    look(two, "4-list")
    two.get_by_role("link", name="Key it again").click()
    expect(two.get_by_label("Very sure")).not_to_be_checked()
    expect(two.get_by_text("Teams that meet.")).not_to_be_visible()
    look(two, "5-again")
    two.get_by_label("Not sure").check()
    two.get_by_role("button", name="Compare with the first keying").click()
    expect(two.get_by_role("heading", level=1)).to_have_text("Settle the differences")
    look(two, "6-differences")
    two.get_by_label("Second keying:").check()
    two.get_by_role("button", name="Settle").click()

    one.goto("/desk/enter/")  # then either of them records it
    one.get_by_role("link", name="Record").click()
    look(one, "7-record")
    one.get_by_role("button", name="Record as received").click()
    reply = Submission.objects.get()
    expect(one.get_by_text(f"Recorded as {reply.reference}.")).to_be_visible()
    assert sorted(answer.text for answer in reply.current.answers.all()) == ["Not sure", "Teams that meet."]


def entry_of(asked: SimpleNamespace, first: User, name: str = "Ada Letter") -> Submission:
    """Return a reply that `first` has keyed: too long an answer, and Very sure."""
    reply = enter_reply(
        call=asked.call,
        channel=Channel.PAPER,
        received_on=timezone.localdate(),
        respondent=Respondent(RespondentKind.INDIVIDUAL, name=name),
        publishing=PublishingChoice.FULL,
        actor=first,
    )
    writings = [Writing(asked.works.current, "word " * 300), Writing(asked.sure.current, "Very sure")]
    save_answers(submission=reply, writings=writings, actor=first)
    return reply


def keyed_twice(asked: SimpleNamespace, first: User, second: User) -> Submission:
    reply = entry_of(asked, first)
    key_again(submission=reply, values={asked.sure.pk: "Very sure"}, actor=second)
    return reply


def test_what_was_entered_wrongly_is_corrected_and_another_records_it(visitors: Visitors) -> None:
    asked = open_call()
    first, second, third = (UserFactory(secretariat=True) for _number in range(3))
    reply = keyed_twice(asked, first, second)
    page, phone = visitors.open(user=third), visitors.open(user=first, phone=True)

    page.goto(f"/desk/enter/{reply.key}/")  # when the envelope was misread and the wrong letter was scanned
    expect(page.get_by_text("Answer must be 250 words or fewer. It has 300.")).to_be_visible()
    page.get_by_label("Files to upload").set_input_files(
        {"name": "another letter.txt", "mimeType": "text/plain", "buffer": b"Of somebody else"}
    )
    page.get_by_role("button", name="Keep this scan").click()
    look(page, "8-corrections")
    page.get_by_role("button", name="Remove another letter.txt").click()
    expect(page.get_by_text("another letter.txt was removed.")).to_be_visible()
    page.get_by_role("link", name="Change Received").click()
    look(page, "9-envelope")
    page.get_by_label("By telephone").check()
    page.get_by_label("Easy Read").check()
    page.get_by_label("Name of the person").fill("Ada Letters")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("By telephone, ")).to_have_count(2)

    page.get_by_role("link", name="Read it over and record it").click()  # then somebody who keyed nothing records it
    look(page, "10-record-by-another")
    page.get_by_role("button", name="Record as received").click()
    reply.refresh_from_db()
    expect(page.get_by_text(f"Recorded as {reply.reference}.")).to_be_visible()

    phone.goto(f"/desk/{reply.reference}/")  # and what is recorded is corrected too, its closed answer looked at again
    phone.get_by_role("link", name="Correct what was entered").click()
    expect(phone.get_by_text("Its answers stand here as they were recorded.")).to_be_visible()
    phone.get_by_label("Not sure").check()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Settle the differences between the two keyings first.")).to_be_visible()
    look(phone, "11-correction")
    phone.goto("/desk/enter/")
    expect(phone.get_by_text(f"Correction of {reply.reference}")).to_be_visible()
    look(phone, "12-list-with-correction")
    phone.get_by_role("link", name="Settle").click()
    phone.get_by_label("First keying:").check()
    phone.get_by_role("button", name="Settle").click()
    phone.get_by_role("link", name="Record Ada Letters").click()
    phone.get_by_role("button", name="Record as received").click()
    expect(phone.get_by_text(f"Recorded as {reply.reference}.")).to_be_visible()
    reply.refresh_from_db()
    assert (reply.name, reply.channel, reply.current.number) == ("Ada Letters", Channel.TELEPHONE, 2)


def test_an_entry_that_should_not_be_there_is_discarded(visitors: Visitors) -> None:
    asked = open_call()
    reply = entry_of(asked, UserFactory(secretariat=True), name="Ada Twice")
    page = visitors.open(user=UserFactory(secretariat=True), phone=True)

    page.goto("/desk/enter/")
    page.get_by_role("link", name="Key it again Ada Twice").click()
    page.get_by_text("The envelope, and the first keying").click()
    look(page, "13-again-unfolded")
    page.get_by_role("link", name="Go to the first keying").click()
    expect(page.get_by_role("group", name=HOW_SURE).get_by_label("Very sure")).to_be_checked()
    page.get_by_role("link", name="Discard this entry").click()
    page.get_by_role("button", name="Discard the entry").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a reason")
    look(page, "14-discard")
    page.get_by_label("Why should it not be there?").fill("Entered twice")
    page.get_by_role("button", name="Discard the entry").click()
    expect(page.get_by_text("The entry was discarded.")).to_be_visible()
    expect(page.get_by_text("Ada Twice")).to_have_count(0)
    reply.refresh_from_db()
    assert reply.state == SubmissionState.WITHDRAWN


def test_who_answered_on_paper_is_asked_and_withdrawn_by_the_secretariat(visitors: Visitors) -> None:
    asked = open_call()
    first, second = UserFactory(secretariat=True), UserFactory(secretariat=True)
    reply = submit_submission(submission=keyed_twice(asked, first, second), actor=second, declared=True)
    page, phone = visitors.open(user=first), visitors.open(user=first, phone=True)

    page.goto(f"/desk/{reply.reference}/")
    page.get_by_role("button", name="Start screening").click()
    page.get_by_role("button", name="Ask the respondent").click()
    expect(page.get_by_text("There is no email address.")).to_be_visible()
    look(page, "15-ask")
    page.get_by_label("Your question").fill("Which year is meant?")
    page.get_by_role("button", name="Ask the respondent").click()

    phone.goto(f"/desk/{reply.reference}/")  # when they ring up
    look(phone, "16-bar")
    phone.get_by_role("button", name="Record the reply").click()
    expect(phone.get_by_text("Which year is meant?")).to_be_visible()
    look(phone, "17-record-reply")
    phone.get_by_label("What they said or wrote").fill("She said 2019.")
    phone.get_by_role("button", name="Record the reply").click()
    expect(phone.get_by_text("She said 2019.")).to_be_visible()

    page.goto(f"/desk/{reply.reference}/")  # and when they write that nothing of it may be used
    look(page, "18-replied")
    page.get_by_role("button", name="Withdraw at their request").click()
    page.get_by_label("How and when did they ask for it?").fill("By letter of 3 May")
    look(page, "19-withdraw")
    page.get_by_role("button", name="Withdraw at their request").click()
    expect(page.get_by_text(f"{reply.reference} is withdrawn.")).to_be_visible()
    expect(page.get_by_text("By letter of 3 May")).to_be_visible()
