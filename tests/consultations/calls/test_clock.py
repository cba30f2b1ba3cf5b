"""A call's time in words, by London's calendar, right when the clocks change."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from consultations.calls.clock import outcome_due, time_left
from consultations.calls.enums import CallStatus, Phase
from consultations.calls.models import CallPage

LONDON = ZoneInfo("Europe/London")


def call(opens, closes, status=CallStatus.CLEARED):
    return CallPage(opens_at=opens, closes_at=closes, status=status)


def london(*parts):
    return datetime(*parts, tzinfo=LONDON)


pytestmark = pytest.mark.django_db  # a page looks its content type up when it is made


def spring():
    return call(london(2023, 3, 1, 9), london(2023, 3, 26, 23, 45))


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (london(2023, 2, 26, 12), "Opens in 3 days"),
        (london(2023, 2, 28, 23, 59), "Opens tomorrow"),
        (london(2023, 3, 1, 0, 1), "Opens today"),
        (london(2023, 3, 14, 12), "12 days left"),
        # Clocks go forward at 01:00 on 26 March 2023: that day has 23 hours and is still one day.
        (london(2023, 3, 24, 23, 50), "2 days left"),
        (london(2023, 3, 25, 23, 59), "Closes tomorrow"),
        (london(2023, 3, 26, 0, 0), "Closes today"),
        (london(2023, 3, 26, 23, 44), "Closes today"),
        (london(2023, 3, 26, 23, 45), ""),
    ],
)
def test_time_left_in_words(now, words):
    assert time_left(spring(), now) == words


def test_a_call_closes_at_its_moment_in_summer_time():
    # 23:45 in London on the day the clocks went forward is 22:45 in UTC.
    assert spring().phase_at(datetime(2023, 3, 26, 22, 44, 59, tzinfo=UTC)) is Phase.OPEN
    assert spring().phase_at(datetime(2023, 3, 26, 22, 45, tzinfo=UTC)) is Phase.CLOSED


def test_the_hour_that_comes_twice_is_told_apart():
    autumn = call(london(2023, 10, 1, 9), london(2023, 10, 29, 1, 30).replace(fold=1))
    assert autumn.phase_at(datetime(2023, 10, 29, 0, 45, tzinfo=UTC)) is Phase.OPEN
    assert autumn.phase_at(datetime(2023, 10, 29, 1, 30, tzinfo=UTC)) is Phase.CLOSED


def test_a_call_that_was_not_cleared_never_opens():
    assert call(london(2023, 3, 1, 9), london(2023, 3, 26, 9), CallStatus.PREPARING).phase_at(london(2023, 3, 9)) is (
        Phase.FORTHCOMING
    )


@pytest.mark.parametrize(
    ("now", "days", "words"),
    [
        (london(2023, 1, 10, 9), 83, "83 days left"),
        (london(2023, 4, 3, 9), 0, "due today"),
        (london(2023, 4, 4, 9), -1, "1 day late"),
    ],
)
def test_the_outcome_is_due_twelve_weeks_later_at_the_same_time_of_day(now, days, words):
    due = outcome_due(call(london(2022, 12, 13, 9), london(2023, 1, 9, 23, 45)), now)
    assert due is not None
    assert (due.due, due.days, due.in_words) == (london(2023, 4, 3, 23, 45), days, words)


def test_no_countdown_before_the_close_or_after_the_outcome():
    assert outcome_due(spring(), london(2023, 3, 5)) is None
    assert outcome_due(call(london(2023, 1, 1), london(2023, 2, 1), CallStatus.OUTCOME), london(2023, 3, 5)) is None


def test_a_new_call_begins_with_times_at_the_same_hour_on_both_sides_of_a_clock_change():
    with time_machine.travel(london(2026, 10, 1, 15), tick=False):
        new = CallPage()
    assert (new.opens_at, new.closes_at) == (london(2026, 10, 29, 9), london(2026, 12, 10, 23, 45))
