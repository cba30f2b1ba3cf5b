"""Times are London's, and right on the nights when the clocks change."""

from datetime import UTC, date, datetime

import pytest

from core.templatetags.moments import day, moment, plain_days, plain_moment


@pytest.mark.parametrize(
    ("utc", "told", "iso"),
    [
        # 2023: summer time began on 26 March at 01:00 UTC and ended on 29 October at 01:00 UTC.
        (datetime(2023, 3, 26, 0, 59, tzinfo=UTC), "00:59 on 26 March 2023", "2023-03-26T00:59+00:00"),
        (datetime(2023, 3, 26, 1, 0, tzinfo=UTC), "02:00 on 26 March 2023", "2023-03-26T02:00+01:00"),
        (datetime(2023, 10, 29, 0, 30, tzinfo=UTC), "01:30 on 29 October 2023", "2023-10-29T01:30+01:00"),
        (datetime(2023, 10, 29, 1, 30, tzinfo=UTC), "01:30 on 29 October 2023", "2023-10-29T01:30+00:00"),
        (datetime(2023, 6, 30, 23, 30, tzinfo=UTC), "00:30 on 1 July 2023", "2023-07-01T00:30+01:00"),
        (datetime(2023, 12, 31, 23, 59, tzinfo=UTC), "23:59 on 31 December 2023", "2023-12-31T23:59+00:00"),
    ],
)
def test_a_moment_is_told_in_london(utc, told, iso):
    assert plain_moment(utc) == told
    assert moment(utc) == f'<time datetime="{iso}">{told}</time>'


def test_a_day_is_the_day_it_was_in_london():
    assert day(datetime(2023, 6, 30, 23, 30, tzinfo=UTC)) == '<time datetime="2023-07-01">1 July 2023</time>'
    assert day(date(2023, 4, 4)) == '<time datetime="2023-04-04">4 April 2023</time>'


def test_nothing_is_told_of_no_moment():
    assert (moment(None), day(None)) == ("", "")


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2025, 11, 11), date(2025, 11, 11), "11 November 2025"),
        (date(2025, 11, 11), date(2025, 11, 14), "11 to 14 November 2025"),
        (date(2025, 10, 31), date(2025, 11, 3), "31 October to 3 November 2025"),
        (date(2025, 12, 29), date(2026, 1, 1), "29 December 2025 to 1 January 2026"),
    ],
)
def test_days_say_each_part_of_their_date_once(first, last, told):
    assert plain_days(first, last) == told
