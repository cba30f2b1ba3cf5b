"""The demonstration's assessments and findings, by review and where it shall rest."""

import pytest

from demonstration.peer_assessments import lay_out_assessments
from demonstration.peer_findings import lay_out_findings
from peer_review.assessments.lifecycle import every_line_has_converged
from peer_review.assessments.models import Assessment, Judgement
from peer_review.findings.lifecycle import every_finding_is_signed
from peer_review.findings.models import Finding
from peer_review.findings.queries.findings import signed
from peer_review.reviews.enums import ReviewState
from tests.peer_review.assessments.team import team

pytestmark = pytest.mark.django_db


def lay_out(here, upto):
    lay_out_assessments(here.review, upto)
    lay_out_findings(here.review, upto)


def counted():
    return (
        Assessment.objects.filter(submitted_at__isnull=False).count(),
        sorted(Judgement.objects.values_list("state", flat=True)),
        sorted(Finding.objects.values_list("state", flat=True)),
    )


def test_one_that_rests_before_has_nothing():
    lay_out(team(peers=3, lines=5, state=ReviewState.PREPARING), ReviewState.PREPARING)
    assert counted() == (0, [], [])


def test_one_that_rests_on_site_has_lines_in_every_stage():
    lay_out(team(peers=3, lines=5), ReviewState.ON_SITE)
    assert counted() == (12, ["challenged", "challenged", "converged", "converged"], [])


def test_one_that_rests_while_drafting_has_findings_in_every_state():
    here = team(peers=3, lines=5)
    for _ in range(2):  # laid out again, nothing is added
        lay_out(here, ReviewState.DRAFTING)
        assert counted()[2] == ["draft", "manager", "second", "signed", "signed"]
    assert every_line_has_converged(here.review) is None


def test_one_that_goes_on_has_all_signed():
    here = team(peers=3, lines=5)
    for _ in range(2):
        lay_out(here, ReviewState.CLOSED)
    assert [str(one) for one in signed(here.review)] == ["S1", "S2", "A1", "R1", "R2"]
    assert every_finding_is_signed(here.review) is None
    assert all(one.citations.exclude(item=None).exists() for one in signed(here.review))  # a paper, and not words alone
    assert every_line_has_converged(here.review) is None
