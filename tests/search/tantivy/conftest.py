import pytest

from tests.search.engines import ENGINES


@pytest.fixture
def engine():
    """Here it is the engine's own files that are looked at, so no other is asked."""
    return ENGINES["tantivy"]
