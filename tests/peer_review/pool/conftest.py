"""A manager of peer review, a peer who comes in with an account, and a system with a host."""

import pytest

from accounts.enums import Role
from tests.factories import OrganisationFactory, UserFactory
from tests.peer_review.pool.factories import PeerFactory


@pytest.fixture
def manager(boss):
    return boss


@pytest.fixture
def peer(db):
    """Somebody who comes in with an account."""
    return PeerFactory(name="Ada O'Hara", user=UserFactory(holds=[Role.PEER_REVIEWER]))


@pytest.fixture
def system(db):
    return OrganisationFactory(name="NHS Hilltop Integrated Care Board", region="Y60")


@pytest.fixture
def host(db):
    return OrganisationFactory(name="Hilltop Hospitals Trust", region="Y60")
