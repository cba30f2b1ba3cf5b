"""A member of the public follows a standing body by mail, by feed and on its pages: without an account and without a script."""

from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from consultations.assemblies.domain import agenda, papers
from consultations.assemblies.domain.advice import Given, give
from consultations.assemblies.enums import Horizon
from consultations.assemblies.models import SessionPage
from search.alerts.run import tell_what_is_new
from search.domain.apply import apply_changes
from search.domain.rebuild import rebuild
from search.models import Alert, Arrival
from tests.consultations.assemblies.factories import BodyPageFactory, SessionPageFactory, TermFactory
from tests.factories import UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits, link_in_mail, shot

ADA = "ada@example.org"
SECRET = "unpublished-oriole"
WINDOWS = pytest.mark.parametrize(
    "window", [{"javascript": False}, {"phone": True}], ids=["without_javascript", "phone"]
)


@pytest.fixture
def session(site: str) -> SessionPage:
    body = BodyPageFactory(title="Assembly for illustration")
    TermFactory(body=body, member__name="Illustration: a carer")
    starts_at = timezone.now() + timedelta(days=14)
    session: SessionPage = SessionPageFactory(parent=body, title="Session on prevention", starts_at=starts_at)
    rebuild()
    return session


def look(page: Page, name: str, window: dict[str, bool]) -> None:
    fits(page)
    shot(page, f"follow-{name}")
    if window.get("javascript", True):
        axe(page)


def five_minutes_later() -> None:
    apply_changes()
    Arrival.objects.update(arrived_at=timezone.now() - timedelta(minutes=6))
    tell_what_is_new()


def alerts_to_ada() -> list[str]:
    return [str(one.body) for one in mail.outbox if "List-Unsubscribe" in one.extra_headers]


def follow_by_mail(page: Page, window: dict[str, bool]) -> None:
    page.get_by_role("link", name="Get emails").first.click()
    page.get_by_label("As soon as something is published").check()
    page.get_by_label("Your email address").fill(ADA)
    page.get_by_role("button", name="Continue").click()
    page.goto(link_in_mail(ADA))
    page.get_by_role("button", name="Yes, send them").click()
    look(page, "confirmed", window)


@WINDOWS
def test_a_body_is_followed_by_mail_by_feed_and_on_its_page(
    visitors: Visitors, session: SessionPage, window: dict[str, bool]
) -> None:
    body, secretary = session.get_parent().specific, UserFactory(secretariat=True)
    page = visitors.open(**window)
    page.goto(body.get_url())  # given somebody without an account, at the page of a body
    look(page, "body", window)
    follow_by_mail(page, window)

    item = agenda.add_item(session=session, title="What prevention costs", by=secretary)
    papers.draft(session=session, title="A draft", text=SECRET, by=secretary)
    paper = papers.draft(session=session, title="Costs so far", text="What we know.", item=item, by=secretary)
    papers.publish(paper=paper, by=secretary)  # when a paper is published, and advice is given
    five_minutes_later()
    five_minutes_later()
    given = Given(
        title="Count what carers do",
        text="Each year, in every system.",
        horizon=Horizon.LONG,
        asked="An illustrative department",
        given_on=timezone.localdate(),
        reply_due=timezone.localdate() + timedelta(days=60),
    )
    advice = give(body=body, given=given, by=secretary)
    five_minutes_later()
    five_minutes_later()

    told = alerts_to_ada()  # then the mail says so, each thing once, and nothing that is not public
    assert sum("Costs so far" in one for one in told) == 1
    assert sum(advice.reference in one for one in told) == 1
    assert not any(SECRET in one or "A draft" in one for one in told)

    page.goto(body.get_url())  # and the page and its feeds
    expect(page.get_by_role("link", name="Count what carers do").first).to_be_visible()
    look(page, "body-later", window)
    for feed in feeds_of(page):
        words = page.request.get(feed).text()
        assert SECRET not in words
        assert "<feed" in words or "BEGIN:VCALENDAR" in words
    page.goto(session.get_url())
    look(page, "session", window)
    assert any("Costs so far" in page.request.get(feed).text() for feed in feeds_of(page))
    page.get_by_role("link", name="Costs so far").first.click()
    expect(page.get_by_text("What we know.")).to_be_visible()

    page.goto(link_in_mail(ADA, "/stop/"))  # and one press ends it
    page.get_by_role("button", name="Stop these emails").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The emails have stopped")
    assert not Alert.objects.exists()


def feeds_of(page: Page) -> list[str]:
    """Return the addresses of the feeds and calendars that a page leads to."""
    page.wait_for_load_state()
    links = page.locator("main a[href*='feed'], main a[href$='.ics']")
    found = [links.nth(number).get_attribute("href") or "" for number in range(links.count())]
    assert found
    return [urljoin(page.url, one) for one in found]


@WINDOWS
def test_everything_published_is_found_and_nothing_else(
    visitors: Visitors, session: SessionPage, window: dict[str, bool]
) -> None:
    secretary = UserFactory(secretariat=True)
    agenda.add_item(session=session, title="Hedgerows", by=secretary)
    papers.draft(session=session, title="A draft", text=SECRET, by=secretary)
    apply_changes()
    page = visitors.open(**window)
    page.goto("/search/?q=hedgerows")
    expect(page.get_by_role("link", name="Hedgerows")).to_be_visible()
    look(page, "search", window)
    page.goto(f"/search/?q={SECRET}")
    expect(page.get_by_role("main")).not_to_contain_text("A draft")
