from django.utils import timezone
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from peer_review.findings.enums import FindingKind, FindingState
from peer_review.findings.models import Finding
from tests.peer_review.frameworks.factories import LineFactory
from tests.peer_review.reviews.factories import manager
from tests.peer_review.teams.factories import MemberFactory


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = Finding

    class Params:
        signed = Trait(
            state=FindingState.SIGNED,
            second=LazyAttribute(lambda finding: MemberFactory(review=finding.review)),
            second_at=LazyFunction(timezone.now),
            signed_by=LazyFunction(manager),
            signed_at=LazyFunction(timezone.now),
        )

    written_by = SubFactory(MemberFactory)
    review = LazyAttribute(lambda finding: finding.written_by.review)
    line = SubFactory(LineFactory)
    kind = FindingKind.STRENGTH
    number = Sequence(lambda number: number + 101)
    title = "Partners meet weekly"
    text = "Partners meet every week, and decide there."
