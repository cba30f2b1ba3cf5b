"""What a timetable knew of those who were heard is deleted on the day of the notes, and can't come back."""

import pytest

from core.errors import Refused
from core.outbox.domain import put
from core.outbox.message import Message
from peer_review.visits.domain.attendees import answer_slot
from peer_review.visits.domain.forgetting import forget_attendees
from peer_review.visits.enums import Group
from peer_review.visits.models import Attendee, Slot
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory, SlotFactory

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
    assert (forget_attendees(review), forget_attendees(review)) == (1, 0)
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
