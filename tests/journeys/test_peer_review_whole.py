"""One peer review from its proposal until it is closed: each person in a browser of their own, through the site alone."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from peer_review.notes.models import Note
from peer_review.reviews.enums import PUBLIC_DUTIES
from peer_review.reviews.enums import ReviewState as S
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member
from tests.journeys.browser import Visitors
from tests.journeys.helpers import eventually, fits, is_there, link_in_mail, shot
from tests.journeys.peer_review_cast import (
    COUNCIL,
    SYSTEM,
    Cast,
    button,
    choose_body,
    enter_day,
    gathered,
    go_to,
    inside,
    link,
    looked_at,
    move,
    state,
)

NEW_PASSWORD = "an open door for one journey"


@pytest.fixture
def people(visitors: Visitors, transactional_db: None) -> Cast:
    return gathered(visitors)


def test_a_review_from_its_proposal_until_it_is_closed(people: Cast) -> None:
    given_a_proposal_with_two_hosts(people)
    given_the_scope_the_framework_and_the_days(people)
    when_two_hosts_write_the_position_statement(people)
    when_a_team_is_proposed_and_accepts(people)
    when_the_hosts_give_evidence(people)
    when_a_lead_lays_out_the_days(people)
    when_the_team_has_its_pack_and_its_call(people)
    when_the_team_is_on_site(people)
    when_the_peers_assess_and_converge(people)
    when_findings_are_signed(people)
    when_the_draft_is_checked(people)
    then_everybody_reads_the_report(people)
    then_the_hosts_say_what_they_will_do_and_what_became_of_it(people)
    then_a_host_and_a_peer_say_how_it_was(people)
    then_everybody_sees_that_all_is_done(people)


def given_a_proposal_with_two_hosts(people: Cast) -> None:
    page = people.manager
    page.goto("/peer-reviews/mine/")
    button(page, "Go to the desk")
    button(page, "Propose a review")
    page.get_by_label("Programme").select_option(label="Systems 2027")
    choose_body(page, "System", SYSTEM)
    button(page, "Propose the review")
    for body, name, email in ((SYSTEM, "Sam Example", "sam@example.org"), (COUNCIL, "Kit Example", "kit@example.org")):
        button(page, "Add a host")
        choose_body(page, "Host organisation", body)
        page.get_by_label("Name of its lead").fill(name)
        page.get_by_label("Email address of its lead").fill(email)
        button(page, "Add the host and invite its lead")
        expect(page.get_by_text(name, exact=True).first).to_be_visible()
    looked_at(page, "hosts")
    for lead, email in ((people.icb, "sam@example.org"), (people.council, "kit@example.org")):
        lead.goto(link_in_mail(email, "/join/"))
        button(lead, "Take part")
        expect(lead.get_by_role("heading", name="Overview")).to_be_visible()
    looked_at(people.council, "overview")


def given_the_scope_the_framework_and_the_days(people: Cast) -> None:
    page, lead = people.manager, people.icb
    move(page, "Begin scoping")
    go_to(lead, "Scoping")
    button(lead, "Write the scoping record")
    lead.get_by_label("Focus").fill("How people get home from hospital")
    button(lead, "Save")
    expect(lead.get_by_text("The scoping record is saved.")).to_be_visible()
    go_to(page, "Scoping")
    button(page, "Write the scoping record")
    enter_day(page, "Day of the scoping meeting", timezone.localdate())
    button(page, "Save")
    button(page, "It is agreed")
    button(page, "It is agreed")
    button(page, "Choose the version of the framework")
    page.get_by_role("radio").first.check()
    button(page, "Use this version")
    set_days(page, timezone.localdate() + timedelta(days=150))
    expect(page.get_by_text("Progress report is published").first).to_be_visible()
    looked_at(page, "due")


def set_days(page: Page, first: date, because: str = "") -> None:
    go_to(page, "What is due")
    page.get_by_text(re.compile("^(Set|Change) the days on site$")).click()
    enter_day(page, "First day on site", first)
    enter_day(page, "Last day on site", first + timedelta(days=2))
    if because:
        page.get_by_label("Why the days are changed").fill(because)
    button(page, "Save")
    page.wait_for_url("**/timetable/")


def when_two_hosts_write_the_position_statement(people: Cast) -> None:
    state_need(people.manager)
    propose_a_team(people.manager)
    move(people.manager, "Begin to prepare")
    assert state() == S.PREPARING
    inside(people.icb)
    go_to(people.icb, "Position statement")
    people.icb.wait_for_load_state()
    titles = [
        one.split(". ", 1)[1] for one in people.icb.get_by_role("heading", level=2).all_inner_texts() if ". " in one
    ]
    for number, title in enumerate(titles):
        write_a_part(people.leads[number % 2], title)
    people.council.reload()
    looked_at(people.council, "statement")
    expect(people.council.get_by_text("Neighbours carry much of it.")).to_have_count(len(titles))
    button(people.council, "Freeze it")
    button(people.council, "Freeze it")
    expect(people.council.get_by_text("Nothing in it changes any more.")).to_be_visible()


def write_a_part(lead: Page, title: str) -> None:
    inside(lead)
    go_to(lead, "Position statement")
    lead.get_by_role("link", name=f"Write {title}").click()
    lead.get_by_label(title).fill("Neighbours carry much of it.")
    button(lead, "Save")
    expect(lead.get_by_text(f"“{title}” is saved.")).to_be_visible()


def state_need(page: Page) -> None:
    inside(page)
    link(page, "Put the team together")
    button(page, "State what the team must have")
    page.get_by_label("Peers in the team").fill("3")
    page.get_by_label("Clinician, at least").fill("1")
    page.get_by_label("Lived experience, at least").fill("1")
    button(page, "Save")


def propose_a_team(page: Page) -> None:
    button(page, "Propose a team")
    for name in ("Lea Lead", "Cleo Clinic", "Nell New"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    looked_at(page, "team-proposed")
    button(page, "Apply: propose 3 peers")
    button(page, "Invite the 3 who are proposed")
    expect(page.get_by_text("3 invitations are sent.")).to_be_visible()


def when_a_team_is_proposed_and_accepts(people: Cast) -> None:
    for peer, email in zip(people.peers, ("lea@example.org", "cleo@example.org", "nell@example.org"), strict=True):
        peer.goto(link_in_mail(email, "/invitations/"))
        peer.get_by_label("Yes, I accept").check()
        button(peer, "Send my answer")
        expect(peer.get_by_text("You accepted. Thank you.")).to_be_visible()
    make_an_account(people.nell)
    button(people.nell, "Use this account")
    for peer in people.peers:
        link(peer, "Sign in, and open the review")
        expect(peer.get_by_role("heading", name="Team", level=1)).to_be_visible()
    looked_at(people.nell, "team")
    assert set(Member.objects.values_list("state", flat=True)) == {MemberState.ACCEPTED}


def make_an_account(page: Page) -> None:
    link(page, "Create an account")
    page.get_by_label("Email address").fill("nell@example.org")
    page.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("The same password again").fill(NEW_PASSWORD)
    page.get_by_label("First name").fill("Nell")
    page.get_by_label("Last name").fill("New")
    looked_at(page, "account")
    button(page, "Create account")
    expect(page.get_by_role("heading", level=1)).to_contain_text("email")
    page.goto(link_in_mail("nell@example.org", "/confirm-email/"))
    button(page, "Confirm")
    page.wait_for_url("**/invitations/**")


def when_the_hosts_give_evidence(people: Cast) -> None:
    for lead, title, kind in ((people.icb, "Winter plan", "Document"), (people.council, "Discharge figures", "Data")):
        inside(lead)
        link(lead, "Open the evidence room")
        button(lead, "Put something in")
        lead.get_by_label("Title").fill(title)
        lead.get_by_label(kind, exact=True).check()
        lead.get_by_label("Or write it").fill(f"{title}: who decides what, month by month.")
        lead.get_by_label("Who decides").check()
        button(lead, "Put something into the evidence room")
        expect(lead.get_by_text("It is in the evidence room.")).to_be_visible()
    lead = people.icb
    link(lead, "Winter plan")
    link(lead, "Say where to look")
    lead.get_by_label("Pages").fill("2")
    button(lead, "Save")
    expect(lead.get_by_text("page 2")).to_be_visible()
    looked_at(people.council, "room")
    inside(people.lea)
    link(people.lea, "Reading pack")
    expect(people.lea.get_by_role("heading", name="E1 Winter plan")).to_be_visible()
    looked_at(people.lea, "pack")


def when_a_lead_lays_out_the_days(people: Cast) -> None:
    inside(people.manager)
    set_days(people.manager, timezone.localdate(), "The hosts asked the team to come now.")
    page, day = people.icb, f"{timezone.localdate():%d/%m/%Y}"
    rows = ["Day\tFrom\tTo\tKind\tTitle\tRoom\tGroup\tPeople\tEmails\tPeers"]
    rows += [
        f"{day}\t{begins}:00\t{begins}:45\t{kind}\t{title}\tRoom 1\t{group}\t{people_}\t{emails}\t{peers}"
        for begins, kind, title, group, people_, emails, peers in (
            ("09", "Focus group", "Ward staff", "Frontline staff", "Al One; Bo Two", "al@example.org; ", "Lea; Cleo"),
            ("10", "Interview", "Ward managers", "Managers", "Cy Three", "cy@example.org", "Lea; Nell"),
            ("11", "Interview", "Carers", "People with lived experience and carers", "Di Four", "", "Cleo; Nell"),
        )
    ]
    inside(page)
    link(page, "Timetable")
    button(page, "Paste a table")
    page.get_by_label("Paste the table").fill("\n".join(rows))
    button(page, "Read the table")
    looked_at(page, "table")
    button(page, "Plan 3 meetings")
    expect(page.get_by_text("3 meetings are planned.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Send .* by email$")).click()
    looked_at(page, "days")
    guest = people.visitors.open(phone=True, javascript=False)
    guest.goto(link_in_mail("cy@example.org", "/slots/"))
    guest.get_by_label("Yes").check()
    button(guest, "Save my answer")
    expect(guest.get_by_text("Your answer is saved")).to_be_visible()


def when_the_team_has_its_pack_and_its_call(people: Cast) -> None:
    page = people.manager
    inside(page)
    go_to(page, "Stages")
    looked_at(page, "before-the-visit")
    link(page, "Hand the reading pack out to the team.")
    button(page, "Tell the team that it is ready")
    expect(page.get_by_text("Each peer of the team gets an email.")).to_be_visible()
    go_to(page, "Stages")
    link(page, "Hold the team call, and note the day on which it was.")
    link(page, "Note that it was done")
    button(page, "Save")
    expect(page.get_by_text("It is noted.")).to_be_visible()


def when_the_team_is_on_site(people: Cast) -> None:
    move(people.manager, "The team is on site")
    assert state() == S.ON_SITE
    for peer, text in (
        (people.lea, "Partners meet each week, and decide."),
        (people.cleo, "Ward staff know whom to ask."),
        (people.nell, "Carers hear of it late."),
    ):
        peer.goto("/peer-reviews/mine/")
        link(peer, "Write notes")
        peer.wait_for_load_state()
        peer.context.set_offline(peer is people.nell)
        peer.get_by_label("Line of enquiry").select_option(label="1.1 Who decides")
        peer.get_by_label("Note", exact=True).fill(text)
        button(peer, "Save the note")
    nell = people.nell
    expect(nell.get_by_text("Kept on this phone, not sent yet (1)").first).to_be_visible()
    looked_at(nell, "note-kept")
    nell.context.set_offline(False)
    eventually(nell, lambda: Note.objects.count() == len(people.peers))
    expect(nell.get_by_text("Kept on this phone")).to_have_count(0)


def when_the_peers_assess_and_converge(people: Cast) -> None:
    for peer, strong in zip(people.peers, ("They decide.", "Staff know.", "Carers are asked."), strict=True):
        peer.goto("/peer-reviews/mine/")
        peer.get_by_role("region", name="Assessments and judgements").get_by_role("link").first.click()
        link(peer, "Who decides")
        peer.get_by_label("What is strong").fill(strong)
        peer.get_by_label("Medium: more than one source says so").check()
        for label in ("Cite E1", "Cite N"):
            peer.get_by_role("button", name=label).first.click()
            expect(peer.get_by_label("What is strong")).to_have_value(strong)
        looked_at(peer, "assessment")
        button(peer, "Put it in")
        expect(peer.get_by_role("heading", name="Judgement of the team")).to_be_visible()
    judge(people.lea, "Partners decide together.")
    people.cleo.reload()
    button(people.cleo, "Challenge it")
    people.cleo.get_by_label("What do you challenge, and why?").fill("Carers hear of it late.")
    button(people.cleo, "Challenge the judgement")
    people.lea.reload()
    expect(people.lea.get_by_text("Carers hear of it late.").first).to_be_visible()
    judge(people.lea, "Partners decide together, and tell carers late.")
    for peer in (people.cleo, people.nell):
        peer.reload()
        button(peer, "Agree to it")
    expect(people.nell.get_by_text("Converged", exact=True)).to_be_visible()
    looked_at(people.lea, "board-line")


def judge(page: Page, text: str) -> None:
    page.reload()
    button(page, "Write the judgement")
    page.get_by_label("What the team makes of this line").fill(text)
    button(page, "Save the judgement")


def when_findings_are_signed(people: Cast) -> None:
    for kind, title, text in (
        ("Strength", "Partners decide together", "Partners decide together, and each of them knows why."),
        ("Recommendation", "Tell carers first", "Tell carers of a discharge before its day."),
    ):
        write_a_finding(people.lea, kind, title, text)
        people.cleo.goto("/peer-reviews/mine/")
        link(people.cleo, title)
        button(people.cleo, "Agree, and pass it to the manager")
        people.manager.goto("/peer-reviews/mine/")
        link(people.manager, title)
        sign(people.manager)
        expect(people.manager.get_by_text("The finding is signed off.")).to_be_visible()
    looked_at(people.manager, "finding")


def write_a_finding(page: Page, kind: str, title: str, text: str) -> None:
    inside(page)
    link(page, "Moderation board")
    link(page, "1.1 Who decides")
    link(page, "Make a finding of it")
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Title").fill(title)
    page.get_by_label("What it says").fill(text)
    page.get_by_label("What it rests on").fill(
        "The board met 12 times in 2025." if kind == "Strength" else "Its minutes name each decision."
    )
    button(page, "Save as a draft")
    button(page, "Ask a second peer to read it")
    expect(page.get_by_text("With a second peer", exact=True)).to_be_visible()


def sign(page: Page) -> None:
    """Sign a finding off, with an answer to what triangulation warns of where it does."""
    if is_there(page.get_by_role("link", name="Answer the warnings")):
        link(page, "Answer the warnings")
        page.get_by_label("Why does it stand?").fill("Few were heard, and all of them say the same.")
        button(page, "Save the answer")
    button(page, "Sign it off")


def when_the_draft_is_checked(people: Cast) -> None:
    page, lead = people.manager, people.council
    move(page, "Feedback is given, begin to draft")
    inside(people.lea)
    link(people.lea, "Write the report")
    people.lea.get_by_label("Summary").fill("Partners decide together. Carers hear of it late.")
    people.lea.get_by_label("How the review was done").fill("The team came for three days and heard four people.")
    button(people.lea, "Save")
    inside(page)
    link(page, "Send the draft to the hosts")
    button(page, "Send the draft to the hosts")
    expect(page.get_by_text("The hosts can read the draft now.")).to_be_visible()

    lead.goto("/peer-reviews/mine/")
    link(lead, "check the facts of the draft")
    looked_at(lead, "draft")
    link(lead, "A fact is wrong The board met 12 times")
    lead.get_by_label("What is wrong?").fill("It met 11 times.")
    lead.get_by_label("What proves it?").fill("The minutes of December, page 2.")
    button(lead, "Send the comment")
    expect(lead.get_by_text("The comment is in the log.")).to_be_visible()

    for one in people.leads:
        one.goto("/peer-reviews/mine/")
        link(one, "check the facts of the draft")
        button(one, "We have checked the facts, and have no more comments")
        looked_at(one, "checked")
        button(one, "Say so")
        expect(one.get_by_text("Thank you. The manager of the review is told.")).to_be_visible()

    page.goto("/peer-reviews/mine/")
    inside(page)
    link(page, "Comments on the facts")
    looked_at(page, "hosts-checked")
    link(page, "Accept It met 11 times.")
    page.get_by_label("The sentence as it shall stand").fill("The board met 11 times in 2025.")
    page.get_by_label("Why?").fill("The minutes say so.")
    button(page, "Accept, and correct the sentence")
    inside(page)
    link(page, "Make the report final")
    button(page, "Make the report final")
    expect(page.get_by_role("link", name="Report as PDF").first).to_be_visible()
    assert state() == S.FINAL


def then_everybody_reads_the_report(people: Cast) -> None:
    move(people.manager, "Publish the report")
    reader = people.visitors.open(phone=True, javascript=False)
    reader.goto("/")
    menu = reader.get_by_role("navigation", name="Service navigation")
    menu.get_by_text("Menu").click()
    menu.get_by_role("link", name="Peer reviews").click()
    link(reader, SYSTEM)
    link(reader, "Read the report")
    expect(reader.get_by_text("The board met 11 times in 2025.").first).to_be_visible()
    for hidden in ("met 12 times", "Cy Three", "Ward staff know whom to ask."):
        expect(reader.get_by_text(hidden)).to_have_count(0)
    fits(reader)
    shot(reader, "peer-whole-report")
    with reader.expect_download() as download:
        link(reader, "Report as PDF")
    assert download.value.suggested_filename == "PR-1-report.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-1.7")


def then_the_hosts_say_what_they_will_do_and_what_became_of_it(people: Cast) -> None:
    lead = people.council
    inside(lead)
    link(lead, "Write the action plan")
    link(lead, "Add an action for R1")
    lead.get_by_label("What will you do?").fill("Ring carers two days before.")
    lead.get_by_label("Post that owns it").fill("Director of nursing")
    enter_day(lead, "Done by", timezone.localdate() + timedelta(days=90))
    button(lead, "Save")
    expect(lead.get_by_text("Ring carers two days before.").first).to_be_visible()
    looked_at(lead, "plan")
    move(people.manager, "Publish the action plan")
    move(people.manager, "Begin the progress review")
    for page, act, field in (
        (people.icb, "Say what became of it R1", "What did you do, and what changed for people?"),
        (people.lea, "Say what the team makes of it R1", "What does the team make of it?"),
    ):
        inside(page)
        link(page, "Tell what became of it")
        link(page, act)
        page.get_by_label(field).fill("Carers are rung two days before, and say so.")
        if is_there(done := page.get_by_label("Done", exact=True)):
            done.check()
        button(page, "Save")
        page.wait_for_url("**/progress/")
    looked_at(people.icb, "progress")
    move(people.manager, "Publish the progress report and close")
    assert state() == S.CLOSED


def then_a_host_and_a_peer_say_how_it_was(people: Cast) -> None:
    ways_of_a_lead = (re.compile("^Say how PR-"), f"Say for {COUNCIL} how the review and its team were")
    for page, ways, words in (
        (people.council, ways_of_a_lead, "They asked what we find hard."),
        (people.nell, ("Say how the review was",), "Carers spoke openly."),
    ):
        page.goto("/peer-reviews/mine/")
        for way in ways:
            link(page, way)
        page.get_by_label("What went well?").fill(words)
        looked_at(page, "how-it-was")
        button(page, "Send feedback")
        expect(page.get_by_text("Thank you. Your feedback is saved.")).to_be_visible()
        expect(page.get_by_text(words)).to_have_count(0)
    inside(people.manager)
    go_to(people.manager, "Team")
    for words in ("They asked what we find hard.", "Carers spoke openly."):
        expect(people.manager.get_by_text(words)).to_be_visible()
    looked_at(people.manager, "feedback")


def then_everybody_sees_that_all_is_done(people: Cast) -> None:
    reader = people.visitors.open(phone=True)
    reader.goto("/peer-reviews/")
    link(reader, SYSTEM)
    expect(reader.get_by_role("region", name="Public clock").get_by_text("Done", exact=False)).to_have_count(
        len(PUBLIC_DUTIES)
    )
    looked_at(reader, "clock-done")
    link(reader, "Progress review")
    expect(reader.get_by_text("Carers are rung two days before, and say so.").first).to_be_visible()
    looked_at(reader, "progress-public")
