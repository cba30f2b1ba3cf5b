"""A live session with members in it, for tests of what members do there."""

from dataclasses import dataclass

from django.utils import timezone

from consultations.assemblies.enums import Presence, SessionState
from consultations.assemblies.models import AgendaItem, BodyPage, Member, SessionPage
from tests.consultations.assemblies.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    BodyPageFactory,
    MemberFactory,
    SessionPageFactory,
    TermFactory,
)
from tests.factories import UserFactory


@dataclass
class Sitting:
    """A body in a live session, with one item and members who are there."""

    body: BodyPage
    session: SessionPage
    item: AgendaItem
    members: list[Member]


def member_on(body: BodyPage, **fields: object) -> Member:
    """Return a member who can come in and holds a seat of `body`."""
    member: Member = TermFactory(body=body, member=MemberFactory(user=UserFactory(), **fields)).member
    return member


def sitting(members: int = 3, **body: object) -> Sitting:
    of = BodyPageFactory(**{"decides_by": "majority", **body})
    session = SessionPageFactory(parent=of, state=SessionState.LIVE, starts_at=timezone.now())
    there = [member_on(of, name=f"Member O'Neill {number}") for number in range(members)]
    for one in there:
        AttendanceFactory(session=session, member=one, presence=Presence.ONLINE)
    return Sitting(of, session, AgendaItemFactory(session=session), there)
