"""The part of the demonstration that proposes, scopes and prepares peer reviews."""

from datetime import timedelta

import pytest
from django.utils import timezone

from demonstration.peer_reviews import People, agree_scope, propose_review, scope_review
from peer_review.frameworks.enums import VersionState
from peer_review.reviews.enums import DutyKind, ReviewState
from peer_review.reviews.lifecycle import missing
from tests.factories import OrganisationFactory, UserFactory
from tests.peer_review.frameworks.factories import FrameworkVersionFactory
from tests.peer_review.reviews.factories import ProgrammeFactory, manager

pytestmark = pytest.mark.django_db


def test_a_review_is_laid_out_by_its_verbs():
    people = People(manager=manager(), leads=[UserFactory(), UserFactory()])
    programme = ProgrammeFactory()
    told = {"changed": "Begun.", "published_at": timezone.now(), "published_by": people.manager}
    FrameworkVersionFactory(framework=programme.framework, state=VersionState.IN_FORCE, **told)
    bodies = [OrganisationFactory(), OrganisationFactory()]
    first_day = timezone.localdate() - timedelta(days=100)

    review = propose_review(programme, OrganisationFactory(), bodies, people)
    assert review.state == ReviewState.PROPOSED
    review = scope_review(review, people)
    assert review.state == ReviewState.SCOPING
    agree_scope(review, people, first_day=first_day)
    review.refresh_from_db()
    assert missing(review, "prepare") == [("State what the team must have.", "peer_teams:team")]

    assert review.duties.get(kind=DutyKind.ON_SITE).due_on == first_day
