from factory import Sequence
from factory.django import DjangoModelFactory

from peer_review.pool.enums import PeerType
from peer_review.pool.models import Peer, Skill


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = Skill

    name = Sequence(lambda number: f"Skill {number}")
    slug = Sequence(lambda number: f"skill-{number}")


class PeerFactory(DjangoModelFactory):
    class Meta:
        model = Peer

    name = Sequence(lambda number: f"Illustrative peer {number}")
    email = Sequence(lambda number: f"peer{number}@example.org")
    type = PeerType.OFFICER
