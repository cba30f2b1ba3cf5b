"""The picture of a timetable: each duty once, none over another, today among them."""

import itertools
from datetime import date, timedelta

import pytest
from django.utils import timezone

from peer_review.reviews.models import Duty, Review
from peer_review.reviews.presenters.duties import lines_of
from peer_review.reviews.presenters.plan import APART, plan_of
from peer_review.reviews.timetable import timetable


def _plan(first):
    days = timetable(first, first + timedelta(days=3))
    return plan_of(lines_of(Review(), [Duty(kind=kind, due_on=day, by_rule=day) for kind, day in days.items()]))


def test_every_duty_has_its_mark_and_none_lies_over_another():
    plan = _plan(timezone.localdate())
    assert [mark.number for mark in plan.marks] == list(range(1, 14))
    assert all(0 < mark.x < 100 for mark in plan.marks)
    rows = {mark.y: [one.x for one in plan.marks if one.y == mark.y] for mark in plan.marks}
    assert all(later - sooner >= APART for row in rows.values() for sooner, later in itertools.pairwise(row))
    assert max(rows) < plan.height


def test_today_stands_where_it_is_or_nowhere():
    assert 0 < _plan(timezone.localdate()).today < 100
    assert _plan(date(2040, 1, 9)).today is None


def test_months_are_named_apart():
    months = [name for _place, name in _plan(date(2027, 6, 8)).months]
    assert months[0] == "Jan 2027"
    assert len(months) <= 9


@pytest.mark.parametrize("how_many", [0, 1])
def test_fewer_than_two_make_no_picture(how_many):
    duties = [Duty(kind="report", due_on=date(2027, 1, 4), by_rule=date(2027, 1, 4))] * how_many
    assert plan_of(lines_of(Review(), duties)) is None
