"""What each viewer learns of a peer: planted secrets reach managers and the peer, and nobody else."""

from dataclasses import asdict

import pytest

from accounts.enums import Role
from core.actors import SYSTEM
from core.disclosure import PUBLIC, Audience, Viewer, disclose
from peer_review.pool.models import Peer
from tests.factories import UserFactory
from tests.peer_review.pool.factories import DeclarationFactory, PeerFactory

pytestmark = pytest.mark.django_db

PRIVATE = {
    "email": "secret-address@example.org",
    "phone": "020 7946 0999",
    "party": "green",
    "adjustments": "A secret need",
}
NEAR = {"region": "Y56", "biography": "A word to the team"}


@pytest.fixture
def planted(db) -> Peer:
    user = UserFactory(email="secret-account@example.org")
    return PeerFactory(name="Ada O'Hara", organisation_name="A trust", user=user, **PRIVATE, **NEAR)


def known(peer: Peer, viewer: Viewer) -> dict:
    return {name: value for name, value in asdict(disclose(peer, viewer)).items() if value and name != "pk"}


OPEN = {"name": "Ada O'Hara", "type": "officer", "role_title": "Director of partnerships", "organisation": "A trust"}


def test_the_public_and_a_host_learn_who_came(planted):
    assert known(planted, PUBLIC) == OPEN


def test_a_team_mate_learns_what_a_peer_brings_besides(planted):
    mate = PeerFactory(user=UserFactory(holds=[Role.PEER_REVIEWER])).user
    assert known(planted, Viewer(Audience.CONTRIBUTOR, mate)) == {**OPEN, **NEAR}


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.MODERATOR, Role.AUDITOR, Role.CO_CHAIR])
def test_other_staff_learn_no_more_than_the_public(planted, role):
    assert known(planted, Viewer(Audience.STAFF, UserFactory(holds=[role]))) == OPEN


def test_what_is_done_by_nobody_learns_no_more_either(planted):
    assert known(planted, Viewer(Audience.STAFF)) == known(planted, Viewer(Audience.STAFF, SYSTEM)) == OPEN


def test_managers_and_the_peer_know_all_of_it(planted, manager):
    whole = {**OPEN, **PRIVATE, **NEAR, "account": "secret-account@example.org", "is_private": True}
    assert known(planted, Viewer(Audience.STAFF, manager)) == whole
    assert known(planted, Viewer(Audience.CONTRIBUTOR, planted.user)) == whole


def test_nobody_else_learns_that_there_is_a_declaration(planted, manager):
    row = DeclarationFactory(peer=planted, text="A secret cousin")
    mate = PeerFactory(user=UserFactory()).user
    for viewer in (PUBLIC, Viewer(Audience.CONTRIBUTOR, mate), Viewer(Audience.STAFF, UserFactory(secretariat=True))):
        assert disclose(row, viewer) is None
    for viewer in (Viewer(Audience.STAFF, manager), Viewer(Audience.CONTRIBUTOR, planted.user)):
        assert disclose(row, viewer).text == "A secret cousin"
