"""Days on site of the demonstration: a timetable pasted as a table, and some of those who are heard. All of it is an illustration."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import combinations

from accounts.models import User
from peer_review.reviews.enums import STAGES, ReviewState
from peer_review.reviews.models import Review
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member
from peer_review.visits.domain.attendees import answer_slot
from peer_review.visits.domain.meetings import save_meeting
from peer_review.visits.domain.pasting import lay_out_table
from peer_review.visits.domain.telling import tell_attendees
from peer_review.visits.enums import MeetingKind
from peer_review.visits.models import Meeting, Slot

FIRST, LONG, STEP, A_DAY = time(9), timedelta(minutes=45), timedelta(minutes=75), 6
ROOMS = (
    "Illustrative civic centre, room 1",
    "Illustrative hospital, seminar room",
    "https://meet.example/illustration",
)
HEARD = (  # kind, title, group
    ("Interview", "Who leads the partnership", "Leaders of the system"),
    ("Interview", "Councillors for health and care", "Elected members"),
    ("Focus group", "Ward and community teams", "Frontline staff"),
    ("Focus group", "Carers and people who use services", "People with lived experience and carers"),
    ("Interview", "Finance and planning", "Managers"),
    ("Focus group", "General practice and hospital doctors", "Clinical staff"),
    ("Interview", "Local charities", "Voluntary and community sector"),
    ("Visit", "A neighbourhood hub", "Frontline staff"),
    ("Meeting observed", "The partnership board", "Leaders of the system"),
    ("Interview", "Housing, police and schools", "Other partners"),
)
NEEDS = ("Step-free access", "", "A break after an hour")


def lay_out_visits(review: Review, upto: ReviewState, lead: User) -> None:
    """Plan the days on site of a review whose team is there, as the lead of a host does, and tell those who are heard.

    For every state from preparing on, before the team is on site. A review that only prepares has half of it.
    """
    if upto not in STAGES[STAGES.index(ReviewState.PREPARING) :]:
        return
    team = list(Member.objects.filter(review=review, state=MemberState.ACCEPTED).select_related("peer"))
    is_half = upto == ReviewState.PREPARING
    lay_out_table(review=review, text=_table(review, team, how_many=9 if is_half else 18), by=lead)
    _evening(review, lead)
    if is_half:
        return
    for meeting in Meeting.objects.filter(review=review).exclude(kind=MeetingKind.TEAM):
        if meeting.members.count() < 2:  # noqa: PLR2004 - where the pool could give no more
            meeting.few_because = "Illustration: a small team."
            meeting.save(update_fields=["few_because"])
    tell_attendees(review=review, by=lead)
    for number, slot in enumerate(Slot.objects.filter(meeting__review=review)[:6]):
        answer_slot(slot=slot, is_coming=number != 4, needs=NEEDS[number % 3])  # noqa: PLR2004 - one does not come


def _table(review: Review, team: Sequence[Member], how_many: int) -> str:
    assert review.on_site_from  # noqa: S101 - whoever calls has set the days
    names_of_team = [one.peer.name for one in team]
    pairs: list[tuple[str, ...]] = [*combinations(names_of_team, 2)] or [tuple(names_of_team)]
    lines = ["Day\tFrom\tTo\tKind\tTitle\tRoom\tGroup\tPeople\tEmails\tPeers"]
    for number in range(how_many):
        begins = datetime.combine(review.on_site_from + timedelta(days=number // A_DAY), FIRST) + STEP * (
            number % A_DAY
        )
        kind, title, group = HEARD[(number + review.pk) % len(HEARD)]
        names = [f"Illustrative person {number * 3 + place + 1}" for place in range(1 if kind == "Interview" else 3)]
        emails = [f"{review.reference.lower()}-{name.rpartition(' ')[2]}@heard.example" for name in names]
        cells = (
            f"{begins:%d/%m/%Y}",
            f"{begins:%H:%M}",
            f"{begins + LONG:%H:%M}",
            kind,
            title if number < len(HEARD) else f"{title}, second meeting",
            ROOMS[number % len(ROOMS)],
            group,
            "; ".join(names),
            "; ".join(emails),
            "; ".join(pairs[number % len(pairs)]),
        )
        lines.append("\t".join(cells))
    return "\n".join(lines)


def _evening(review: Review, lead: User) -> None:
    """The team meets at the end of each day."""
    first = Meeting.objects.filter(review=review).order_by("starts_at").first()
    if first is None:
        return
    save_meeting(
        review=review,
        meeting=None,
        members=[],
        by=lead,
        kind=MeetingKind.TEAM,
        title="What the team heard today",
        about="",
        few_because="",
        room=None,
        starts_at=first.starts_at + timedelta(hours=9),
        ends_at=first.starts_at + timedelta(hours=10),
    )
