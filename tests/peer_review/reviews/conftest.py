"""Reviews by themselves, for what is about their own moves."""

import pytest

from peer_review.reviews import lifecycle


@pytest.fixture
def no_rooms_above(monkeypatch):
    """Nothing but a review's own guards stands in the way; each room above tests the gates that it stands in."""
    monkeypatch.setattr(lifecycle, "_gates", {})
