"""A manager, and a framework of two themes: version 1 in force, as the verbs leave it."""

import pytest

from tests.peer_review.frameworks.factories import in_force, manager


@pytest.fixture
def keeper(db):
    return manager()


@pytest.fixture
def version(keeper):
    return in_force(by=keeper)


@pytest.fixture
def framework(version):
    return version.framework
