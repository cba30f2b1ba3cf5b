"""Eight in the morning is London's, in summer, in winter, and in the nights between."""

from datetime import UTC, datetime

import pytest

from search.alerts.schedule import next_time
from search.enums import Frequency


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "then"),
    [
        ("2026-11-18 07:59", "2026-11-18 08:00"),
        ("2026-11-18 08:00", "2026-11-19 08:00"),
        ("2026-07-01 06:59", "2026-07-01 07:00"),
        ("2026-07-01 23:30", "2026-07-02 07:00"),  # past midnight in London already
        ("2026-03-28 08:00", "2026-03-29 07:00"),  # the clocks go forward at one o'clock that night
        ("2026-03-29 07:00", "2026-03-30 07:00"),
        ("2026-10-24 07:00", "2026-10-25 08:00"),  # and back
        ("2026-10-25 00:30", "2026-10-25 08:00"),  # half past one, for the first time
        ("2026-10-25 01:30", "2026-10-25 08:00"),  # and for the second
    ],
)
def test_daily(after, then):
    assert next_time(Frequency.DAILY, utc(after)) == utc(then)


@pytest.mark.parametrize(
    ("after", "then"),
    [
        ("2026-11-16 07:59", "2026-11-16 08:00"),  # a Monday
        ("2026-11-16 08:00", "2026-11-23 08:00"),
        ("2026-11-18 12:00", "2026-11-23 08:00"),
        ("2026-10-19 07:00", "2026-10-26 08:00"),  # over the clocks going back
        ("2026-03-23 08:00", "2026-03-30 07:00"),  # and forward
    ],
)
def test_weekly(after, then):
    assert next_time(Frequency.WEEKLY, utc(after)) == utc(then)


def test_at_once_is_now():
    assert next_time(Frequency.AT_ONCE, utc("2026-11-18 12:00")) == utc("2026-11-18 12:00")
