"""A body with three members, and a session of it that is a fortnight away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.assemblies.domain.agenda import add_item, conclude
from consultations.assemblies.domain.attendance import count_quorum, record_attendance
from consultations.assemblies.domain.sessions import change_state
from consultations.assemblies.enums import Outcome, Presence
from consultations.assemblies.models import Member, SessionPage
from tests.consultations.assemblies.factories import (
    BodyPageFactory,
    SeatCategoryFactory,
    SeatFactory,
    SessionPageFactory,
    TermFactory,
)
from tests.factories import UserFactory


@pytest.fixture
def body(db):
    return BodyPageFactory(title="The Assembly", notice_days=7, quorum=50)


@pytest.fixture
def members(body):
    """Three people on seats of one category; two of them make a quorum."""
    category = SeatCategoryFactory(body=body, name="Carers")
    return [TermFactory(seat__category=category, seat__number=number).member for number in (1, 2, 3)]


@pytest.fixture
def session(body, members):
    return SessionPageFactory(parent=body, title="Session on prevention")


@pytest.fixture
def item(session, secretariat):
    return add_item(session=session, title="What prevention costs", takes=20, by=secretariat)


@pytest.fixture
def begun(session, item, members, secretariat):
    """The session, today and live, with two of three members there."""
    return begin(session, members, secretariat)


@pytest.fixture
def ended(begun, item, secretariat):
    return end(begun, item, secretariat)


def begin(session: SessionPage, members: list[Member], by) -> SessionPage:
    now = timezone.now()
    SessionPage.objects.filter(pk=session.pk).update(
        starts_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=1)
    )
    there = {members[0].pk: Presence.IN_PERSON, members[1].pk: Presence.ONLINE, members[2].pk: Presence.APOLOGIES}
    record_attendance(session=session, presences=there, by=by)
    count_quorum(session=session, by=by)
    return change_state(session=session, verb="go_live", actor=by)


def end(session: SessionPage, item, by) -> SessionPage:
    conclude(item=item, outcome=Outcome.ADVICE, text="Count what carers do.", by=by)
    return change_state(session=session, verb="end", actor=by)


@pytest.fixture
def seat(body):
    """A vacant seat of the body."""
    return SeatFactory(category=SeatCategoryFactory(body=body, name="Carers"), number=1)


@pytest.fixture
def term(body):
    """Somebody sits on the body since a year ago, and can come in."""
    term = TermFactory(body=body)
    Member.objects.filter(pk=term.member_id).update(name="Ada O'Hara", user=UserFactory())
    term.member.refresh_from_db()
    return term
