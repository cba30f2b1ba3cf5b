"""A call from its checklist to its outcome."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from consultations.calls.checklist import HOLIDAY, points_for, unanswered, warnings_for
from consultations.calls.domain.opening import (
    answer_checks,
    clear_to_open,
    explain_late_outcome,
    hold_back,
    publish_outcome,
    take_back_outcome,
)
from consultations.calls.enums import CallKind, CallStatus, Phase
from consultations.calls.models import CallPage
from core.audit import entries_about
from core.errors import NotAllowed, Refused
from pages.models import PrivacyNoticePage
from tests.consultations.calls.questionnaires import block, publish, section
from tests.factories import CallPageFactory, UserFactory, home_page

pytestmark = pytest.mark.django_db

AUTUMN = datetime(2026, 9, 10, 9, tzinfo=UTC)


@pytest.fixture
def officer():
    return UserFactory(secretariat=True)


def call_of(kind=CallKind.EVIDENCE, **fields):
    """Return a call being prepared that opens on 14 September 2026 for four weeks."""
    times = {"opens_at": AUTUMN + timedelta(days=4), "closes_at": AUTUMN + timedelta(days=32)}
    return CallPageFactory(preparing=True, kind=kind, **{**times, **fields})


def ready(call, officer):
    """Do all that stands between a call and its opening."""
    notice = home_page().add_child(
        instance=PrivacyNoticePage(title="Privacy", slug=f"privacy-{call.pk}", body="<p>x</p>", controller="DHSC")
    )
    call = publish(call, [section(block("radios", "1"))], officer, privacy_notice=notice.page_ptr)
    answer_checks(call=call, answers={point.key: "Settled." for point in points_for(call)}, actor=officer)
    return call


@time_machine.travel(AUTUMN, tick=False)
def test_a_call_opens_when_everything_is_answered(officer):
    call = clear_to_open(call=ready(call_of(), officer), actor=officer)
    assert call.status == CallStatus.CLEARED
    assert [call.phase_at(AUTUMN + timedelta(days=days)) for days in (0, 4, 32)] == [
        Phase.FORTHCOMING,
        Phase.OPEN,
        Phase.CLOSED,
    ]


@time_machine.travel(AUTUMN, tick=False)
def test_all_that_is_missing_is_said_at_once(officer):
    with pytest.raises(Refused) as refused:
        clear_to_open(call=call_of(), actor=officer)
    assert refused.value.reasons == [
        "Answer 6 more points of the checklist: purpose, audience, length, privacy notice, accessible formats, "
        "equality duty.",
        "Choose a privacy notice: the tab “Times and documents” of the page.",
        "Publish the page with at least one question: the tab “Questions”.",
    ]
    assert CallPage.objects.get().status == CallStatus.PREPARING


def test_a_consultation_is_asked_more():
    consultation = {point.key for point in points_for(call_of(CallKind.CONSULTATION))}
    evidence = {point.key for point in points_for(call_of())}
    assert consultation - evidence == {"formative", "reasons", "time", "consideration"}


@pytest.mark.parametrize(
    ("opens", "closes", "names"),
    [
        (date(2022, 12, 13), date(2023, 1, 9), ["christmas-2022"]),
        (date(2026, 9, 1), date(2026, 12, 19), []),
        (date(2026, 7, 31), date(2026, 8, 1), ["august-2026"]),
        (date(2027, 1, 4), date(2027, 2, 1), []),
        (date(2027, 1, 3), date(2027, 2, 1), ["christmas-2026"]),
        (date(2023, 4, 3), date(2023, 4, 9), ["easter-2023"]),
        (date(2023, 4, 11), date(2023, 5, 9), []),
        (date(2026, 7, 31), date(2027, 4, 1), ["august-2026", "christmas-2026", "easter-2027"]),
    ],
)
def test_a_call_over_a_holiday_must_give_a_reason(opens, closes, names):
    noon = {"opens_at": opens, "closes_at": closes}
    moments = {name: datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for name, day in noon.items()}
    asked = [point.key for point in points_for(call_of(**moments)) if point.key.startswith(HOLIDAY)]
    assert asked == [f"holiday-{name}" for name in names]


def test_what_was_answered_of_one_holiday_says_nothing_of_another(officer):
    april, august = (datetime(2027, month, 1, 12, tzinfo=UTC) for month in (3, 7))
    call = call_of(opens_at=april, closes_at=april + timedelta(days=40))
    answer_checks(call=call, answers={"holiday-easter-2027": "A week was added."}, actor=officer)
    CallPage.objects.filter(pk=call.pk).update(opens_at=august, closes_at=august + timedelta(days=40))
    left = [str(point.question) for point in unanswered(CallPage.objects.get()) if point.key.startswith(HOLIDAY)]
    assert left == ["The call is open over August 2027. Why then, and what makes up for the lost days?"]


def test_an_answer_to_the_checklist_keeps_who_and_when_until_its_words_change(officer):
    call, other = call_of(), UserFactory(secretariat=True)
    answer_checks(call=call, answers={"purpose": "To advise.", "audience": ""}, actor=officer)
    answer_checks(call=call, answers={"purpose": "To advise. ", "length": "Four weeks."}, actor=other)
    assert {(check.key, check.answered_by) for check in call.checks.all()} == {("purpose", officer), ("length", other)}
    assert [one.details for one in entries_about(call)] == [
        {"answered": ["purpose"], "emptied": []},
        {"answered": ["length"], "emptied": []},
    ]


@time_machine.travel(AUTUMN, tick=False)
def test_the_checklist_stands_once_the_call_is_cleared(officer):
    call = clear_to_open(call=ready(call_of(), officer), actor=officer)
    with pytest.raises(Refused, match="its checklist stands as it was answered"):
        answer_checks(call=call, answers={"purpose": "Another."}, actor=officer)


@time_machine.travel(AUTUMN, tick=False)
def test_a_cleared_call_can_be_held_back_only_before_it_opens(officer):
    call = clear_to_open(call=ready(call_of(), officer), actor=officer)
    with pytest.raises(Refused, match="Give a reason"):
        hold_back(call=call, reason=" ", actor=officer)
    assert hold_back(call=call, reason="The minister is ill.", actor=officer).status == CallStatus.PREPARING
    clear_to_open(call=call, actor=officer)
    with time_machine.travel(AUTUMN + timedelta(days=5)), pytest.raises(Refused, match="It has opened"):
        hold_back(call=call, reason="Too late.", actor=officer)


@pytest.mark.parametrize("who", [{}, {"co_chair": True}, {"auditor": True}])
def test_nobody_but_the_secretariat_decides(who):
    person, call = UserFactory(**who), CallPageFactory(closed=True)
    later = timezone.now() + timedelta(days=9)
    for verb in (
        lambda: answer_checks(call=call, answers={}, actor=person),
        lambda: publish_outcome(call=call, actor=person),
        lambda: explain_late_outcome(call=call, reason="Late.", expected=later.date(), actor=person),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_an_outcome_needs_words_and_a_closed_call(officer):
    closed = CallPageFactory(closed=True)
    with pytest.raises(Refused, match="Write the outcome"):
        publish_outcome(call=closed, actor=officer)
    CallPage.objects.filter(pk=closed.pk).update(outcome="<p>We heard you.</p>")
    call = publish_outcome(call=closed, actor=officer)
    assert (call.phase, call.outcome_at is not None) == (Phase.OUTCOME, True)
    back = take_back_outcome(call=call, reason="A figure was wrong.", actor=officer)
    assert (back.phase, back.outcome_at) == (Phase.CLOSED, None)
    with pytest.raises(Refused, match="It has not closed yet"):
        publish_outcome(call=CallPageFactory(outcome="<p>x</p>"), actor=officer)


def test_a_late_outcome_is_explained_with_a_new_date(officer):
    call = CallPageFactory(closed=True)
    expected = timezone.localdate() + timedelta(days=30)
    explained = explain_late_outcome(
        call=call, reason="More answers came than planned.", expected=expected, actor=officer
    )
    assert explained.late_outcome_expected == expected
    with pytest.raises(Refused, match="in the future"):
        explain_late_outcome(call=call, reason="x", expected=timezone.localdate() - timedelta(days=1), actor=officer)
    with pytest.raises(Refused, match="Only a closed call"):
        explain_late_outcome(call=CallPageFactory(), reason="x", expected=expected, actor=officer)


def test_what_is_unwise_is_said_and_not_forbidden():
    call = CallPage(title="Consultation on " + "everything " * 6, summary="Why? " * 101)
    assert warnings_for(call, questions=31) == [
        f"The title has {len(call.title)} characters. Keep it to 65, so that it is read whole in lists.",
        "The title says “consultation”. The page says that anyway; name the subject alone.",
        "The summary has 101 words. Keep it to 100.",
        "31 questions are many. Few people will finish.",
    ]
