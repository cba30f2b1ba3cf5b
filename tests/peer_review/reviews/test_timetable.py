"""Working days, and the table from which every day of a review follows."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from peer_review.reviews.enums import DutyKind as D
from peer_review.reviews.timetable import RULES, SAYS, notes_deleted_after, timetable
from peer_review.reviews.working_days import bank_holidays, is_working_day, on_or_before


def test_bank_holidays_of_a_year_with_substitutes():
    assert bank_holidays(2027) == {
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 5, 3),
        date(2027, 5, 31),
        date(2027, 8, 30),
        date(2027, 12, 27),
        date(2027, 12, 28),
    }


def test_a_boxing_day_on_sunday_is_kept_on_monday_and_christmas_on_tuesday_or_the_other_way_round():
    assert {date(2021, 12, 27), date(2021, 12, 28)} <= bank_holidays(2021)
    assert {date(2022, 12, 26), date(2022, 12, 27)} <= bank_holidays(2022)


def test_the_last_working_day_before_easter_monday_is_maundy_thursday():
    assert on_or_before(date(2027, 3, 29)) == date(2027, 3, 25)


def test_the_whole_timetable_of_a_visit():
    assert timetable(date(2027, 6, 8), date(2027, 6, 11)) == {
        D.SCOPING_MEETING: date(2027, 1, 8),
        D.POSITION_STATEMENT: date(2027, 5, 18),
        D.READING_PACK: date(2027, 5, 25),
        D.TEAM_CALL: date(2027, 5, 28),
        D.ON_SITE: date(2027, 6, 8),
        D.FEEDBACK: date(2027, 6, 11),
        D.DRAFT_REPORT: date(2027, 7, 2),
        D.FACT_CHECK: date(2027, 7, 16),
        D.REPORT: date(2027, 9, 10),
        D.ACTION_PLAN: date(2027, 11, 11),
        D.NOTES_DELETED: date(2027, 12, 10),
        D.PROGRESS_REVIEW: date(2028, 4, 11),
        D.PROGRESS_REPORT: date(2028, 6, 9),
    }


def test_notes_are_deleted_three_months_after_the_report():
    assert notes_deleted_after(date(2027, 11, 30)) == date(2028, 2, 29)


def test_every_duty_has_its_rule_in_words():
    assert set(SAYS) == set(D)
    assert {rule.kind for rule in RULES} == set(D) - {D.ON_SITE, D.FEEDBACK}


@given(some.dates(date(2024, 1, 1), date(2060, 1, 1)))
def test_what_people_do_is_due_on_working_days_in_order(first):
    days = timetable(first, first)
    assert list(days.values()) == sorted(days.values())
    by_people = set(D) - {D.NOTES_DELETED, D.ON_SITE, D.FEEDBACK}
    assert all(is_working_day(days[kind]) for kind in by_people)
    assert all(days[kind] < first for kind in (D.SCOPING_MEETING, D.POSITION_STATEMENT, D.READING_PACK, D.TEAM_CALL))
