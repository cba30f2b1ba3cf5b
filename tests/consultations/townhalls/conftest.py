"""What tests of town halls begin with."""

from uuid import uuid4

import pytest

from consultations.townhalls.domain.speaking import Words, contribute
from consultations.townhalls.enums import ContributionKind
from tests.factories import ParticipantFactory, TownHallPageFactory, UserFactory


@pytest.fixture
def hall(db):
    """A live town hall that publishes at once."""
    return TownHallPageFactory(at_once=True)


@pytest.fixture
def guest(db):
    return ParticipantFactory()


@pytest.fixture
def moderator(db):
    return UserFactory(moderator=True)


@pytest.fixture
def say(hall, guest):
    """`say("Who pays?")` is a question of the guest's in the hall; more by keyword."""

    def said(text, *, by=None, in_hall=None, kind=ContributionKind.QUESTION, parent=None, is_host=False, **more):
        words = Words(uuid4(), ContributionKind.REPLY if parent else kind, text, parent=parent, **more)
        return contribute(hall=in_hall or hall, words=words, by=by or guest, is_host=is_host)

    return said
