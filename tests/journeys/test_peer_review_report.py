"""The report of a peer review: hosts check its facts, a manager decides, everybody reads it, and hosts say what became of it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from peer_review.reports.models import Action, FactComment
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import DutyKind
from peer_review.reviews.enums import ReviewState as S
from tests.factories import OrganisationFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, is_there, shot
from tests.peer_review.reports.factories import a_review_at
from tests.peer_review.reviews.factories import DutyFactory

TODAY = timezone.localdate


@pytest.fixture
def drafted(transactional_db: None) -> SimpleNamespace:
    """A review whose findings are signed and whose report is written."""
    one = a_review_at(S.DRAFTING, reference="PR-3", system=OrganisationFactory(name="Heather and Moor ICB"))
    DutyFactory(review=one.review, kind=DutyKind.FACT_CHECK, due_on=TODAY() + timedelta(days=21))
    return one


def at(one: SimpleNamespace, path: str) -> str:
    return f"/peer-reviews/{one.review.reference}/report/{path}"


def told(page: Page, address: str, link: str, field: str) -> None:
    """Say what became of a recommendation, or what the team makes of that."""
    page.goto(address)
    page.get_by_role("link", name=link).click()
    page.get_by_label(field).fill("It was done, and people wait less.")
    if is_there(done := page.get_by_label("Done", exact=True)):
        done.check()
    axe(page)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**{address}")


def looked_at(page: Page, name: str) -> None:
    axe(page)
    fits(page)
    shot(page, f"peer-report-{name}")


def say_that_it_is_checked(host: Page, one: SimpleNamespace) -> None:
    host.goto(at(one, "draft/"))
    Keyboard(host).press("We have checked the facts, and have no more comments")
    host.wait_for_url("**/draft/checked/")
    Keyboard(host).press("Say so")
    expect(host.get_by_text("Thank you. The manager of the review is told.")).to_be_visible()
    looked_at(host, "checked")


def test_a_draft_becomes_a_report_with_what_hosts_say_of_its_facts(
    visitors: Visitors, drafted: SimpleNamespace
) -> None:
    manager = visitors.open(user=drafted.manager)
    manager.goto(at(drafted, "desk/"))
    looked_at(manager, "desk")
    manager.get_by_role("link", name="See the feedback presentation").click()
    expect(manager.get_by_role("heading", name="Share one data set")).to_be_visible()
    looked_at(manager, "feedback")
    manager.goto(at(drafted, "write/"))
    looked_at(manager, "write")
    manager.goto(at(drafted, "send/"))
    manager.get_by_role("button", name="Send the draft to the hosts").click()
    expect(manager.get_by_text("The hosts can read the draft now.")).to_be_visible()

    # A host, on a phone and by keyboard, finds that a judgement is not theirs to edit, and that a fact is.
    host = visitors.open(user=drafted.host, phone=True)
    host.goto("/peer-reviews/mine/")
    host.get_by_role("link", name="PR-3 Heather and Moor ICB: check the facts of the draft").click()
    expect(host.get_by_text("Please say so by")).to_be_visible()
    looked_at(host, "draft")
    Keyboard(host).press("Is it wrong? Partners decide together.")
    host.wait_for_url("**/draft/*/")
    expect(host.get_by_text("It is not the hosts’ to edit.")).to_be_visible()
    looked_at(host, "judgement")
    host.get_by_role("link", name="Back to the draft").click()
    host.get_by_role("link", name="A fact is wrong The board met 12 times").click()
    host.get_by_role("button", name="Send the comment").click()
    expect(host.get_by_role("alert")).to_contain_text("Enter what proves it")
    axe(host)
    keyboard = Keyboard(host)
    keyboard.fill("What is wrong?", "It met 11 times.")
    keyboard.fill("What proves it?", "The minutes of December, page 2.")
    keyboard.press("Send the comment")
    expect(host.get_by_text("The comment is in the log.")).to_be_visible()
    assert FactComment.objects.count() == 1

    # The manager waits for the host until it says that it has no more.
    manager.goto(at(drafted, "finish/"))
    expect(manager.get_by_text("1 comment on the facts is not decided yet.")).to_be_visible()
    expect(manager.get_by_text("These hosts have not said that they checked the facts")).to_be_visible()
    say_that_it_is_checked(host, drafted)

    # The manager accepts the error with a reason; nothing else can be changed.
    manager.goto(at(drafted, "log/"))
    looked_at(manager, "log")
    manager.get_by_role("link", name="Accept It met 11 times.").click()
    manager.get_by_label("The sentence as it shall stand").fill("The board met 11 times in 2025.")
    manager.get_by_label("Why?").fill("The minutes say so.")
    looked_at(manager, "accept")
    manager.get_by_role("button", name="Accept, and correct the sentence").click()
    expect(manager.get_by_text("Accepted. The next edition says it as you wrote it.")).to_be_visible()
    host.goto(at(drafted, "log/"))
    expect(host.get_by_text("The minutes say so.")).to_be_visible()
    manager.goto(at(drafted, "finish/"))
    manager.get_by_role("button", name="Make the report final").click()
    expect(manager.get_by_role("link", name="Report as PDF").first).to_be_visible()
    drafted.review.refresh_from_db()
    assert drafted.review.state == S.FINAL


def test_hosts_answer_it_and_hosts_and_team_say_what_became_of_it(visitors: Visitors, transactional_db: None) -> None:
    drafted = a_review_at(S.PUBLISHED, reference="PR-3", system=OrganisationFactory(name="Heather and Moor ICB"))
    host = visitors.open(user=drafted.host, phone=True)
    host.goto(at(drafted, "action-plan/"))
    for code in ("R1", "R2"):
        host.get_by_role("link", name=f"Add an action for {code}").click()
        host.get_by_label("What will you do?").fill(f"Do what {code} asks.")
        host.get_by_label("Post that owns it").fill("Director of data")
        day = TODAY() + timedelta(days=90)
        for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            host.get_by_label(label, exact=True).fill(str(value))
        axe(host)
        fits(host)
        host.get_by_role("button", name="Save").click()
    assert Action.objects.count() == 2
    looked_at(host, "plan-written")
    drafted.review.refresh_from_db()
    move_on(review=drafted.review, verb="publish_plan", actor=drafted.manager)
    drafted.review.refresh_from_db()
    move_on(review=drafted.review, verb="review_progress", actor=drafted.manager)

    # About ten months later hosts and team say what became of each.
    peer = visitors.open(user=drafted.peer, phone=True)
    for code in ("R1", "R2"):
        told(
            host,
            at(drafted, "progress/"),
            f"Say what became of it {code}",
            "What did you do, and what changed for people?",
        )
        told(peer, at(drafted, "progress/"), f"Say what the team makes of it {code}", "What does the team make of it?")
    looked_at(peer, "progress-written")
    drafted.review.refresh_from_db()
    move_on(review=drafted.review, verb="close", actor=drafted.manager)
    everybody = visitors.open(phone=True)
    everybody.goto(at(drafted, "progress/"))
    expect(everybody.get_by_text("It was done, and people wait less.").first).to_be_visible()


def test_the_public_reads_a_report_its_plan_and_what_became_of_it(page: Page, request: pytest.FixtureRequest) -> None:
    one = a_review_at(S.CLOSED, reference="PR-3", system=OrganisationFactory(name="Heather and Moor ICB"))
    has_script = request.node.callspec.params["page"] != "without_javascript"

    def look(name: str) -> None:
        fits(page)
        shot(page, f"peer-report-{name}")
        if has_script:
            axe(page)

    page.goto("/peer-reviews/PR-3/")
    page.get_by_role("link", name="Read the report").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Peer review of Heather and Moor ICB")
    look("public")
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="Recommendations").click()
    expect(page.get_by_role("heading", name="Recommendations")).to_be_in_viewport()
    with page.expect_download() as download:
        page.get_by_role("link", name="Report as PDF").click()
    assert download.value.suggested_filename == "PR-3-report.pdf"
    Keyboard(page).press("Action plan of the hosts")
    expect(page.get_by_text("Buy one data set.").first).to_be_visible()
    look("plan")
    Keyboard(page).press("Progress review: what became of each recommendation")
    expect(page.get_by_text("We saw it in use.").first).to_be_visible()
    look("progress")
    page.goto("/peer-reviews/library/")
    page.get_by_role("link", name="Share one data set").click()
    expect(page).to_have_url(f"{page.url.partition('/peer')[0]}/peer-reviews/{one.review.reference}/report/#R1")
    page.goto("/peer-reviews/library/")
    look("library")
