"""Filling the demonstration for scale: thousands of illustrative submissions, written in bulk.

Everywhere else a state is moved by `core.lifecycle.move`, one row at a time. Twenty thousand such moves would take a
quarter of an hour, so here the rows are written as those moves would have left them, and one audit entry says so. What
the public may read is made by `disclose`, as in publishing itself.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from consultations.calls.models import CallPage, QuestionVersion
from core import audit
from core.actors import SYSTEM
from core.references import allot
from demonstration.content import review as facts
from demonstration.content import words
from demonstration.content.voices import VOICES, Voice
from evidence.publication.domain.edition import draw_up
from evidence.publication.models import Edition, EditionAnswer
from evidence.submissions.enums import PublishingChoice, SubmissionState
from evidence.submissions.models import Answer, AnswerVersion, Submission, SubmissionVersion

S = SubmissionState
BATCH = 500
WORDS = 600
# Out of twenty: most are published, as they are near the end of a call.
STATES = (S.PUBLISHED,) * 14 + (S.RECEIVED,) * 3 + (S.SCREENING, S.READY, S.NOT_PUBLISHED)
ANSWERED = 4
READING_TIME = timedelta(days=2)


@dataclass(frozen=True)
class Manner:
    """In which states submissions are, each as often as it stands there, and who writes an answer: from its category, a
    number of words and a seeded choice."""

    states: Sequence[SubmissionState] = STATES
    write: Callable[[str, int, random.Random], str] = words.answer


def fill(
    call: CallPage,
    count: int,
    *,
    by: User,
    progress: Callable[[Iterable[int]], Iterable[int]] = iter,
    manner: Manner = Manner(),
) -> int:
    """Add `count` illustrative submissions of some 600 words to `call`; return how many editions they made.

    Does not touch the search index: rebuild it afterwards. A batch of 500 is kept whole or not at all.
    """
    questions = _text_questions(call)
    editions = 0
    with transaction.atomic():
        audit.record("demonstration.fill", actor=SYSTEM, subject=call, submissions=count)
    for start in progress(range(0, count, BATCH)):
        with transaction.atomic():
            editions += _batch(call, questions, range(start, min(start + BATCH, count)), by, manner)
    return editions


def _batch(
    call: CallPage, questions: list[tuple[str, QuestionVersion]], numbers: range, by: User, manner: Manner
) -> int:
    rows = [_submission(call, number, manner) for number in numbers]
    wanted = [row.state for row in rows]
    for row in rows:
        row.state = S.DRAFT  # until its version is there, as the database insists
    Submission.objects.bulk_create(rows)
    answers = [
        answer for row, number in zip(rows, numbers, strict=True) for answer in _answers(row, number, questions, manner)
    ]
    Answer.objects.bulk_create(answers)
    kept = [_kept(answer) for answer in answers]
    AnswerVersion.objects.bulk_create(kept)
    sent = [SubmissionVersion(submission=row, number=1, sent_at=row.changed_at, sent_by="system") for row in rows]
    SubmissionVersion.objects.bulk_create(sent)
    pins = SubmissionVersion.answers.through
    by_submission = {version.submission_id: version for version in sent}
    pins._default_manager.bulk_create(
        [pins(submissionversion=by_submission[one.answer.submission_id], answerversion=one) for one in kept]
    )
    for row, version, state in zip(rows, sent, wanted, strict=True):
        row.state, row.current, row.submitted_at = state, version, row.changed_at
        row.reference = f"{call.code}-{allot(call.code or ''):04d}"
        row.not_published_reason = "An illustration of one that is not published." if state == S.NOT_PUBLISHED else ""
    Submission.objects.bulk_update(rows, ["state", "current", "submitted_at", "reference", "not_published_reason"])
    return _publish([row for row in rows if row.state == S.PUBLISHED], by)


def _publish(rows: list[Submission], by: User) -> int:
    drawn = [draw_up(row, by=by) for row in rows]
    for row, (edition, _texts, _files) in zip(rows, drawn, strict=True):
        edition.published_at = min(row.changed_at + READING_TIME, timezone.now())
    Edition.objects.bulk_create([edition for edition, _answers, _files in drawn])
    answers: list[EditionAnswer] = []
    for edition, texts, _files in drawn:
        for text in texts:
            text.edition = edition
        answers.extend(texts)
    EditionAnswer.objects.bulk_create(answers)
    return len(drawn)


def _submission(call: CallPage, number: int, manner: Manner) -> Submission:
    chance = _chance(number)
    voice: Voice = chance.choice(VOICES)
    state = chance.choice(manner.states)
    moment = timezone.now() - timedelta(minutes=chance.randrange(1, 60 * 24 * 22))
    shy = state == S.PUBLISHED and voice.publishing == PublishingChoice.NOT_AT_ALL
    return Submission(
        call=call,
        call_title=call.title,
        state=state,
        kind=voice.kind,
        name=voice.person(number + 1),
        organisation_name=voice.body(number + 1),
        organisation_type=voice.type,
        region=voice.region,
        publishing=PublishingChoice.WITHOUT_NAME if shy else voice.publishing,
        started_at=moment,
        changed_at=moment,
        risk=chance.randrange(6),
        is_illustration=True,
    )


def _answers(
    row: Submission, number: int, questions: list[tuple[str, QuestionVersion]], manner: Manner
) -> Iterator[Answer]:
    chance = _chance(number, "words")
    for category, version in sorted(chance.sample(questions, ANSWERED), key=lambda one: one[1].pk):
        text = manner.write(category, WORDS // ANSWERED, chance)
        yield Answer(
            submission=row,
            question_id=version.question_id,
            question_version=version,
            value=text,
            text=text,
            revision=1,
            saved_at=row.changed_at,
        )


def _kept(answer: Answer) -> AnswerVersion:
    shared = {field: getattr(answer, field) for field in ("question_version", "value", "text", "revision", "saved_at")}
    return AnswerVersion(answer=answer, **shared)


def _text_questions(call: CallPage) -> list[tuple[str, QuestionVersion]]:
    category = {title: name for title, name, _questions in facts.EVIDENCE_SECTIONS}
    asked: Any = call.questions.filter(retired_at=None, current__type="long_text").select_related("current", "section")
    return [(category[one.section.title], one.current) for one in asked]


def _chance(*seed: object) -> random.Random:
    return random.Random(repr(seed))  # noqa: S311 - the same rows on every machine
