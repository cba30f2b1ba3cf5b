"""The days on site: a host lead lays them out with a table, a peer reads theirs, and somebody who is heard sees one place."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Review
from peer_review.teams.models import Member
from peer_review.visits.models import Meeting, Slot
from tests.factories import OrganisationFactory, UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits, link_in_mail, shot
from tests.peer_review.reviews.factories import HostPersonFactory, ReviewFactory, manager
from tests.peer_review.teams.factories import MemberFactory
from tests.peer_review.visits.factories import MeetingFactory, RoomFactory

GROUPS = ("Frontline staff", "Managers", "People with lived experience and carers")


@pytest.fixture
def review(transactional_db: None) -> Review:
    system = OrganisationFactory(name="Illustrative system of the coast")
    review = ReviewFactory(state=ReviewState.PREPARING, reference="PR-3", system=system, manager=manager())
    for name in ("Ada Example", "Bo Sample", "Cy Pattern", "Di Model"):
        MemberFactory(review=review, peer__name=name)
    return review


@pytest.fixture
def host_lead(review: Review) -> object:
    user = UserFactory()
    HostPersonFactory(host__review=review, user=user, is_lead=True)
    return user


def table(review: Review, meetings: int) -> str:
    """`meetings` of three people each, two at a time in two rooms, over the days on site."""
    lines = ["Day\tFrom\tTo\tKind\tTitle\tRoom\tGroup\tPeople\tEmails\tPeers"]
    for number in range(meetings):
        step, side = divmod(number, 2)
        day = review.on_site_from + timedelta(days=step // 7)
        begins = datetime.combine(day, time(9)) + timedelta(hours=step % 7)
        people = "; ".join(f"Person {number}-{n}" for n in range(3))
        emails = "; ".join(f"p{number}-{n}@example.org" for n in range(3))
        peers = "Cy; Di" if side else "Ada; Bo"
        lines.append(
            f"{day:%d/%m/%Y}\t{begins:%H:%M}\t{begins + timedelta(minutes=45):%H:%M}\tInterview\tMeeting {number + 1}\t"
            f"Room {side + 1}\t{GROUPS[number % 3]}\t{people}\t{emails}\t{peers}"
        )
    return "\n".join(lines)


def test_a_host_lead_lays_out_fifty_meetings(visitors: Visitors, review: Review, host_lead: object) -> None:
    page = visitors.open(user=host_lead)  # type: ignore[arg-type]
    page.goto("/peer-reviews/PR-3/on-site/")
    axe(page)
    page.get_by_role("button", name="Paste a table").click()
    axe(page)
    fits(page)
    page.get_by_label("Paste the table").fill(table(review, 50).replace("Ada; Bo", "Ada; Zed", 1))
    page.get_by_role("button", name="Read the table").click()
    expect(page.get_by_text("“Zed” is nobody of the team")).to_be_visible()  # beside its row
    assert Meeting.objects.count() == 0
    axe(page)
    fits(page)
    page.get_by_label("Paste the table").fill(table(review, 50))
    page.get_by_role("button", name="Read the table").click()
    expect(page.get_by_text("50 meetings are new.")).to_be_visible()
    axe(page)
    shot(page, "timetable-table")
    page.get_by_role("button", name="Plan 50 meetings").click()
    expect(page.get_by_text("50 meetings are planned.")).to_be_visible()
    assert (Meeting.objects.count(), Slot.objects.count()) == (50, 150)
    axe(page)
    fits(page)
    shot(page, "timetable")

    page.get_by_role("link", name="Meeting 1", exact=True).click()  # and one is moved by hand, onto another
    page.get_by_role("button", name="Change the meeting").click()
    page.get_by_label("Begins").fill("10:00")
    page.get_by_label("Ends").fill("10:45")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Room 1 is taken by “Meeting 3”, 10:00 to 10:45.")
    axe(page)
    fits(page)


def test_a_peer_reads_their_days_on_a_phone(visitors: Visitors, review: Review) -> None:
    own, other = Member.objects.order_by("pk")[:2]
    mine = MeetingFactory(review=review, title="Ward sisters", room=RoomFactory(review=review, name="Hall"))
    mine.members.set([own])
    MeetingFactory(review=review, title="Board", starts_at=mine.ends_at).members.set([other])
    page = visitors.open(phone=True, user=own.peer.user)
    page.goto("/peer-reviews/PR-3/on-site/")
    axe(page)
    fits(page)
    page.get_by_role("link", name="By peer").click()
    expect(page.get_by_role("link", name="Ward sisters")).to_be_visible()
    fits(page)
    shot(page, "timetable-peer")
    page.get_by_role("link", name="Ward sisters").click()
    axe(page)
    fits(page)


def test_who_is_heard_sees_their_own_place(visitors: Visitors, review: Review, host_lead: object) -> None:
    desk = visitors.open(user=host_lead)  # type: ignore[arg-type]
    when = timezone.make_aware(datetime.combine(review.on_site_from, time(9)))
    meeting = MeetingFactory(review=review, title="Nurses of one ward", starts_at=when)
    meeting.members.set(Member.objects.all()[:2])
    desk.goto(f"/peer-reviews/PR-3/on-site/{meeting.pk}/people/")
    axe(desk)
    desk.get_by_label("Name").fill("Zoe Heard")
    desk.get_by_label("Email address").fill("zoe@example.org")
    desk.get_by_label("Frontline staff").check()
    desk.get_by_role("button", name="Add").click()
    expect(desk.get_by_text("They are in the meeting.")).to_be_visible()
    desk.goto("/peer-reviews/PR-3/on-site/")
    desk.get_by_role("button", name="Send 1 place by email").click()
    expect(desk.get_by_text("1 mail is sent.")).to_be_visible()

    phone = visitors.open(phone=True, javascript=False)
    link = link_in_mail("zoe@example.org", "/slots/")
    phone.goto(link)
    expect(phone.get_by_text("09:00 to 09:45")).to_be_visible()
    expect(phone.get_by_text("Nurses of one ward")).to_have_count(0)
    phone.get_by_label("Yes").check()
    phone.get_by_label("What do you need to take part?").fill("Step-free access")
    phone.get_by_role("button", name="Save my answer").click()
    expect(phone.get_by_text("Your answer is saved")).to_be_visible()
    fits(phone)
    with_script = visitors.open(phone=True)
    with_script.goto(link)
    axe(with_script)
    shot(with_script, "slot")
    key = str(Slot.objects.get().key)
    response = with_script.goto(link.replace(key, key[::-1].replace("-", "")[:32]))
    assert response is not None
    assert response.status == 404  # another's place, or none

    desk.goto(f"/peer-reviews/PR-3/on-site/{meeting.pk}/")
    expect(desk.get_by_text("Needs: Step-free access")).to_be_visible()
    axe(desk)
    shot(desk, "meeting")
