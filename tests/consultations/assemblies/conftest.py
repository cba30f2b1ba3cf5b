"""What tests of standing bodies begin with."""

import pytest

from consultations.assemblies.models import Member
from tests.consultations.assemblies.factories import BodyPageFactory, SeatCategoryFactory, SeatFactory, TermFactory
from tests.factories import UserFactory


@pytest.fixture
def body(db):
    return BodyPageFactory(title="The Assembly")


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
