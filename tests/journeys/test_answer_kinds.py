"""Every kind of question, answered, kept, and shown again as it was."""

from playwright.sync_api import Page, expect

from consultations.calls.enums import QuestionType
from evidence.submissions.domain.links import new_link
from evidence.submissions.models import Answer
from tests.factories import OrganisationFactory, QuestionFactory
from tests.journeys.answering import WHAT_WORKS, draft_for, open_call
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, eventually, fits, shot

T = QuestionType
KINDS = {
    T.SHORT_TEXT: {},
    T.LONG_TEXT: {},
    T.RADIOS: {"options": ["Red", "Blue"]},
    T.CHECKBOXES: {"options": ["Bread", "Milk", "Tea"]},
    T.SELECT: {"options": ["North", "South"]},
    T.NUMBER: {},
    T.DATE: {},
    T.ORGANISATION: {},
    T.RANKING: {"options": ["Speed", "Cost"]},
    T.LIKERT: {"options": ["It is clear", "It is fair"], "scale": ["Agree", "Disagree"]},
    T.FILE: {},
}


def fill_all(page: Page, javascript: bool) -> None:
    page.get_by_label("Question short_text").fill("A line")
    page.get_by_label("Question long_text").fill("Some\n\nparagraphs")
    page.get_by_label("Blue").check()
    page.get_by_label("Bread").check()
    page.get_by_label("Tea").check()
    page.get_by_label("Question select").select_option("South")
    page.get_by_label("Question number").fill("1,200")
    for part, value in (("Day", "3"), ("Month", "5"), ("Year", "2023")):
        page.get_by_label(part, exact=True).fill(value)
    if javascript:
        page.get_by_role("combobox", name="Organisation").fill("Our Village Club")
    else:
        page.get_by_role("group", name="Question organisation").get_by_role("textbox").fill("Our Village Club")
    ranking = page.get_by_role("group", name="Question ranking")
    ranking.get_by_role("combobox").nth(0).select_option("2")
    ranking.get_by_role("combobox").nth(1).select_option("1")
    page.get_by_role("group", name="It is clear").get_by_label("Disagree").check()
    page.get_by_role("group", name="It is fair").get_by_label("Agree", exact=True).check()


def test_each_is_kept_and_an_unchanged_page_changes_nothing(visitors: Visitors) -> None:
    asked = open_call()
    OrganisationFactory(name="NHS Test Shire ICB")
    for position, (kind, more) in enumerate(KINDS.items(), start=10):
        wants = {f"version__{name}": value for name, value in more.items()}
        QuestionFactory(
            section=asked.leading,
            position=position,
            version__type=kind,
            version__wording=f"Question {kind}",
            version__code=str(position),
            **wants,
        )
    submission = draft_for(asked)
    link = new_link(submission.contributors.get())
    for javascript in (False, True):
        Answer.objects.all().delete()
        page = visitors.open(javascript=javascript)
        page.goto(link)
        page.get_by_role("link", name="Empowering local leaders").click()
        fill_all(page, javascript)
        page.get_by_role("button", name="Save and go to the list").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Your answers")

        texts = {answer.question_version.type: answer.text for answer in Answer.objects.all()}
        assert texts == {
            T.SHORT_TEXT: "A line",
            T.LONG_TEXT: "Some\n\nparagraphs",
            T.RADIOS: "Blue",
            T.CHECKBOXES: "Bread\nTea",
            T.SELECT: "South",
            T.NUMBER: "1200",
            T.DATE: "3 May 2023",
            T.ORGANISATION: "Our Village Club",
            T.RANKING: "1. Cost\n2. Speed",
            T.LIKERT: "It is clear: Disagree\nIt is fair: Agree",
        }

        before = {answer.pk: answer.revision for answer in Answer.objects.all()}
        page.get_by_role("link", name="Empowering local leaders").click()  # when the page is opened and sent unchanged
        page.get_by_role("button", name="Save and go to the list").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Your answers")
        assert {answer.pk: answer.revision for answer in Answer.objects.all()} == before  # then nothing has changed

    phone = visitors.open(phone=True)
    phone.goto(link)
    for page in (phone, visitors.open()):
        page.goto(link)
        page.get_by_role("link", name="Empowering local leaders").click()
        axe(page)
        fits(page)
        shot(page, "kinds-section")
        page.goto(f"/respond/s/{submission.key}/check/")
        axe(page)
        fits(page)
        shot(page, "kinds-check")


def test_what_no_save_can_take_is_not_called_saved_and_leaving_asks(visitors: Visitors) -> None:
    asked = open_call()
    QuestionFactory(
        section=asked.leading,
        position=10,
        version__type=T.NUMBER,
        version__wording="Question number",
        version__code="10",
    )
    page = visitors.open()
    page.goto(new_link(draft_for(asked).contributors.get()))
    page.get_by_role("link", name="Empowering local leaders").click()
    status = page.locator("[data-autosave-status]")

    page.get_by_label("Question number").fill("about thirty")  # when letters stand where a number is wanted
    expect(status).to_have_text("Not all of this page is saved. Answer must be a number, like 30 or 2.5")
    asked_first = []
    page.on("dialog", lambda dialog: (asked_first.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Back").first.click(no_wait_after=True)
    eventually(page, lambda: asked_first == ["beforeunload"])  # then leaving asks first

    page.get_by_label("Question number").fill("30")
    expect(status).to_contain_text("Saved at")
    assert Answer.objects.get().text == "30"


def test_what_was_typed_before_the_script_came_is_saved(visitors: Visitors) -> None:
    asked = open_call()
    page = visitors.open()
    page.goto(new_link(draft_for(asked).contributors.get()))
    held = []
    page.route("**/js/autosave*.js", held.append)  # given a line so slow that the script is late
    page.get_by_role("link", name="Empowering local leaders").click(no_wait_after=True)

    page.get_by_label(WHAT_WORKS).fill("Heather, typed early.")  # when somebody types at once
    eventually(page, lambda: bool(held))
    for one in held:
        one.continue_()

    # then it is saved all the same
    eventually(page, lambda: Answer.objects.filter(text="Heather, typed early.").exists())
