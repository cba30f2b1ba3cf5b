"""The illustrative pool: whole, plainly labelled, with something of everything that a manager has to see."""

from collections import Counter

import pytest

from core.audit import first_broken_link
from demonstration.content.peer_pool import LABEL
from demonstration.peer_pool import load_pool
from demonstration.people import load_people
from organisations.domain import load_register
from peer_review.pool.enums import PeerType, Trained
from peer_review.pool.models import Declaration, Peer
from peer_review.pool.queries.peers import standings


@pytest.mark.django_db
def test_the_illustrative_pool():
    load_register()
    people = load_people()
    load_pool(manager=people["reviewmanager@moothall.example"], people=people)
    assert Counter(Peer.objects.values_list("type", flat=True)) == {
        PeerType.MEMBER: 14,
        PeerType.OFFICER: 14,
        PeerType.CLINICAL: 10,
        PeerType.VCSE: 8,
        PeerType.LIVED: 8,
        PeerType.CHIEF: 6,
    }
    assert all(one.name.startswith("Illustrative peer ") for one in Peer.objects.all())
    assert all(one.organisation_name.startswith("An illustrative ") for one in Peer.objects.all())
    assert all(LABEL in one.biography for one in Peer.objects.all())
    assert all(one.text.startswith("Illustration: ") for one in Declaration.objects.all())
    assert {one.user.email for one in Peer.objects.exclude(user=None)} == {
        "peer@moothall.example",
        "secondpeer@moothall.example",
    }
    rows = standings()
    assert {one.trained for one in rows} == set(Trained)
    assert {one.is_due for one in rows} == {True, False}
    assert {one.state for one in rows} == {"active", "paused"}
    assert Declaration.objects.exclude(withdrawn_on=None).count() == 1
    assert Declaration.objects.filter(organisation=None).count() == 2
    assert first_broken_link() is None
