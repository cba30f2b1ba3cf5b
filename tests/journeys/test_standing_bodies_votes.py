"""Proposals, votes and advice of a standing body: on a phone, with a keyboard alone, and without a script."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from consultations.assemblies.domain import balloting, proposals
from consultations.assemblies.domain.advice import publish_reply
from consultations.assemblies.enums import Choice
from consultations.assemblies.models import AgendaItem, Ballot, Proposal
from tests.consultations.assemblies.factories import AdviceFactory, ItemInterestFactory, SessionPageFactory
from tests.consultations.assemblies.sitting import Sitting, sitting
from tests.factories import UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, shot


@pytest.fixture
def here(transactional_db: None) -> Sitting:
    return sitting()


def looked_at(page: Page, name: str) -> None:
    axe(page)
    fits(page)
    shot(page, name)


def test_a_member_proposes_another_seconds_and_it_goes_on_an_agenda(visitors: Visitors, here: Sitting) -> None:
    session = SessionPageFactory(parent=here.body, title="The next session")
    address = reverse("assemblies:proposals", args=[here.body.pk])
    phone = visitors.open(phone=True, user=here.members[0].user)
    phone.goto(address)
    phone.get_by_role("button", name="Propose something").or_(
        phone.get_by_role("link", name="Propose something")
    ).click()
    phone.get_by_role("button", name="Propose it").click()  # when nothing was written
    expect(phone.get_by_role("link", name="Enter what the body should speak of")).to_be_visible()
    looked_at(phone, "propose-wrong")
    phone.get_by_label("What should the body speak of?").fill("What carers do")
    phone.get_by_label("Why, and what should come of it?").fill("Nobody counts it.")
    phone.get_by_role("button", name="Propose it").click()
    expect(phone.get_by_role("heading", name="What carers do")).to_be_visible()
    expect(phone.get_by_role("button", name="Second it")).to_have_count(0)  # nobody seconds their own

    other = visitors.open(user=here.members[1].user)
    other.goto(address)
    Keyboard(other).press("Second it")
    expect(other.get_by_text("Seconded", exact=True)).to_be_visible()
    looked_at(other, "proposals")

    desk = visitors.open(user=UserFactory(secretariat=True), javascript=False)
    desk.goto(address)
    desk.get_by_role("link", name="Put it on an agenda").or_(
        desk.get_by_role("button", name="Put it on an agenda")
    ).click()
    desk.get_by_label("The next session").check()
    desk.get_by_role("button", name="Put it on the agenda").click()
    expect(desk.get_by_text("On an agenda", exact=True)).to_be_visible()
    assert AgendaItem.objects.get(session=session).proposal == Proposal.objects.get()


def test_members_vote_and_one_who_declared_an_interest_can_not(visitors: Visitors, here: Sitting) -> None:
    ItemInterestFactory(item=here.item, member=here.members[2])
    desk = visitors.open(user=UserFactory(secretariat=True))
    desk.goto(reverse("assemblies:ballots_desk", args=[here.session.pk]))
    desk.get_by_role("link", name="Open a vote").click()
    desk.get_by_label("What is voted on?").fill("Shall it be advised that carers are counted?")
    desk.get_by_role("button", name="Open the vote").click()
    looked_at(desk, "votes-desk")
    vote = Ballot.objects.get().get_absolute_url()

    phone = visitors.open(phone=True, user=here.members[0].user)
    phone.goto(vote)
    phone.get_by_role("button", name="Vote").click()
    expect(phone.get_by_role("link", name="Select how you vote")).to_be_visible()
    looked_at(phone, "vote-wrong")
    phone.get_by_label("For", exact=True).check()
    phone.get_by_role("button", name="Vote").click()
    expect(phone.get_by_text("You voted: For.")).to_be_visible()
    looked_at(phone, "vote")

    barred = visitors.open(user=here.members[2].user)
    barred.goto(vote)
    expect(barred.get_by_text("You declared an interest in this item")).to_be_visible()
    expect(barred.get_by_role("button", name="Vote")).to_have_count(0)

    desk.get_by_role("link", name="Shall it be advised").click()
    hands = desk.get_by_role("group", name=here.members[1].name)
    hands.get_by_label("Against").check()  # a hand that was raised in the room
    desk.get_by_role("button", name="Save these votes").click()
    looked_at(desk, "vote-desk")
    desk.get_by_role("button", name="Close the vote and count").click()
    expect(desk.get_by_text("Not carried")).to_be_visible()

    anyone = visitors.open(phone=True, javascript=False)
    anyone.goto(vote)
    expect(anyone.get_by_text("2 members could vote. 1 voted for, 1 against, and 0 abstained.")).to_be_visible()
    anyone.get_by_text("Who voted how, and who could not").click()
    expect(anyone.get_by_role("rowheader", name=here.members[2].name)).to_be_visible()
    closed = visitors.open()
    closed.goto(vote)
    closed.get_by_text("Who voted how, and who could not").click()
    looked_at(closed, "vote-closed")


def test_a_member_declares_steps_out_and_comes_back_on_a_phone(visitors: Visitors, here: Sitting) -> None:
    member = here.members[0]
    phone = visitors.open(phone=True, user=member.user)  # given a member whose session is live, who signs in
    phone.goto("/my/")
    phone.get_by_role("link", name="What waits for you").click()
    phone.get_by_role("link", name=f"Declare an interest {here.item.title}").click()
    phone.get_by_role("button", name="Declare it").click()  # when they leave out what is at stake
    expect(phone.get_by_role("alert")).to_be_visible()
    looked_at(phone, "item-interest-wrong")
    phone.get_by_label("What is at stake?").fill("My sister runs a home.")
    phone.get_by_role("button", name="Declare it").click()
    expect(phone.get_by_text("You declared: My sister runs a home.")).to_be_visible()
    phone.get_by_role("button", name="Step out").click()
    expect(phone.get_by_role("button", name="Came back")).to_be_visible()
    looked_at(phone, "stepped-out")
    anyone = visitors.open(javascript=False)
    anyone.goto(here.session.get_url() or "")  # then everybody reads it, and when they came back
    expect(anyone.get_by_text(f"{member.name} declared an interest: My sister runs a home.")).to_contain_text(
        "They stepped out at"
    )
    phone.get_by_role("button", name="Came back").click()
    expect(phone.get_by_text("You came back at")).to_be_visible()
    anyone.reload()
    expect(anyone.get_by_text("declared an interest: My sister runs a home.")).to_contain_text("and came back at")


def test_the_secretariat_gives_advice_and_publishes_its_reply(visitors: Visitors, here: Sitting) -> None:
    today = timezone.localdate()
    desk = visitors.open(user=UserFactory(secretariat=True))
    desk.goto(reverse("assemblies:advice_give", args=[here.body.pk]))
    desk.get_by_role("button", name="Publish the advice").click()
    expect(desk.get_by_role("link", name="Enter the advice")).to_be_visible()
    looked_at(desk, "advice-give-wrong")
    keyboard = Keyboard(desk)
    desk.locator("body").focus()
    keyboard.fill("Title", "Count what carers do")
    keyboard.fill("The advice", "Count it, each year, and say so.")
    keyboard.choose("Short term", "Long term")
    keyboard.fill("Who is asked to reply?", "The national body")
    due = desk.get_by_role("group", name="Reply due")
    later = today + timedelta(days=90)
    for label, part in (("Day", later.day), ("Month", later.month), ("Year", later.year)):
        due.get_by_label(label).fill(str(part))
    desk.get_by_label(here.members[0].name).check()
    keyboard.press("Publish the advice")
    desk.get_by_role("link", name="ADV-1").click()
    looked_at(desk, "advice-desk")
    desk.get_by_role("link", name="Publish the reply").click()
    desk.get_by_label("The reply").fill("We will begin in spring.")
    desk.get_by_role("button", name="Publish the reply").click()
    desk.get_by_role("link", name="As everybody reads it").click()
    expect(desk.get_by_text("We will begin in spring.")).to_be_visible()
    looked_at(desk, "advice")


def test_anyone_reads_the_register_on_a_phone_and_without_a_script(visitors: Visitors, here: Sitting) -> None:
    day = timezone.localdate() - timedelta(days=40)
    by = UserFactory(secretariat=True)
    item = here.item
    ballot = balloting.open_ballot(item=item, question="Shall carers be counted?", by=by)
    balloting.cast(ballot=ballot, choice=Choice.FOR, by=here.members[0].user)
    balloting.close_ballot(ballot=ballot, by=by)
    late = AdviceFactory(
        body=here.body, reference="ADV-7", given_on=day, reply_due=day + timedelta(days=30), item=item, horizon="long"
    )
    late.people.add(here.members[0])
    AdviceFactory(body=here.body, reference="ADV-8", title="Publish what prevention costs, in each place and each year")
    done = AdviceFactory(body=here.body, reference="ADV-9", given_on=day, reply_due=day + timedelta(days=30))
    publish_reply(advice=done, who="It", text="We will.", received_on=day + timedelta(days=32), by=by)
    proposals.propose(body=here.body, title="A", text="B", by=here.members[0].user)
    for phone in (True, False):
        page = visitors.open(phone=phone)
        page.goto(reverse("assemblies:advice"))
        expect(page.get_by_text("Overdue by 10 days")).to_be_visible()
        looked_at(page, "advice-register")
        page.goto("/search/?q=adv-7")
        expect(page.get_by_role("heading", level=1)).to_contain_text("ADV-7")
        looked_at(page, "advice-overdue")
    plain = visitors.open(javascript=False)
    plain.goto(reverse("assemblies:advice"))
    plain.get_by_label("Overdue").check()
    plain.get_by_role("button", name="Show").click()
    expect(plain.get_by_role("link", name="ADV-8")).to_have_count(0)
    plain.get_by_role("link", name="ADV-7").click()
    expect(plain.get_by_text("None was received, and the day has passed.")).to_be_visible()
    expect(plain.get_by_role("link", name="Shall carers be counted?")).to_be_visible()
