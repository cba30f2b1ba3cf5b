"""Peer reviews for tests. `ReviewFactory(state=...)` has all that its state asks for."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from peer_review.reviews.enums import SCOPED, STAGES, DutyKind, ReviewState
from peer_review.reviews.models import (
    Duty,
    Host,
    HostPerson,
    PositionPart,
    PositionStatement,
    Programme,
    Review,
    Scoping,
)
from tests.factories import OrganisationFactory
from tests.peer_review.frameworks.factories import FrameworkFactory, FrameworkVersionFactory, manager


def _since(review: Any, state: ReviewState, value: Any) -> Any:
    """Return `value` for a review that stands at `state` or after it."""
    return value if review.state in STAGES[STAGES.index(state) :] else None


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    name = Sequence(lambda number: f"Illustrative programme {number}")
    slug = Sequence(lambda number: f"programme-{number}")
    framework = SubFactory(FrameworkFactory)


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = Review

    programme = SubFactory(ProgrammeFactory)
    # Far from the numbers that tests name themselves.
    reference = Sequence(lambda number: f"PR-{number + 1001}")
    system = SubFactory(OrganisationFactory)
    manager = LazyFunction(manager)
    state = ReviewState.PROPOSED
    framework_version = LazyAttribute(
        lambda review: FrameworkVersionFactory(framework=review.programme.framework) if review.state in SCOPED else None
    )
    frozen_at = LazyAttribute(lambda review: timezone.now() if review.framework_version else None)
    on_site_from = LazyAttribute(
        lambda review: timezone.localdate() + timedelta(days=60) if review.state in SCOPED else None
    )
    on_site_to = LazyAttribute(lambda review: review.on_site_from and review.on_site_from + timedelta(days=3))
    public_since = LazyAttribute(lambda review: None if review.state == ReviewState.PROPOSED else timezone.now())
    withdrawn_at = LazyAttribute(lambda review: timezone.now() if review.state == ReviewState.WITHDRAWN else None)
    withdrawn_because = LazyAttribute(
        lambda review: "The system is being merged." if review.state == ReviewState.WITHDRAWN else ""
    )
    finished_at = LazyAttribute(lambda review: _since(review, ReviewState.FINAL, timezone.now()))
    published_at = LazyAttribute(lambda review: _since(review, ReviewState.PUBLISHED, timezone.now()))
    published_by = LazyAttribute(lambda review: _since(review, ReviewState.PUBLISHED, review.manager))
    plan_published_at = LazyAttribute(lambda review: _since(review, ReviewState.ACTION_PLAN, timezone.now()))
    progress_published_at = LazyAttribute(lambda review: _since(review, ReviewState.CLOSED, timezone.now()))
    closed_at = LazyAttribute(lambda review: _since(review, ReviewState.CLOSED, timezone.now()))


class HostFactory(DjangoModelFactory):
    class Meta:
        model = Host

    review = SubFactory(ReviewFactory)
    organisation = SubFactory(OrganisationFactory)


class HostPersonFactory(DjangoModelFactory):
    """`user=UserFactory()` for one who signed in; `is_lead=True` for the lead."""

    class Meta:
        model = HostPerson

    host = SubFactory(HostFactory)
    name = Sequence(lambda number: f"Illustrative person {number}")
    email = Sequence(lambda number: f"host{number}@example.org")
    joined_at = LazyAttribute(lambda person: timezone.now() if person.user else None)
    user = None


class ScopingFactory(DjangoModelFactory):
    class Meta:
        model = Scoping

    review = SubFactory(ReviewFactory)


class DutyFactory(DjangoModelFactory):
    class Meta:
        model = Duty

    review = SubFactory(ReviewFactory)
    kind = DutyKind.REPORT
    due_on = LazyFunction(lambda: timezone.localdate() + timedelta(days=90))
    by_rule = LazyAttribute(lambda duty: duty.due_on)


class PositionStatementFactory(DjangoModelFactory):
    class Meta:
        model = PositionStatement

    review = SubFactory(ReviewFactory)


class PositionPartFactory(DjangoModelFactory):
    class Meta:
        model = PositionPart

    statement = SubFactory(PositionStatementFactory)
    position = Sequence(lambda number: number + 1)
    title = "Where we are stuck"
    prompt = "Where are you stuck, and what did you try?"
