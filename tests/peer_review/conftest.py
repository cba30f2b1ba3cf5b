"""A manager of peer review, and a review of theirs that is being prepared; a room whose reviews differ names its own."""

import pytest

from peer_review.reviews.enums import ReviewState
from tests.peer_review.reviews.factories import ReviewFactory, manager


@pytest.fixture
def boss(db):
    return manager()


@pytest.fixture
def review(boss):
    return ReviewFactory(state=ReviewState.PREPARING, manager=boss, reference="PR-3")
