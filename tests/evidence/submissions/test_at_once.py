"""Several people at the same moment, each with a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections

from evidence.submissions.domain.answers import Writing, save_answer
from evidence.submissions.domain.start import Respondent, start_submission
from evidence.submissions.domain.submit import submit_submission
from evidence.submissions.enums import RespondentKind
from evidence.submissions.models import Answer, AnswerVersion, Submission, SubmissionVersion
from tests.factories import AnswerFactory, CallPageFactory, ContributorFactory, QuestionFactory, SubmissionFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all at one moment, each in a thread of its own; return what each returned."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            ready.wait(timeout=20)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


def test_of_two_first_texts_one_is_saved_and_the_other_set_aside():
    submission = SubmissionFactory()
    version = QuestionFactory(section__call=submission.call).current
    writers = [ContributorFactory(submission=submission) for _ in range(4)]

    def write(who):
        writing = Writing(version=version, value=f"Text of {who.pk}")
        return lambda: save_answer(submission=submission, writing=writing, actor=who)

    results = at_once(*(write(who) for who in writers))

    assert sorted(result.changed for result in results) == [False, False, False, True]
    texts = {Answer.objects.get().text, *AnswerVersion.objects.filter(set_aside=True).values_list("text", flat=True)}
    assert texts == {f"Text of {who.pk}" for who in writers}
    assert Answer.objects.get().revision == 1


def test_of_two_changes_none_is_lost():
    submission = SubmissionFactory(texts=["Before"])
    answer = submission.answers.get()
    writers = [ContributorFactory(submission=submission) for _ in range(4)]

    def write(who):
        writing = Writing(version=answer.question_version, value=f"Text of {who.pk}", base_revision=answer.revision)
        return lambda: save_answer(submission=submission, writing=writing, actor=who)

    at_once(*(write(who) for who in writers))

    kept = set(AnswerVersion.objects.values_list("text", flat=True)) | {Answer.objects.get().text}
    assert kept == {"Before", *(f"Text of {who.pk}" for who in writers)}


def test_pressing_submit_five_times_at_once_makes_one_submission():
    submission = SubmissionFactory(texts=["An answer"])
    lead = submission.contributors.get()

    def press():
        return submit_submission(submission=submission, actor=lead, declared=True)

    results = at_once(*[press] * 5)

    assert {result.reference for result in results} == {f"{submission.call.code}-0001"}
    assert SubmissionVersion.objects.count() == 1


def test_several_submissions_to_one_call_get_references_without_gaps():
    call = CallPageFactory()
    drafts = [SubmissionFactory(call=call, texts=["An answer"]) for _ in range(5)]

    def send(draft):
        lead = draft.contributors.get()
        return lambda: submit_submission(submission=draft, actor=lead, declared=True)

    at_once(*(send(draft) for draft in drafts))

    references = sorted(Submission.objects.values_list("reference", flat=True))
    assert references == [f"{call.code}-{number:04}" for number in range(1, 6)]


def test_a_save_while_it_is_sent_is_in_it_or_waits_as_unsent():
    submission = SubmissionFactory()
    answer = AnswerFactory(submission=submission, text="Before")
    lead = submission.contributors.get()
    writing = Writing(version=answer.question_version, value="After", base_revision=answer.revision)

    at_once(
        lambda: submit_submission(submission=submission, actor=lead, declared=True),
        lambda: save_answer(submission=submission, writing=writing, actor=lead),
    )

    assert Answer.objects.get().text == "After"
    [sent] = SubmissionVersion.objects.get().answers.all()
    assert sent.text in ("Before", "After")
    assert (sent.revision == Answer.objects.get().revision) == (sent.text == "After")


def test_two_clicks_on_start_make_one_draft():
    call, key = CallPageFactory(), uuid4()

    def click():
        return start_submission(
            call=call,
            respondent=Respondent(RespondentKind.INDIVIDUAL, name="Ada"),
            email="ada@example.org",
            key=key,
        )

    leads = at_once(click, click)

    assert leads[0] == leads[1]
    assert Submission.objects.count() == 1
