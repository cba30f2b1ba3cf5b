"""The secretariat reads, redacts, has it checked, publishes, and takes it back; anybody reads it."""

import re

import pytest
from playwright.sync_api import Page, expect

from evidence.publication.domain.publish import unpublish
from evidence.submissions.enums import SubmissionState
from evidence.submissions.models import Submission
from tests.factories import (
    AnswerFactory,
    AttachmentFactory,
    CallPageFactory,
    QuestionFactory,
    RedactionFactory,
    SectionFactory,
    SubmissionFactory,
    UserFactory,
    published,
    send,
)
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, shot

PROSE = (
    "Neighbourhood teams 🙏 meet each week in the library. They know the people they speak of, and so need fewer forms.\n\n"
    "Dr Sarah Grey at the Elm Street practice has led this since 2019; write to her at s.grey@elmstreet.example or ring "
    "01632 960 123. The board counted 412 fewer admissions in the first year.\n\n"
    "What would help most is one budget a place, agreed for three years, and one set of figures that all of us trust."
)


def sent_in(**fields) -> Submission:
    """A submission to a call of two questions, as the secretariat finds it."""
    call = fields.pop("call", None) or CallPageFactory(title="Empowering local leaders")
    section = SectionFactory(call=call, title="Local leadership")
    submission = SubmissionFactory(call=call, **{"name": "Ada Example", **fields})
    wordings = (
        "Please share examples where local leaders and organisations have created transformational change.",
        "What would be needed for integrated care systems to increase innovation?",
    )
    for number, wording in enumerate(wordings, start=1):
        question = QuestionFactory(section=section, position=number, version__wording=wording)
        AnswerFactory(submission=submission, question=question, text=PROSE if number == 1 else "One budget a place.")
    send(submission)
    AttachmentFactory(submission=submission, name="Our evidence in full.txt", content=PROSE.encode(), undecided=True)
    return submission


@pytest.fixture
def people(site):
    return [
        UserFactory(secretariat=True, first_name="Grace", last_name="Screener"),
        UserFactory(secretariat=True, first_name="Mary", last_name="Second"),
    ]


def select(page: Page, words: str) -> None:
    """Select words in the text as a hand with a mouse would, which is slower than the page's scripts."""
    page.wait_for_load_state()
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector('[data-text]'), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.textContent.indexOf(words);
            if (at < 0) continue;
            getSelection().setBaseAndExtent(node, at, node, at + words.length);
            return;
          }
          throw new Error('not in one run: ' + words);
        }""",
        words,
    )


def test_from_the_desk_to_the_register_and_back(visitors: Visitors, people) -> None:
    submission = sent_in()  # given a submission that has come in, and two of the secretariat
    page, colleague, reader = visitors.open(user=people[0]), visitors.open(user=people[1]), visitors.open()

    take_and_start(page, submission)  # when one of them reads it and marks what must not be public
    mark_by_hand_and_by_suggestion(page)
    undecided = page.get_by_text("Choose first how much of each file the public can have: Our evidence in full.txt.")
    expect(undecided).to_be_visible()
    page.get_by_label("When it is published").select_option("Publish its text")
    page.get_by_role("button", name="Save Our evidence in full.txt").click()
    expect(undecided).to_have_count(0)
    blocked = page.get_by_text("5 redactions wait to be checked by somebody who did not make them.")
    expect(blocked).to_be_visible()  # then nothing goes out before the other has looked
    check_all_and_mark_one_more(colleague, submission)
    page.reload()
    page.get_by_role("button", name="Check Dr Sarah Grey").click()
    preview_and_publish(page)

    read_without_what_was_marked(reader, submission)  # then anybody reads it, without what was marked

    take_back(page, "A name was overlooked.")  # and when it is taken back, it is gone at once
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("No longer published")
    reader.goto("/evidence/")
    expect(reader.get_by_text("Nothing is published yet")).to_be_visible()


def take_and_start(page: Page, submission: Submission) -> None:
    page.goto("/desk/")
    page.get_by_role("button", name=f"Take {submission.reference}").click()
    expect(page.get_by_role("alert")).to_contain_text(f"{submission.reference} is with you.")
    page.get_by_role("link", name=submission.reference).click()
    page.get_by_role("button", name="Start screening").click()
    expect(page.get_by_role("alert")).to_contain_text("is being screened")


def mark_by_hand_and_by_suggestion(page: Page) -> None:
    select(page, "Dr Sarah Grey")  # after a character that is two units to a script and one to the server
    page.get_by_label("Note for the second person").fill("She did not write this.")
    page.get_by_role("button", name="About another person").click()
    expect(page.get_by_text("She did not write this.")).to_be_visible()
    expect(page.get_by_role("link", name="Dr Sarah Grey", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Marks (1)")).to_be_visible()
    page.get_by_role("button", name="Mark all that is suggested").click()
    expect(page.get_by_role("heading", name="Marks (5)")).to_be_visible()
    axe(page)
    shot(page, "screening")


def check_all_and_mark_one_more(page: Page, submission: Submission) -> None:
    page.goto("/desk/?view=to-check")
    page.get_by_role("link", name=submission.reference).click()
    page.get_by_role("button", name="Check all 5 that others made").click()
    expect(page.get_by_role("alert")).to_contain_text("5 marks are checked and sealed.")
    expect(page.get_by_text("Sarah Grey", exact=False)).to_have_count(1)  # in the text of the file alone
    page.get_by_role("link", name="Mark words in Our evidence").click()
    page.get_by_label("The words, exactly as in the text").fill("Dr Sarah Grey")
    page.get_by_label("About another person").check()
    page.get_by_role("button", name="Mark these words").click()
    expect(page.get_by_role("alert")).to_contain_text("1 mark was made.")


def preview_and_publish(page: Page) -> None:
    preview_and_take_a_look(page)
    axe(page)
    shot(page, "preview")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("is published")


def read_without_what_was_marked(page: Page, submission: Submission) -> None:
    page.goto("/evidence/")
    page.get_by_role("link", name=submission.reference).click()
    expect(page.get_by_text("Redacted: About another person").first).to_be_visible()
    page.wait_for_load_state()
    assert "Grey" not in page.content()
    axe(page)
    shot(page, "edition")


def take_back(page: Page, reason: str) -> None:
    page.get_by_role("button", name="Take it back").click()
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("alert")).to_contain_text("is being screened")


def test_the_same_without_a_script(visitors: Visitors, people) -> None:
    submission = sent_in()
    page = visitors.open(user=people[0], javascript=False)

    page.goto(f"/desk/{submission.reference}/")
    page.get_by_role("button", name="Start screening").click()
    page.get_by_role("link", name="Mark words in the answer").first.click()
    page.get_by_label("The words, exactly as in the text").fill("Dr  Sarah Grey")
    page.get_by_role("button", name="Mark these words").click()
    expect(page).to_have_title(re.compile("^Error: Mark words"))
    shot(page, "mark-words")
    page.get_by_label("About another person").check()
    page.get_by_role("button", name="Mark these words").click()

    expect(page.get_by_role("alert")).to_contain_text("1 mark was made.")
    page.get_by_role("button", name="Do not publish").click()
    expect(page).to_have_title(re.compile("^Do not publish"))
    page.get_by_role("button", name="Do not publish").click()
    expect(page.get_by_role("link", name="Enter a reason")).to_be_visible()
    page.get_by_label("Reason").fill("It answers another question.")
    page.get_by_role("button", name="Do not publish").click()
    expect(page.get_by_role("alert")).to_contain_text("will not be published")


@pytest.mark.parametrize("way", [{"javascript": False}, {"phone": True}])
def test_publishing_and_taking_back_without_a_script_and_on_a_phone(visitors: Visitors, people, way) -> None:
    submission = sent_in()
    page, reader = visitors.open(user=people[0], **way), visitors.open(**way)
    second = visitors.open(user=people[1], **way)

    page.goto(f"/desk/{submission.reference}/")
    page.get_by_role("button", name="Start screening").click()
    page.get_by_role("link", name="Mark words in the answer").first.click()
    page.get_by_label("The words, exactly as in the text").fill("Dr Sarah Grey")
    page.get_by_label("About another person").check()
    page.get_by_role("button", name="Mark these words").click()
    expect(page.get_by_role("alert")).to_contain_text("1 mark was made.")
    fits(page)

    second.goto(f"/desk/{submission.reference}/")
    second.get_by_role("button", name="Check Dr Sarah Grey").click()
    expect(second.get_by_role("alert")).to_contain_text("1 mark is checked and sealed.")
    assert "Dr Sarah Grey" not in second.locator(".mh-answer").first.inner_text()

    page.get_by_label("When it is published").select_option("Publish nothing of it")
    page.get_by_role("button", name="Save Our evidence in full.txt").click()
    preview_and_take_a_look(page)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("is published")
    reader.goto(f"/evidence/{submission.reference}/")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Ada Example")
    reader.wait_for_load_state()
    assert "Grey" not in reader.content()

    take_back(page, "A name was overlooked.")
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("No longer published")
    fits(reader)


def preview_and_take_a_look(page: Page) -> None:
    page.get_by_role("button", name="Ready to publish").click()
    page.get_by_role("button", name="Preview and publish").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada Example")


def test_the_desk_by_keyboard_alone(visitors: Visitors, people) -> None:
    call = CallPageFactory()
    submissions = [SubmissionFactory(call=call, state=SubmissionState.RECEIVED) for _ in range(3)]
    page = visitors.open(user=people[0])
    keyboard = Keyboard(page)

    page.goto("/desk/")
    keyboard.to(submissions[0].reference)
    page.keyboard.press("j")
    assert keyboard.focused()["name"] == submissions[1].reference
    page.keyboard.press("x")
    expect(page.get_by_label(f"Choose {submissions[1].reference}")).to_be_checked()
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_contain_text(f"{submissions[1].reference} is with you.")
    keyboard.to(submissions[2].reference)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/desk/{submissions[2].reference}/$"))


def test_marking_and_publishing_by_keyboard_alone(visitors: Visitors, people) -> None:
    submission = SubmissionFactory(state=SubmissionState.RECEIVED, texts=["Ask Dr Sarah Grey about the library."])
    first, second = (visitors.open(user=one) for one in people)
    keyboard, other = Keyboard(first), Keyboard(second)

    first.goto(f"/desk/{submission.reference}/")  # given one who screens without a mouse
    keyboard.press("Start screening")
    expect(first.get_by_role("alert")).to_contain_text("is being screened")
    keyboard.press("Mark words")
    expect(first).to_have_title(re.compile("^Mark words"))
    keyboard.fill("The words, exactly as in the text", "Dr Sarah Grey")
    keyboard.choose("Personal data", "About another person")
    keyboard.press("Mark these words")
    expect(first.get_by_role("alert")).to_contain_text("1 mark was made.")

    second.goto(f"/desk/{submission.reference}/")  # when a second one checks the mark in the same way
    other.press("Check Dr Sarah Grey")
    expect(second.get_by_role("alert")).to_contain_text("1 mark is checked and sealed.")

    first.reload()
    keyboard.press("Ready to publish")
    expect(first.get_by_role("alert")).to_contain_text("is ready to publish")
    keyboard.press("Preview and publish")
    expect(first).to_have_url(re.compile("/preview/$"))
    keyboard.to(submission.call.title)  # past the site's own links
    keyboard.press("Publish")
    expect(first.get_by_role("alert")).to_contain_text("is published")  # then it is published, and taken back
    keyboard.press("Take it back")
    expect(first).to_have_title(re.compile("^Take it back"))
    keyboard.fill("Reason", "A name was overlooked.")
    keyboard.press("Take it back")
    expect(first.get_by_role("alert")).to_contain_text("is being screened")


def test_the_desk_fits_a_phone_and_has_no_barrier(visitors: Visitors, people) -> None:
    call = CallPageFactory(title="Empowering local leaders")
    for number, state in enumerate([SubmissionState.RECEIVED, SubmissionState.SCREENING] * 4):
        SubmissionFactory(
            call=call, state=state, risk=number, assigned_to=people[number % 2] if number % 3 else None,
            **({"for_organisation": True} if number % 2 else {}),
        )  # fmt: skip
    for phone in (False, True):
        page = visitors.open(user=people[0], phone=phone)
        page.goto("/desk/")
        fits(page)
        axe(page)
        shot(page, "desk")
        page.goto(f"/desk/{Submission.objects.filter(state='screening').first().reference}/")
        fits(page)


def test_the_register_fits_a_phone_and_has_no_barrier(visitors: Visitors, people) -> None:
    call = CallPageFactory(title="Empowering local leaders")
    editions = [
        published(
            call=call,
            texts=[PROSE[:110]],
            is_illustration=True,
            region="Y60",
            **({"for_organisation": True} if number % 2 else {}),
        )
        for number in range(6)
    ]
    long = sent_in(call=call)
    for phone in (False, True):
        page = visitors.open(phone=phone)
        for address, name in (
            ("/evidence/?kind=organisation", "register"),
            (editions[0].get_absolute_url(), "edition-short"),
        ):
            page.goto(address)
            fits(page)
            axe(page)
            shot(page, name)
        staff = visitors.open(phone=phone, user=people[0])
        staff.goto(f"/desk/{long.reference}/")
        if not phone:
            staff.get_by_role("button", name="Start screening").click()
        fits(staff)
        axe(staff)
        shot(staff, "screening-new")
        staff.goto(f"/desk/{long.reference}/purge/")
        fits(staff)
        axe(staff)
        shot(staff, "purge")


def test_the_lesser_pages_of_the_desk_fit_a_phone_and_have_no_barrier(visitors: Visitors, people) -> None:
    submission, withdrawn = sent_in(), sent_in()
    text = submission.current.answers.first()
    RedactionFactory(answer_version=text, start=0, end=13, checked=True)
    day = "Neighbourhood teams 🙏 meet each day."
    submission.answers.update(revision=2, text=day, value=day)
    send(submission)
    Submission.objects.filter(pk=submission.pk).update(state=SubmissionState.SCREENING)
    Submission.objects.filter(pk=withdrawn.pk).update(state=SubmissionState.WITHDRAWN)
    carried = RedactionFactory(answer_version=submission.current.answers.first(), end=13, checked=True)
    ready = SubmissionFactory(state=SubmissionState.READY, texts=[PROSE])
    gone = published(call=ready.call, texts=["Words"])
    unpublish(submission=gone.submission, by=people[0], reason="A slip")
    base = f"/desk/{submission.reference}"
    for phone in (False, True):
        page = visitors.open(user=people[0], phone=phone)
        for address, name in (
            (f"{base}/decide/refuse/", "decide"),
            (f"{base}/decide/ask/", "ask"),
            (f"{base}/changes/2/", "changes"),
            (f"{base}/marks/{carried.pk}/open/", "open-sealed"),
            (f"{base}/marks/{carried.pk}/lift/", "lift"),
            (f"{base}/marks/words/answer-{submission.current.answers.first().pk}/", "words"),
            (f"{base}/purge/", "purge-file"),
            (f"/desk/{withdrawn.reference}/", "withdrawn"),
            (f"/evidence/{gone.reference}/", "taken-back"),
        ):
            page.goto(address)
            fits(page)
            axe(page)
            shot(page, f"desk-{name}")
        page.goto("/desk/?view=ready")
        page.get_by_label(f"Choose {ready.reference}").check()
        page.get_by_role("button", name="Publish the chosen ones").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Publish 1 submission?")
        fits(page)
        axe(page)
        shot(page, "desk-publish-chosen")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("1 submission is published.")
