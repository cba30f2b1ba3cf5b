"""The pool of peers: a manager adds somebody and sees to their record, and a peer keeps their own on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.enums import Role
from peer_review.pool.enums import TrainingKind
from peer_review.pool.models import Declaration, Peer, Renewal, Training
from tests.factories import OrganisationFactory, UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, shot
from tests.peer_review.pool.factories import (
    AvailabilityFactory,
    DeclarationFactory,
    PeerFactory,
    SkillFactory,
    TrainingFactory,
)


@pytest.fixture
def pool(transactional_db: None) -> list[Peer]:
    """Three peers, one of whom has training that ends soon, days away and a declaration."""
    skills = [SkillFactory(name=name) for name in ("Finance", "Prevention and population health", "Digital")]
    today = timezone.localdate()
    ada = PeerFactory(
        name="Ada O'Hara",
        type="chief",
        region="Y56",
        skills=skills,
        trained=True,
        biography="Has led two partnerships.",
        user=UserFactory(holds=[Role.PEER_REVIEWER]),
    )
    TrainingFactory(peer=ada, kind=TrainingKind.LEAD, expires_on=today + timedelta(days=30))
    AvailabilityFactory(peer=ada)
    DeclarationFactory(peer=ada, organisation=OrganisationFactory(name="NHS Hilltop Integrated Care Board"))
    bo = PeerFactory(name="Bo Example", type="lived", region="Y60", skills=skills[1:2])
    cy = PeerFactory(name="Cy Example", type="member", party="green", joined_on=today - timedelta(days=500))
    return [ada, bo, cy]


def enter(page: Page, group: str, day: object) -> None:
    parts = page.get_by_role("group", name=group)
    for label, value in (("Day", "day"), ("Month", "month"), ("Year", "year")):
        parts.get_by_label(label).fill(str(getattr(day, value)))


@pytest.mark.parametrize("is_phone", [False, True], ids=["desktop", "phone"])
def test_a_manager_finds_a_peer_and_sees_to_their_record(visitors: Visitors, pool: list[Peer], is_phone: bool) -> None:
    page = visitors.open(user=UserFactory(holds=[Role.PEER_REVIEW_MANAGER]), phone=is_phone)
    page.goto("/my/")
    page.get_by_role("link", name="3 peers").click()
    expect(page.get_by_role("heading", name="Pool of peers", level=1)).to_be_visible()
    axe(page)
    fits(page)
    shot(page, "pool-list")
    if is_phone:
        page.locator("summary", has_text="Filter").click()
    page.get_by_label("Lived experience").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("1 peer", exact=True)).to_be_visible()
    page.get_by_role("link", name="Bo Example").click()
    expect(page.get_by_text("Asked of all, and not recorded")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Record training").click()
    page.get_by_label("Induction").check()
    enter(page, "When was it done?", timezone.localdate())
    enter(page, "Last day on which it holds", timezone.localdate() - timedelta(days=1))
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert")).to_contain_text("It can’t end before it was done.")
    axe(page)
    fits(page)
    shot(page, "pool-training")
    enter(page, "Last day on which it holds", timezone.localdate() + timedelta(days=700))
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("The training is recorded.")).to_be_visible()
    assert Training.objects.filter(peer=pool[1]).count() == 1

    page.get_by_role("button", name="Change the profile").click()
    page.get_by_label("Digital").check()
    axe(page)
    fits(page)
    shot(page, "pool-change")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The profile is saved.")).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("Paused", exact=True)).to_be_visible()
    fits(page)
    shot(page, "pool-peer-paused")
    page.goto(f"/peer-reviews/desk/pool/{pool[0].pk}/")
    axe(page)
    shot(page, "pool-peer")
    page.goto("/peer-reviews/desk/pool/skills/")
    axe(page)
    fits(page)
    shot(page, "pool-skills")


@pytest.mark.parametrize("is_phone", [False, True], ids=["desktop", "phone"])
def test_a_peer_declares_and_renews_by_keyboard(visitors: Visitors, pool: list[Peer], is_phone: bool) -> None:
    page = visitors.open(user=pool[0].user, phone=is_phone)
    page.goto("/my/")
    Keyboard(page).press("Your profile, training, days and declarations")
    page.wait_for_url("**/peer-reviews/peer/")
    axe(page)
    fits(page)
    shot(page, "pool-own")
    Keyboard(page).press("Declare something")
    page.wait_for_url("**/declare/")
    axe(page)
    fits(page)
    keyboard = Keyboard(page)
    keyboard.choose("Works for them now", "A contract or payments")
    keyboard.fill("What should we know?", "We advise them.")
    shot(page, "pool-declare")
    keyboard.press("Declare it")
    expect(page.get_by_text("It is declared.")).to_be_visible()
    assert Declaration.objects.filter(peer=pool[0], kind="contract").count() == 1
    Keyboard(page).press("These are complete")
    expect(page.get_by_text("are looked through again in a year.")).to_be_visible()
    assert Renewal.objects.filter(peer=pool[0]).count() == 1
    fits(page)


def test_a_peer_says_which_days_without_javascript(visitors: Visitors, pool: list[Peer]) -> None:
    page = visitors.open(user=pool[0].user, javascript=False)
    page.goto("/peer-reviews/peer/")
    page.get_by_role("button", name="Say which days").click()
    page.get_by_label("Not available").check()
    later = timezone.localdate() + timedelta(days=40)
    enter(page, "First day", later)
    enter(page, "Last day", later + timedelta(days=4))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The days are noted.")).to_be_visible()
    assert pool[0].availabilities.count() == 2
