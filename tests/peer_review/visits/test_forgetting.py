"""What a timetable knew of those who were heard is deleted on the day of the notes, and can't come back."""

import pytest
from django.utils import timezone

from core.errors import Refused
from core.outbox.domain import put
from core.outbox.message import Message
from peer_review.visits.domain.attendees import answer_slot
from peer_review.visits.domain.forgetting import forget_attendees
from peer_review.visits.enums import Group
from peer_review.visits.models import Attendee, Meeting, Room, Slot
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory, RoomFactory, SlotFactory

TOLD = {"name": "Zebedee Quirk", "email": "zebedee@example.org", "role": "Sister", "needs": "A ramp"}
SECRETS = ("Zebedee", "zebedee@", "Sister", "A ramp")


@pytest.fixture
def slot(review, team):
    meeting = MeetingFactory(review=review, title="With Zebedee Quirk", about="Zebedee Quirk asked for this.")
    meeting.members.set(team)
    return SlotFactory(meeting=meeting, attendee=AttendeeFactory(review=review, **TOLD))


def test_their_group_stays_and_nothing_that_says_who(slot, review, signed_in, client):
    message = put(to="zebedee@example.org", subject="Your meeting", kind="visits.slot", about=slot)
    elsewhere = SlotFactory()
    pages = [f"/peer-reviews/PR-3/on-site/{slot.meeting_id}/", "/peer-reviews/PR-3/on-site/"]
    browser = signed_in(review.manager)
    assert all(secret in browser.get(pages[0]).content.decode() for secret in SECRETS)
    assert [forget_attendees(review)["people"] for _again in range(2)] == [1, 0]
    for page in pages:
        told = browser.get(page).content.decode()
        assert not [secret for secret in SECRETS if secret in told]
    assert "Name deleted" in browser.get(pages[0]).content.decode()
    assert Attendee.objects.get(review=review).group == Group.FRONTLINE
    assert Message.objects.get(pk=message.pk).to == ""
    assert not elsewhere.attendee.is_forgotten
    assert Attendee.objects.get(pk=elsewhere.attendee_id).name


def test_their_link_says_so_and_takes_nothing_in(slot, review, client):
    forget_attendees(review)
    address = f"/peer-reviews/slots/{slot.key}/"
    page = client.get(address)
    assert "Your name, your address and what you needed were deleted" in page.content.decode()
    assert page.context["form"] is None
    client.post(address, {"coming": "yes", "needs": "A ramp"})
    with pytest.raises(Refused, match="This is over"):
        answer_slot(slot=Slot.objects.get(pk=slot.pk), is_coming=True, needs="A ramp")
    assert Attendee.objects.get(review=review).needs == ""


def test_no_words_of_a_meeting_stay_that_may_name_somebody(slot, review, team, signed_in):
    home = RoomFactory(review=review, name="Home of Zebedee Quirk", place="1 Quirk Lane")
    Meeting.objects.filter(pk=slot.meeting_id).update(room=home, few_because="Zebedee asked for one peer alone.")
    off = MeetingFactory(review=review, title="Ward", cancelled_at=timezone.now(), cancelled_because="Zebedee is ill.")
    elsewhere = MeetingFactory(few_because="Another review.")
    assert forget_attendees(review) == {"people": 1, "meetings": 2, "rooms": 1}
    browser = signed_in(review.manager)
    for page in (
        f"/peer-reviews/PR-3/on-site/{slot.meeting_id}/",
        f"/peer-reviews/PR-3/on-site/{off.pk}/",
        "/peer-reviews/PR-3/on-site/",
    ):
        told = browser.get(page).content.decode()
        assert not [secret for secret in ("Zebedee", "Quirk") if secret in told]
    slot.meeting.refresh_from_db()
    assert (slot.meeting.few_because, slot.meeting.room) == ("The reason was deleted with the notes.", None)
    elsewhere.refresh_from_db()
    assert elsewhere.few_because == "Another review."


def test_no_row_of_the_timetable_holds_a_name_afterwards(slot, review):
    """Also not in a column that somebody adds later."""
    Meeting.objects.filter(pk=slot.meeting_id).update(
        few_because="Quirk", cancelled_at=timezone.now(), cancelled_because="Quirk", about="Quirk"
    )
    forget_attendees(review)
    for model in (Room, Meeting, Attendee, Slot):
        assert "Quirk" not in str(list(model.objects.values()))
