"""The rows that other tests stand on are rows the verbs could have left."""

import pytest

from evidence.submissions.enums import ScanState, SubmissionState
from tests.factories import (
    AttachmentFactory,
    CallPageFactory,
    QuestionFactory,
    RedactionFactory,
    SubmissionFactory,
    UserFactory,
    WorkstreamPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", SubmissionState)
def test_a_submission_can_stand_in_any_state(state):
    submission = SubmissionFactory(state=state, texts=["Alpha", "Beta"])
    submission.refresh_from_db()
    assert submission.state == state
    assert [answer.text for answer in submission.answers.order_by("pk")] == ["Alpha", "Beta"]


def test_what_was_sent_holds_the_answers():
    call = CallPageFactory()
    first, second = SubmissionFactory.create_batch(2, call=call, state=SubmissionState.RECEIVED, texts=["Alpha"])
    assert [first.reference, second.reference] == [f"{call.code}-0001", f"{call.code}-0002"]
    assert [kept.text for kept in first.current.answers.all()] == ["Alpha"]


def test_a_call_is_open_unless_told_otherwise():
    phases = [CallPageFactory(**trait).phase for trait in ({}, {"forthcoming": True}, {"closed": True})]
    assert phases == ["open", "forthcoming", "closed"]


def test_a_question_has_its_wording():
    question = QuestionFactory(version__wording="Why?", version__required=True)
    assert (question.current.wording, question.current.required, question.call) == (
        "Why?",
        True,
        question.section.call,
    )


def test_staff_have_a_second_factor_and_others_none():
    assert UserFactory(secretariat=True).is_on_staff
    assert not UserFactory().is_on_staff


def test_the_rest_can_be_made():
    submission = SubmissionFactory(for_organisation=True, state=SubmissionState.SCREENING, texts=["Alpha beta"])
    redaction = RedactionFactory(answer_version=submission.current.answers.get(), checked=True)
    assert redaction.made_by != redaction.checked_by
    assert submission.organisation_name == submission.organisation.name
    assert AttachmentFactory(submission=submission).scan == ScanState.CLEAN
    assert WorkstreamPageFactory().get_parent().specific.summary
