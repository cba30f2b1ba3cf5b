"""A review with a secret wherever somebody writes, for tests that look for them behind doors and in mail."""

from types import SimpleNamespace

from peer_review.reviews.enums import SCOPED, ReviewState
from peer_review.teams.enums import MemberState
from tests.factories import UserFactory
from tests.peer_review.assessments.factories import AssessmentFactory
from tests.peer_review.findings.factories import FindingFactory
from tests.peer_review.frameworks.factories import LineFactory
from tests.peer_review.notes.factories import NoteFactory, NoteSourceFactory
from tests.peer_review.pool.factories import DeclarationFactory
from tests.peer_review.reviews.factories import HostFactory, HostPersonFactory, ReviewFactory
from tests.peer_review.room.factories import ItemFactory, TagFactory
from tests.peer_review.teams.factories import MemberFactory
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory, RoomFactory, SlotFactory

OF_THE_TEAM = {"zqnote", "zqsource", "zqassessment"}
OF_MANAGERS = {"zqphone", "zqneed", "zqdeclared", "zqdespite", "zqleft"}
OF_PLANNERS = {"zqattendee", "zqmeeting"}


def planted(state: ReviewState) -> SimpleNamespace:
    """A review with a secret wherever somebody writes, and everybody who stands near it."""
    review = ReviewFactory(state=state)
    host = HostFactory(review=review)
    people = {
        name: HostPersonFactory(host=host, user=UserFactory(), is_observer=name == "observer").user
        for name in ("colleague", "observer")
    }
    member = MemberFactory(review=review, peer__phone="zqphone", peer__adjustments="zqneed", despite="zqdespite")
    DeclarationFactory(peer=member.peer, text="zqdeclared")
    MemberFactory(review=review, state=MemberState.STEPPED_OUT, left_because="zqleft")
    # Somebody who sits in another team left this one, and is asked again.
    near = MemberFactory().peer
    MemberFactory(review=review, peer=near, state=MemberState.RELEASED)
    asked = MemberFactory(review=review, peer=near, state=MemberState.INVITED)
    meeting = MeetingFactory(review=review, title="zqmeeting", room=RoomFactory(review=review))
    meeting.members.add(member)
    attendee = AttendeeFactory(review=review, name="zqattendee", email="zqattendee@example.org")
    SlotFactory(meeting=meeting, attendee=attendee)
    note = NoteFactory(member=member, meeting=meeting, text="zqnote")
    NoteSourceFactory(note=note, attendee=attendee, name="zqsource")
    item, line, finding = ItemFactory(review=review, title="zqitem"), None, None
    if review.state in SCOPED:
        line = LineFactory(theme__version=review.framework_version)
        TagFactory(item=item, line=line)
        AssessmentFactory(member=member, line=line, strong="zqassessment")
        finding = FindingFactory(written_by=member, line=line, number=None, title="zqfinding", text="zqfinding")
    users = {**people, "mate": MemberFactory(review=review).peer.user, "near": near.user}
    return SimpleNamespace(
        review=review, host=host, member=member, meeting=meeting, note=note, item=item, line=line, finding=finding,
        asked=asked, slot=SlotFactory(meeting=meeting), users=users,
    )  # fmt: skip
