"""What a review must have in its team, and a pool of seven who can go anywhere."""

import pytest

from peer_review.pool.enums import PeerType
from tests.peer_review.teams.factories import TeamNeedFactory, ready_peer


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
