"""A review with its days and need stated, and a pool of ten who can go anywhere."""

import pytest

from peer_review.pool.enums import PeerType
from peer_review.reviews.enums import ReviewState
from tests.peer_review.reviews.factories import ReviewFactory, manager
from tests.peer_review.teams.factories import TeamNeedFactory, ready_peer


@pytest.fixture
def boss(db):
    return manager()


@pytest.fixture
def review(db, boss):
    return ReviewFactory(state=ReviewState.PREPARING, manager=boss, reference="PR-3")


@pytest.fixture
def need(review):
    """Three peers, a clinician among them."""
    need = TeamNeedFactory(review=review, size=3, revision=1)
    need.minimums.create(type=PeerType.CLINICAL, least=1)
    return need


@pytest.fixture
def pool(db):
    """Two who may lead, two clinicians, three officers."""
    return {
        "leads": [ready_peer(name=f"Lead {n}", leads=True, organisation_name=f"Council L{n}") for n in (1, 2)],
        "clinicians": [
            ready_peer(name=f"Clinician {n}", type=PeerType.CLINICAL, organisation_name=f"Trust {n}") for n in (1, 2)
        ],
        "officers": [ready_peer(name=f"Officer {n}", organisation_name=f"Council {n}") for n in (1, 2, 3)],
    }
