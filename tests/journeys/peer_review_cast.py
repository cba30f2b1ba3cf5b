"""Who takes part in the journey through a whole peer review, and how they get about on its pages."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from playwright.sync_api import Page, expect

from accounts.models import User
from peer_review.frameworks import domain
from peer_review.pool.enums import PeerType
from peer_review.reviews.enums import ReviewState as S
from peer_review.reviews.models import Review
from tests.factories import OrganisationFactory, UserFactory, home_page
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits, is_there, shot
from tests.peer_review.frameworks.factories import wording
from tests.peer_review.reviews.factories import ProgrammeFactory, manager
from tests.peer_review.teams.factories import ready_peer

SYSTEM = "Borsetshire Integrated Care Board"
COUNCIL = "Borsetshire County Council"
WITH_ACCOUNTS = (
    ("Lea Lead", PeerType.OFFICER),
    ("Cleo Clinic", PeerType.CLINICAL),
    ("Otto Officer", PeerType.OFFICER),
    ("Mo Member", PeerType.MEMBER),
)
WITHOUT = ("Vi Voluntary", "Ash Able", "Bay Able", "Cy Able", "Di Able", "Ed Able", "Flo Able")


@dataclass
class Cast:
    """Who takes part, each with a browser."""

    manager: Page
    icb: Page  # the lead of the one host
    council: Page  # the lead of the other, on a phone
    lea: Page  # leads the team
    cleo: Page  # reads as the second peer, on a phone
    nell: Page  # has no account when she is invited
    visitors: Visitors

    @property
    def leads(self) -> tuple[Page, Page]:
        return self.icb, self.council

    @property
    def peers(self) -> tuple[Page, Page, Page]:
        return self.lea, self.cleo, self.nell


def gathered(visitors: Visitors) -> Cast:
    """A programme with its framework, two bodies, and a pool of twelve; all else comes about through the site."""
    boss = manager()
    home_page()
    draft = domain.begin(name="Systems that work", purpose="What peers look at.", by=boss)
    theme = domain.save_theme(version=draft, key=uuid4(), title="Leadership", by=boss)
    domain.save_line(version=draft, key=uuid4(), theme=theme.key, wording=wording("Who decides"), by=boss)
    domain.put_in_force(version=draft, by=boss)
    ProgrammeFactory(name="Systems 2027", framework=draft.framework)
    OrganisationFactory(name=SYSTEM)
    OrganisationFactory(name=COUNCIL)
    accounts: dict[str, User] = {}
    for name, kind in WITH_ACCOUNTS:
        accounts[name] = UserFactory(first_name=name.split()[0], last_name=name.split()[1])
        email = f"{name.split()[0].lower()}@example.org"
        ready_peer(
            name=name,
            type=kind,
            user=accounts[name],
            leads=name == "Lea Lead",
            organisation_name=f"Body of {name}",
            email=email,
        )
    ready_peer(name="Nell New", type=PeerType.LIVED, organisation_name="", role_title="Carer", email="nell@example.org")
    for name in WITHOUT:
        ready_peer(name=name, organisation_name=f"Body of {name}")
    return Cast(
        manager=visitors.open(user=boss),
        icb=visitors.open(user=UserFactory()),
        council=visitors.open(user=UserFactory(), phone=True),
        lea=visitors.open(user=accounts["Lea Lead"]),
        cleo=visitors.open(user=accounts["Cleo Clinic"], phone=True),
        nell=visitors.open(phone=True),
        visitors=visitors,
    )


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def link(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("link", name=name).first.click()


def go_to(page: Page, name: str) -> None:
    """Go to another page of the review: on a phone they stand in a menu."""
    menu = page.get_by_text("Pages of this review")
    if is_there(menu):
        menu.click()
    page.get_by_role("link", name=name, exact=True).click()


def looked_at(page: Page, name: str) -> None:
    axe(page)
    fits(page)
    shot(page, f"peer-whole-{name}")


def enter_day(page: Page, group: str, day: date) -> None:
    parts = page.get_by_role("group", name=group)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        parts.get_by_label(label).fill(str(value))


def choose_body(page: Page, field: str, name: str) -> None:
    # Until its script has come it is a select, which is a combobox as well.
    page.get_by_role("group", name=field).locator("input[role=combobox]").press_sequentially(name)
    page.get_by_role("option", name=re.compile(name)).first.click()


def inside(page: Page) -> None:
    """Come to the review from the page on which somebody arrives, as from a bookmark."""
    page.goto("/peer-reviews/PR-1/")
    link(page, "Go to the pages of those who take part")


def move(page: Page, label: str) -> None:
    """Take the review to its next stage."""
    inside(page)
    go_to(page, "Stages")
    button(page, label)
    expect(page.get_by_role("heading", level=1)).to_contain_text(label)
    button(page, label)
    expect(page.get_by_role("heading", level=1)).not_to_contain_text(label)


def state() -> S:
    return S(Review.objects.get().state)
