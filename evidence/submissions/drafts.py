"""A working copy with everything that its pages show, read in a fixed number of queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from consultations.calls.models import Question, QuestionVersion, Section
from consultations.calls.queries import questions_of, questions_of_calls
from consultations.calls.questions import missing, visible
from evidence.submissions.files.queries import counted, files_of_version
from evidence.submissions.models import Answer, AnswerVersion, Attachment, Submission


@dataclass
class Draft:
    """`answers` are by question; `late_texts` lost a conflict that waits to be settled; `sent` is what was last sent."""

    submission: Submission
    questions: list[Question]
    answers: dict[int, Answer]
    late_texts: list[AnswerVersion] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    sent: list[AnswerVersion] = field(default_factory=list)

    @cached_property
    def values(self) -> dict[str, Any]:
        """The answers by question key, as forms and conditions want them."""
        return {
            str(question.key): self.answers[question.pk].value
            for question in self.questions
            if question.pk in self.answers
        }

    @cached_property
    def shown_keys(self) -> set[str]:
        return visible(self.questions, self.values)

    @cached_property
    def missing(self) -> dict[int, str]:
        """By question, the error that stands in the way of sending."""
        attached = {str(question.key) for question in self.questions if self.files_of(question)}
        faults = missing(self.questions, self.values, attached)
        without_reason = {
            question.pk: _("Enter why this answer is confidential")
            for question in self.shown()
            if self.lacks_reason(question)
        }
        return without_reason | {_question_pk(one): why for one, why in faults}

    def after(self, saved: list[Answer], set_aside: list[AnswerVersion]) -> "Draft":
        """Return the working copy as it stands after these were saved, without reading it again."""
        answers = self.answers | {answer.question_id: answer for answer in saved if answer.pk}
        known = {late.pk for late in set_aside}
        late_texts = [late for late in self.late_texts if late.pk not in known] + set_aside
        return Draft(self.submission, self.questions, answers, late_texts, self.attachments, self.sent)

    def is_shown(self, question: Question) -> bool:
        return str(question.key) in self.shown_keys

    def shown(self) -> list[Question]:
        return [question for question in self.questions if self.is_shown(question)]

    def is_answered(self, question: Question) -> bool:
        answer = self.answers.get(question.pk)
        return bool(self.files_of(question)) or (answer is not None and not answer.is_empty)

    def lacks_reason(self, question: Question) -> bool:
        """Whether an answer is to be kept confidential and nobody has said why."""
        answer = self.answers.get(question.pk)
        return bool(answer and answer.confidential and not answer.confidential_reason and self.is_answered(question))

    def files_of(self, question: Question) -> list[Attachment]:
        return [one for one in self.attachments if one.question_id == question.pk]

    def loose_files(self) -> list[Attachment]:
        """Return the files that came with the whole rather than with one question."""
        return [one for one in self.attachments if one.question_id is None]

    def late_texts_of(self, question: Question) -> list[AnswerVersion]:
        return [one for one in self.late_texts if one.answer.question_id == question.pk]

    def sections(self) -> Iterator[tuple[Section, list[Question]]]:
        for section, questions in groupby(self.questions, key=lambda question: question.section):
            yield section, list(questions)

    def no_longer_asked(self) -> list[Answer]:
        """Return the answers, not empty, to questions that were taken out of the call since."""
        asked = {question.pk for question in self.questions}
        return [answer for pk, answer in self.answers.items() if pk not in asked and not answer.is_empty]

    def to_send(self) -> list[Answer]:
        """Return the answers that a respondent would send now: of the questions they are shown, those not empty.

        A question for files has no words of its own, and is sent where its files are to be kept confidential.
        What was sent before its question was taken out stays sent: the call changed its mind, and not the respondent.
        """
        shown = [(self.answers[question.pk], question) for question in self.shown() if question.pk in self.answers]
        sent = {version.answer_id for version in self.sent}
        return [
            *(
                answer
                for answer, question in shown
                if not answer.is_empty or (answer.confidential and self.files_of(question))
            ),
            *(answer for answer in self.no_longer_asked() if answer.pk in sent),
        ]


def draft_of(submission: Submission) -> Draft:
    """Read a working copy in five queries, and one for what was sent. Of a deleted call the answers are still there."""
    answers = list(Answer.objects.filter(submission=submission))
    asked = questions_of(submission.call) if submission.call_id and submission.call else None
    late = list(
        AnswerVersion.objects.filter(answer__submission=submission, set_aside=True, settled_at__isnull=True).order_by(
            "pk"
        )
    )
    _join(submission, asked or [], answers, late)
    return Draft(
        submission=submission,
        questions=_answered(answers) if asked is None else asked,
        answers={answer.question_id: answer for answer in answers},
        late_texts=late,
        attachments=list(counted(submission)),
        sent=list(AnswerVersion.objects.filter(sent_in=submission.current_id)) if submission.current_id else [],
    )


def _join(submission: Submission, asked: list[Question], answers: list[Answer], late: list[AnswerVersion]) -> None:
    """Give the answers what was read with the questions and with who writes.

    Joins would read the wordings and the people once for every answer. What is left to ask the database for belongs to
    questions that were taken out or worded anew since.
    """
    people = {one.pk: one for one in submission.contributors.all()}
    known: dict[str, Mapping[Any, Any]] = {
        "question": {question.pk: question for question in asked},
        "question_version": {question.current_id: question.current for question in asked},
        "owner": people,
        "saved_by": people,
        "answer": {answer.pk: answer for answer in answers},
    }
    for one in (*answers, *late):
        for name, rows in known.items():
            if (row := rows.get(getattr(one, f"{name}_id", None))) is not None:
                setattr(one, name, row)
    prefetch_related_objects(answers, "question__section", "question__current", "question_version")


def drafts_of_entries(entries: Iterable[Submission]) -> list[Draft]:
    """Return the working copies of `queries.being_entered`, without files and late texts: one query for any number."""
    rows = list(entries)
    asked = questions_of_calls({row.call_id for row in rows if row.call_id})
    return [
        Draft(
            submission=row,
            questions=asked[row.call_id] if row.call_id else _answered(list(row.answers.all())),
            answers={answer.question_id: answer for answer in row.answers.all()},
            sent=list(row.current.answers.all()) if row.current else [],
        )
        for row in rows
    ]


def sent_differs(draft: Draft) -> bool:
    """Whether the working copy says anything else than what was last sent. False for a draft never sent."""
    version = draft.submission.current
    if version is None:
        return False
    files = set(files_of_version(version).filter(is_paper_scan=False).exclude(file="").values_list("pk", flat=True))
    return answers_differ(draft) or files != {one.pk for one in draft.attachments}


def answers_differ(draft: Draft) -> bool:
    """Whether the answers alone say anything else than what was last sent."""
    sent = {(one.answer_id, str(one.value), one.confidential, one.confidential_reason) for one in draft.sent}
    now = {(one.pk, str(one.value), one.confidential, one.confidential_reason) for one in draft.to_send()}
    return sent != now


def _answered(answers: list[Answer]) -> list[Question]:
    questions = [answer.question for answer in answers]
    for question in questions:
        if question.current is not None:
            question.current.question = question
    return sorted(questions, key=lambda question: (question.section.position, question.position))


def _question_pk(one: Question | QuestionVersion) -> int:
    return one.question_id if isinstance(one, QuestionVersion) else one.pk
