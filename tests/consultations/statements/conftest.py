"""What tests of statements begin with."""

from uuid import uuid4

import pytest

from consultations.statements.domain.commenting import Words, comment
from consultations.statements.domain.drafting import Wording
from consultations.workstreams.models import WorkstreamPerson
from tests.consultations.statements.factories import StatementFactory
from tests.factories import ParticipantFactory, UserFactory, WorkstreamPageFactory


@pytest.fixture
def secretary(db):
    return UserFactory(secretariat=True)


@pytest.fixture
def moderator(db):
    return UserFactory(moderator=True)


@pytest.fixture
def workstream(db):
    return WorkstreamPageFactory()


@pytest.fixture
def co_chair(workstream):
    """Somebody who co-chairs the workstream, and has the role."""
    user = UserFactory(co_chair=True)
    part = WorkstreamPerson.Part.CO_CHAIR
    WorkstreamPerson.objects.create(workstream=workstream, part=part, name="Ada Example", user=user)
    return user


@pytest.fixture
def statement(workstream):
    return StatementFactory(number=7, workstreams=[workstream])


@pytest.fixture
def guest(db):
    return ParticipantFactory()


@pytest.fixture
def wording():
    """`wording("A text.")` is a wording of a version that says what changed; more by keyword."""

    def worded(text, **more):
        said = {"title": "A forum", "by_whom": "The co-chairs", "changed": "Shorter.", "why": "It was long.", **more}
        return Wording(text=text, **said)

    return worded


@pytest.fixture
def say(statement, guest):
    """`say("Who pays?")` is a comment of the guest's on the version that stands; more by keyword."""

    def said(text, *, by=None, version=None, **more):
        return comment(version=version or statement.current, words=Words(uuid4(), text, **more), by=by or guest)

    return said
