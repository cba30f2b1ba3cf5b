"""Statements, their versions and what people say about them, for tests."""

from collections.abc import Sequence as Several
from typing import Any

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait, post_generation
from factory.django import DjangoModelFactory

from consultations.statements.enums import CommentState, StatementKind, VersionState
from consultations.statements.models import Comment, Statement, Version
from consultations.townhalls.enums import ReasonCode
from consultations.workstreams.models import WorkstreamPage
from tests.factories import AWKWARD, ParticipantFactory, ReviewPageFactory, UserFactory


class StatementFactory(DjangoModelFactory):
    """A recommendation whose first version is published; `principle=True` for a principle, `unpublished` for one of which there
    is a draft alone.
    """

    class Meta:
        model = Statement
        skip_postgeneration_save = True

    class Params:
        principle = Trait(kind=StatementKind.PRINCIPLE)
        unpublished = Trait(first=VersionState.DRAFT)

    review = SubFactory(ReviewPageFactory)
    kind = StatementKind.RECOMMENDATION
    number = Sequence(lambda number: number + 1000)  # beside those that tests name
    first = VersionState.PUBLISHED

    @classmethod
    def _create(cls, model_class: type[Statement], *args: Any, first: VersionState, **fields: Any) -> Statement:
        made = super()._create(model_class, *args, **fields)
        VersionFactory(statement=made, state=first)
        return made

    @post_generation
    def workstreams(self: Statement, create: bool, extracted: Several[WorkstreamPage] | None, **_: Any) -> None:
        self.workstreams.set(extracted or [])


class VersionFactory(DjangoModelFactory):
    """A published version, which is its statement's current one. `state=VersionState.DRAFT` for a draft."""

    class Meta:
        model = Version

    statement = SubFactory(StatementFactory)
    number = LazyAttribute(lambda version: version.statement.versions.count() + 1)
    title = Sequence(lambda number: f"A national forum of partnerships {number}")
    text = "Partnerships should meet those who make national policy."
    by_whom = "The secretariat"
    changed = LazyAttribute(lambda version: "" if version.number == 1 else "Said more plainly.")
    why = LazyAttribute(lambda version: "" if version.number == 1 else "People asked what it meant.")
    state = VersionState.PUBLISHED
    published_at = LazyAttribute(lambda version: None if version.state == VersionState.DRAFT else timezone.now())
    published_by = LazyAttribute(
        lambda version: None if version.state == VersionState.DRAFT else UserFactory(secretariat=True)
    )

    @classmethod
    def _create(cls, model_class: type[Version], *args: Any, **fields: Any) -> Version:
        made = super()._create(model_class, *args, **fields)
        if made.published_at:
            made.statement.current = made
            made.statement.save(update_fields=["current"])
        return made


class CommentFactory(DjangoModelFactory):
    """A published comment of a guest's. `waiting=True` for one that nobody has read."""

    class Meta:
        model = Comment

    class Params:
        waiting = Trait(state=CommentState.WAITING)

    version = LazyFunction(lambda: StatementFactory().current)
    by = SubFactory(ParticipantFactory)
    name = AWKWARD
    text = Sequence(lambda number: f"Who would pay for it, in year {number}?")
    state = CommentState.PUBLISHED
    published_at = LazyAttribute(lambda one: timezone.now() if one.state == CommentState.PUBLISHED else None)
    decided_at = LazyAttribute(lambda one: None if one.state == CommentState.WAITING else timezone.now())
    declined_for = LazyAttribute(lambda one: ReasonCode.OTHER if one.state == CommentState.NOT_PUBLISHED else "")
