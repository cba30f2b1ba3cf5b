from django.utils import timezone
from factory import LazyAttribute, SubFactory, Trait
from factory.django import DjangoModelFactory

from peer_review.assessments.enums import Confidence
from peer_review.assessments.models import Assessment, Judgement
from tests.peer_review.frameworks.factories import LineFactory
from tests.peer_review.reviews.factories import ReviewFactory
from tests.peer_review.teams.factories import MemberFactory


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    class Params:
        submitted = Trait(submitted_at=timezone.now(), confidence=Confidence.MEDIUM, strong="They meet weekly.")

    member = SubFactory(MemberFactory)
    review = LazyAttribute(lambda assessment: assessment.member.review)
    line = SubFactory(LineFactory)


class JudgementFactory(DjangoModelFactory):
    class Meta:
        model = Judgement

    review = SubFactory(ReviewFactory)
    line = SubFactory(LineFactory)
