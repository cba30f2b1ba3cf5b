"""Whoever was heard is named in nothing that outlives the notes, also where somebody answers, decides or gives a reason."""

import pytest

from core.errors import Refused
from peer_review.assessments.domain import scoring
from peer_review.findings.domain import reading
from peer_review.reports.domain import checking, progress
from peer_review.reports.models import FactComment, Sentence
from peer_review.reports.queries.plan import recommendations
from peer_review.reviews.enums import ReviewState as S
from tests.peer_review.assessments.team import team
from tests.peer_review.findings.here import begun
from tests.peer_review.reports.factories import a_review_at
from tests.peer_review.reviews.factories import ProgrammeFactory
from tests.peer_review.visits.factories import AttendeeFactory

pytestmark = pytest.mark.django_db

NAMED = "As Zebedee Quirk told us."


def asked_of(review):
    AttendeeFactory(review=review, name="Zebedee Quirk")
    return pytest.raises(Refused, match="Take out: Zebedee Quirk")


def commented(one):
    draft = Sentence.objects.filter(passage__edition__report__review=one.review, is_judgement=False).first()
    person = one.review.hosts.first().people.get(is_lead=True)
    return FactComment.objects.create(sentence=draft, person=person, error="Wrong", proof="Minutes")


@pytest.mark.parametrize("verb", ["accept", "refuse"])
def test_a_decision_on_a_fact_names_nobody(verb):
    one = a_review_at(S.FACT_CHECK)
    more = {"corrected": "It met."} if verb == "accept" else {}
    comment = commented(one)
    with asked_of(one.review):
        getattr(checking, verb)(comment=comment, because=NAMED, by=one.manager, **more)
    comment.refresh_from_db()
    assert comment.decided_because == ""


def test_what_is_answered_of_a_finding_names_nobody():
    here = team()
    finding = begun(here, cites=1)
    with asked_of(here.review):
        reading.answer_warnings(finding=finding, answer=NAMED, by=here.user(0))
    with asked_of(here.review):
        reading.send_back(finding=finding, because=NAMED, by=here.user(1))


def test_why_points_are_given_names_nobody():
    here = team(programme=ProgrammeFactory(scoring=True))
    with asked_of(here.review):
        scoring.score(review=here.review, line=here.line, points=3, rationale=NAMED, read="", by=here.user(0))


def test_what_the_team_makes_of_the_progress_names_nobody():
    one = a_review_at(S.PROGRESS)
    finding = recommendations(one.review)[0].finding
    with asked_of(one.review):
        progress.team_tells(review=one.review, finding=finding, text=NAMED, read="", by=one.peer)
