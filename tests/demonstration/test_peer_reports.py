"""The reports of the demonstration come to rest where they shall, and laid out again nothing is added."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from demonstration.peer_reports import lay_out_reports
from peer_review.reports.models import Action, Edition, FactComment, Progress
from peer_review.reviews.enums import DutyKind
from peer_review.reviews.enums import ReviewState as S
from tests.peer_review.reports.factories import a_review_at
from tests.peer_review.reviews.factories import DutyFactory


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("upto", "comments", "actions", "told"),
    [
        (S.DRAFTING, 0, 0, 0),
        (S.FACT_CHECK, 2, 0, 0),
        (S.FINAL, 2, 0, 0),
        (S.PUBLISHED, 2, 2, 0),
        (S.ACTION_PLAN, 2, 2, 0),
        (S.PROGRESS, 2, 2, 1),
        (S.CLOSED, 2, 2, 2),
    ],
)
def test_it_rests_where_it_shall(upto, comments, actions, told):
    one = a_review_at(S.DRAFTING)
    people = SimpleNamespace(manager=one.manager, leads=[one.host])
    for _again in range(2):
        review = lay_out_reports(one.review, upto, people)
        assert review.state == upto
        counts = [model.objects.count() for model in (FactComment, Action, Progress)]
        assert counts == [comments, actions, told]
    for action in Action.objects.exclude(finding__progress=None).select_related("finding__progress"):
        assert action.standing == action.finding.progress.standing
    assert Edition.objects.count() == (0 if upto == S.DRAFTING else 1 if upto == S.FACT_CHECK else 2)


@pytest.mark.django_db
def test_editions_and_comments_bear_the_days_on_which_they_were_due():
    one = a_review_at(S.DRAFTING)
    today = timezone.localdate()
    sent, checked = (today - timedelta(days=days) for days in (80, 66))
    DutyFactory(review=one.review, kind=DutyKind.DRAFT_REPORT, due_on=sent)
    DutyFactory(review=one.review, kind=DutyKind.FACT_CHECK, due_on=checked)
    lay_out_reports(one.review, S.FINAL, SimpleNamespace(manager=one.manager, leads=[one.host]))
    assert [edition.made_at.date() for edition in Edition.objects.all()] == [sent, checked]
    for comment in FactComment.objects.all():
        assert sent < comment.at.date() < comment.decided_at.date() <= checked


@pytest.mark.django_db
def test_what_hosts_undertook_stands_where_they_say_that_it_does():
    one = a_review_at(S.DRAFTING)
    lay_out_reports(one.review, S.CLOSED, SimpleNamespace(manager=one.manager, leads=[one.host]))
    told = dict(Progress.objects.values_list("finding", "standing"))
    assert dict(Action.objects.values_list("finding", "standing")) == told
    assert len(set(told.values())) == 2


@pytest.mark.django_db
def test_a_review_that_was_withdrawn_is_left_alone():
    one = a_review_at(S.DRAFTING)
    people = SimpleNamespace(manager=one.manager, leads=[one.host])
    assert lay_out_reports(one.review, S.WITHDRAWN, people).state == S.DRAFTING
