"""Rows of the pool for tests, as the verbs would have left them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory, post_generation
from factory.django import DjangoModelFactory

from peer_review.pool.enums import AvailabilityKind, ConflictKind, PeerType, TrainingKind
from peer_review.pool.models import Availability, Declaration, FormerEmployer, Peer, Renewal, Skill, Training


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = Skill

    name = Sequence(lambda number: f"Skill {number}")
    slug = LazyAttribute(lambda skill: skill.name.lower().replace(" ", "-"))


class PeerFactory(DjangoModelFactory):
    """An officer without an account. `PeerFactory(skills=[…])` gives skills, `trained=True` what is asked of all."""

    class Meta:
        model = Peer
        skip_postgeneration_save = True

    name = Sequence(lambda number: f"Peer O'Neill {number}")
    email = Sequence(lambda number: f"peer{number}@example.org")
    type = PeerType.OFFICER
    role_title = "Director of partnerships"
    organisation_name = LazyAttribute(lambda peer: peer.organisation.name if peer.organisation else "An example trust")
    organisation = None

    @post_generation
    def skills(self, create: bool, skills: Any, **_: Any) -> None:
        self.skills.set(skills or [])

    @post_generation
    def trained(self, create: bool, trained: Any, **_: Any) -> None:
        if trained:
            for kind in (TrainingKind.INDUCTION, TrainingKind.DATA_PROTECTION):
                TrainingFactory(peer=self, kind=kind)


class TrainingFactory(DjangoModelFactory):
    """Done a month ago, without an end."""

    class Meta:
        model = Training

    peer = SubFactory(PeerFactory)
    kind = TrainingKind.INDUCTION
    done_on = LazyFunction(lambda: timezone.localdate() - timedelta(days=30))


class AvailabilityFactory(DjangoModelFactory):
    """Away today and for a week."""

    class Meta:
        model = Availability

    peer = SubFactory(PeerFactory)
    kind = AvailabilityKind.UNAVAILABLE
    first_day = LazyFunction(timezone.localdate)
    last_day = LazyAttribute(lambda said: said.first_day + timedelta(days=7))


class DeclarationFactory(DjangoModelFactory):
    class Meta:
        model = Declaration

    peer = SubFactory(PeerFactory)
    kind = ConflictKind.FAMILY
    organisation_name = LazyAttribute(lambda one: one.organisation.name if one.organisation else "")
    organisation = None
    text = "A cousin works there."


class FormerEmployerFactory(DjangoModelFactory):
    class Meta:
        model = FormerEmployer

    peer = SubFactory(PeerFactory)
    left_on = LazyFunction(timezone.localdate)


class RenewalFactory(DjangoModelFactory):
    class Meta:
        model = Renewal

    peer = SubFactory(PeerFactory)
