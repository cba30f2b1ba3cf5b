"""The part of the demonstration that proposes, scopes and prepares peer reviews."""

from datetime import timedelta

import pytest
from django.utils import timezone

from demonstration.peer_reviews import People, lay_out_reviews, propose_review, set_back
from peer_review.frameworks.enums import VersionState
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import DutyKind, ReviewState
from tests.factories import OrganisationFactory, UserFactory
from tests.peer_review.frameworks.factories import FrameworkVersionFactory
from tests.peer_review.reviews.factories import ProgrammeFactory, manager

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("upto", [ReviewState.PROPOSED, ReviewState.SCOPING, ReviewState.PREPARING])
def test_a_review_is_laid_out_by_its_verbs(upto):
    people = People(manager=manager(), leads=[UserFactory(), UserFactory()])
    programme = ProgrammeFactory()
    told = {"changed": "Begun.", "published_at": timezone.now(), "published_by": people.manager}
    FrameworkVersionFactory(framework=programme.framework, state=VersionState.IN_FORCE, **told)
    bodies = [OrganisationFactory(), OrganisationFactory()]
    review = propose_review(programme, OrganisationFactory(), bodies, people)
    first_day = timezone.localdate() - timedelta(days=100)
    assert lay_out_reviews(review, upto, people, first_day=first_day).state == upto
    if upto == ReviewState.PREPARING:
        move_on(review=review, verb="arrive", actor=people.manager)
        set_back(review)
        assert review.duties.get(kind=DutyKind.ON_SITE).done_on == first_day
