"""After a town hall: its record is read on a phone and on paper, found, and put right by who was there."""

from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from consultations.townhalls import parts
from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.speaking import Words, contribute
from consultations.townhalls.domain.threads import change_state, thread_of
from consultations.townhalls.enums import ContributionKind, MeasureKind
from consultations.townhalls.models import AgendaItem, Contribution, TownHallPage
from tests.factories import ParticipantFactory, TownHallPageFactory, UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits, shot

PAGES = ("transcript", "timeline", "moderation")


@pytest.fixture
def moderator(transactional_db: None) -> User:
    return UserFactory(moderator=True)


@pytest.fixture
def hall(moderator: User) -> TownHallPage:
    """A session with a little of everything, that goes on."""
    hall = TownHallPageFactory(at_once=True, state="open", summing_up="<p>Most spoke of money.</p>")
    AgendaItem.objects.create(town_hall=hall, title="Money", sort_order=1)
    hall = change_state(hall=hall, verb="go_live", actor=moderator)
    first = ask(hall, "Who pays for prevention?")
    moderating.merge(contribution=ask(hall, "Who has to pay?"), into=first, by=moderator)
    hosting.answer_now(contribution=first, by=moderator)
    hosting.answer_in_writing(contribution=first, text="The system does.", by=moderator)
    moderating.take_measure(
        thread=thread_of(hall), kind=MeasureKind.SLOW, seconds=30, reason="Too fast to read.", by=moderator
    )
    return hall


def ask(hall: TownHallPage, text: str) -> Contribution:
    words = Words(uuid4(), ContributionKind.QUESTION, text, name="Illustration: a nurse")
    return contribute(hall=hall, words=words, by=ParticipantFactory())


def test_the_clock_of_the_recording_is_set_and_every_page_tells_it(
    visitors: Visitors, hall: TownHallPage, moderator: User
) -> None:
    page = visitors.open(user=moderator)  # given a moderator at the desk
    page.goto(hall.get_url())
    page.get_by_role("link", name="Open the desk").click()
    page.get_by_role("link", name="Recording and agenda").click()
    axe(page)
    fits(page)

    page.get_by_role("button", name="Begin now").click()  # when a point of the agenda begins
    expect(page.get_by_text("Began at")).to_be_visible()
    page.get_by_label("Time in London").fill("five past two")  # and what is no time is entered
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a time such as 14:02 or 14:02:30")
    axe(page)
    page.get_by_label("Time in London").fill(
        f"{timezone.localtime(hall.starts_at):%H:%M:%S}"
    )  # and then the time at which the recording was started
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    shot(page, "town-hall-recording")

    reader = visitors.open(phone=True)
    for name in PAGES:  # then everybody reads it
        reader.goto(f"/town-halls/{hall.pk}/{name}/")
        axe(reader)
        fits(reader)
        shot(reader, f"town-hall-{name}")
    reader.goto(f"/town-halls/{hall.pk}/timeline/")
    expect(reader.get_by_text("Agenda: Money")).to_be_visible()
    expect(reader.get_by_text("in the recording").first).to_be_attached()


def test_what_is_earlier_is_read_without_a_script(
    visitors: Visitors, hall: TownHallPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "SHOWN", 2)
    for number in range(3):
        ask(hall, f"Question {number}?")
    page = visitors.open(javascript=False)  # given somebody without scripts
    page.goto(hall.get_url())
    expect(page.get_by_text("Question 2?")).to_be_visible()
    expect(page.get_by_text("Who pays for prevention?")).to_have_count(0)
    page.get_by_role("link", name="Show earlier").click()  # when they ask for what is earlier
    expect(page.get_by_text("Who pays for prevention?")).to_be_visible()  # then it is shown
    page.get_by_role("link", name="Show later").click()
    expect(page.get_by_text("Question 2?")).to_be_visible()
