"""Two peers and a manager: from the first word of an assessment to a finding that is signed off."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from peer_review.assessments.domain.judging import write_judgement
from peer_review.assessments.models import Assessment, Judgement
from peer_review.findings.models import Finding
from peer_review.room.enums import SourceType
from peer_review.visits.enums import Group
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, eventually, fits, shot
from tests.peer_review.assessments.team import Team, all_in, put, team
from tests.peer_review.frameworks.factories import PromptFactory
from tests.peer_review.notes.factories import NoteFactory
from tests.peer_review.room.factories import ItemFactory
from tests.peer_review.visits.factories import AttendeeFactory


@pytest.fixture
def here(transactional_db: None) -> Team:
    one = team(lines=2)
    for text in ("Ask who decides when partners differ.", "Look for a decision that was changed."):
        PromptFactory(line=one.line, text=text)
    ItemFactory(review=one.review, title="Illustrative workforce figures", source_type=SourceType.DATA)
    NoteFactory(
        review=one.review,
        member=one.peers[1],
        line=one.line,
        text="Handover takes an hour because nobody has the list.",
    )
    for _ in range(5):
        AttendeeFactory(review=one.review, group=Group.FRONTLINE)
    return one


def looked_at(page: Page, name: str) -> None:
    axe(page)
    fits(page)
    shot(page, name)


def address(name: str, here: Team) -> str:
    return reverse(name, args=[here.review.reference, here.line.pk])


def test_a_peer_assesses_on_a_phone_and_puts_it_in(visitors: Visitors, here: Team) -> None:
    put(here, 1, strong="Staff know who decides.")  # given a colleague whose own is in
    phone = visitors.open(phone=True, user=here.user(0))
    phone.goto(reverse("peer_assessments:mine", args=[here.review.reference]))
    looked_at(phone, "assessments-mine")
    phone.get_by_role("link", name=here.line.title).click()
    expect(phone.get_by_text("Staff know who decides.")).to_have_count(0)

    phone.get_by_label("What is strong").fill("Partners meet weekly.")  # when they write, it is saved by itself
    expect(phone.get_by_text("Saved at")).to_be_visible()
    eventually(phone, lambda: Assessment.objects.filter(strong="Partners meet weekly.").exists())

    phone.get_by_role("button", name="Put it in").click()  # when something is missing
    expect(phone.get_by_role("link", name="Select how sure you are")).to_be_visible()
    looked_at(phone, "assessment-wrong")
    phone.get_by_label("Medium: more than one source says so").check()
    phone.get_by_role("button", name="Cite E").first.click()
    expect(phone.get_by_label("What is strong")).to_have_value("Partners meet weekly.")
    phone.get_by_label("Search the whole evidence room").fill("workforce")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("button", name="Cite E")).to_have_count(1)
    phone.get_by_role("button", name="Cite E").click()
    looked_at(phone, "assessment")
    phone.get_by_role("button", name="Put it in").click()

    expect(phone.get_by_text("Staff know who decides.")).to_be_visible()  # then the other's opens
    looked_at(phone, "board-line")
    phone.get_by_role("link", name="Back to the board").click()
    looked_at(phone, "board")


def test_without_a_script_every_button_saves(visitors: Visitors, here: Team) -> None:
    page = visitors.open(javascript=False, user=here.user(0))
    page.goto(address("peer_assessments:one", here))
    page.get_by_label("What to consider").fill("Handover takes an hour.")
    page.get_by_role("button", name="Cite N").click()
    expect(page.get_by_label("What to consider")).to_have_value("Handover takes an hour.")
    page.get_by_role("button", name="Take off").click()
    expect(page.get_by_text("Nothing yet. Cite two items at least.")).to_be_visible()
    page.get_by_label("Low: a first impression").check()
    page.get_by_label("Why it rests on fewer than two items").fill("It was told once.")
    page.get_by_role("button", name="Put it in").click()
    page.goto(address("peer_assessments:one", here))
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_label("What to consider")).to_have_value("Handover takes an hour.")


def test_two_open_pages_of_one_peer_lose_no_word(visitors: Visitors, here: Team) -> None:
    first = visitors.open(user=here.user(0))
    second = visitors.open(user=here.user(0))
    for page in (first, second):
        page.goto(address("peer_assessments:one", here))
    first.get_by_label("What is strong").fill("Partners meet weekly.")
    eventually(first, lambda: Assessment.objects.filter(strong="Partners meet weekly.").exists())
    second.get_by_label("What is strong").fill("Partners meet, and decide.")
    second.get_by_role("link", name="Compare both texts").click()
    expect(second.get_by_role("heading", name="Two texts for one assessment")).to_be_visible()
    looked_at(second, "assessment-texts")
    second.get_by_role("button", name="Keep the later text").click()
    expect(second.get_by_label("What is strong")).to_have_value("Partners meet, and decide.")
    looked_at(second, "assessment")


def test_peers_moderate_challenge_and_converge(visitors: Visitors, here: Team) -> None:
    all_in(here)
    first, second = visitors.open(user=here.user(0)), visitors.open(phone=True, user=here.user(1))
    first.goto(address("peer_board:line", here))
    first.get_by_role("button", name="Write the judgement").click()
    first.get_by_role("button", name="Save the judgement").click()
    expect(first.get_by_role("link", name="Enter the judgement")).to_be_visible()
    first.get_by_label("What the team makes of this line").fill("Partners decide together.")
    first.get_by_role("button", name="Save the judgement").click()

    second.goto(address("peer_board:line", here))
    second.get_by_role("button", name="Challenge it").click()
    second.get_by_label("What do you challenge, and why?").fill("The last two minutes show no decision.")
    looked_at(second, "board-challenge")
    second.get_by_role("button", name="Challenge the judgement").click()
    expect(second.get_by_text("Challenged", exact=True)).to_be_visible()

    first.reload()
    expect(first.get_by_text("The last two minutes show no decision.")).to_be_visible()
    first.get_by_role("button", name="Write the judgement").click()
    first.get_by_label("What the team makes of this line").fill("Partners meet together, and seldom decide.")
    first.get_by_role("button", name="Save the judgement").click()

    second.goto(address("peer_board:line", here))
    Keyboard(second).press("Agree to it")
    expect(second.get_by_text("Converged", exact=True)).to_be_visible()
    looked_at(second, "board-converged")
    looked_at(first, "board-line")
    second.get_by_role("link", name="Who changed what").click()
    expect(second.get_by_text("The last two minutes show no decision.")).to_be_visible()
    looked_at(second, "board-history")
    assert Judgement.objects.get().state == "converged"

    desk = visitors.open(user=here.manager)
    desk.goto(reverse("peer_board:board", args=[here.review.reference]))
    looked_at(desk, "board")


def test_a_finding_goes_through_a_second_peer_to_the_manager(visitors: Visitors, here: Team) -> None:
    all_in(here)
    write_judgement(review=here.review, line=here.line, text="Partners decide together.", read=0, by=here.user(0))
    writer = visitors.open(user=here.user(0))
    writer.goto(address("peer_board:line", here))
    writer.get_by_role("link", name="Make a finding of it").click()
    writer.get_by_role("button", name="Save as a draft").click()
    expect(writer.get_by_role("link", name="Enter a title")).to_be_visible()
    looked_at(writer, "finding-new")
    writer.get_by_label("Strength").check()
    writer.get_by_label("Title").fill("Partners decide together")
    expect(writer.get_by_label("What it says")).to_have_value("Partners decide together.")
    writer.get_by_role("button", name="Save as a draft").click()
    expect(writer.get_by_text("It rests on one type of source alone: Document.")).to_be_visible()
    writer.get_by_role("link", name="Change what it cites").click()
    writer.get_by_role("button", name="Cite N").click()
    looked_at(writer, "finding-evidence")
    writer.get_by_role("link", name="Back to the finding").click()
    Keyboard(writer).press("Ask a second peer to read it")
    expect(writer.get_by_text("With a second peer", exact=True)).to_be_visible()

    second = visitors.open(phone=True, user=here.user(1))
    second.goto(reverse("peer_reviews:mine"))
    second.get_by_role("link", name="Partners decide together").click()
    looked_at(second, "finding")
    second.get_by_role("link", name="Send it back").click()
    second.get_by_label("Why?").fill("Say how often they meet.")
    second.get_by_role("button", name="Send it back").click()

    writer.reload()
    expect(writer.get_by_text("Say how often they meet.")).to_be_visible()
    writer.get_by_role("link", name="Change the words").click()
    writer.get_by_label("What it says").fill("Partners meet weekly and decide together. It is outstanding.")
    writer.get_by_role("button", name="Save").click()
    expect(writer.get_by_text("“outstanding”")).to_be_visible()  # a hint, and no refusal
    looked_at(writer, "finding-hint")
    writer.get_by_role("button", name="Ask a second peer to read it").click()

    second.goto(reverse("peer_findings:one", args=[here.review.reference, Finding.objects.get().pk]))
    second.get_by_role("button", name="Agree, and pass it to the manager").click()

    manager = visitors.open(user=here.manager, javascript=False)
    manager.goto(reverse("peer_findings:one", args=[here.review.reference, Finding.objects.get().pk]))
    Keyboard(manager).press("Sign it off")
    expect(manager.get_by_text("The finding is signed off.")).to_be_visible()
    assert str(Finding.objects.get()) == "S1"

    for page in (writer, second):
        page.goto(reverse("peer_findings:triangulation", args=[here.review.reference]))
        looked_at(page, "triangulation")
        page.goto(reverse("peer_findings:list", args=[here.review.reference]))
        looked_at(page, "findings")
