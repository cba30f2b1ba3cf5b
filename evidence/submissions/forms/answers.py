"""A section's questions as one form, and what was written of them since the page was drawn.

Beside each answer stands a stamp: the wording it was asked with, the revision it was drawn from, and a digest of what
was drawn. So a save touches only what this writer changed, and knows what they had seen.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from consultations.calls.models import Question, QuestionVersion
from consultations.calls.questions import field_name, form_for, is_empty
from core.forms import Form, TextField
from core.forms.looks import look
from core.plain_text import one_line
from evidence.submissions.domain.answers import Writing
from evidence.submissions.drafts import Draft
from evidence.submissions.models import Answer, AnswerVersion, Attachment, Contributor
from evidence.submissions.presenters.frame import known

REASON_CHARACTERS = 2000
MOST_ON_A_PAGE = 200


@dataclass(frozen=True)
class Stamp:
    """`1.4.0123abcd`: wording, revision, digest."""

    version: int
    revision: int
    digest: str

    def __str__(self) -> str:
        return f"{self.version}.{self.revision}.{self.digest}"

    @classmethod
    def read(cls, text: str) -> "Stamp | None":
        parts = text.split(".")
        if len(parts) != 3 or not (parts[0].isdecimal() and parts[1].isdecimal()):  # noqa: PLR2004 - the three parts
            return None
        return cls(int(parts[0][:18]), int(parts[1][:9]), parts[2][:16])

    @classmethod
    def of(cls, version: QuestionVersion, answer: Answer | None) -> "Stamp":
        if answer is None:
            return cls(version.pk, 0, digest(version, None, False, ""))
        return cls(
            version.pk,
            answer.revision,
            digest(version, answer.value, answer.confidential, answer.confidential_reason),
        )


def digest(version: QuestionVersion, value: Any, confidential: bool, reason: str) -> str:
    """Return a short mark of an answer, to see whether a page changed it."""
    plain = None if is_empty(version, value) else value
    body = json.dumps([plain, confidential, reason if confidential else ""], sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def moved_since(draft: Draft, questions: list[Question], data: Mapping[str, Any]) -> list[Question]:
    """Return the questions that stood on a posted page beside `questions`, and were moved or taken out since.

    The page's stamps say what it was drawn with, and only questions of this call, or answered before, are taken.
    """
    here = {f"s-{question.key}" for question in questions}
    stamps = [Stamp.read(str(data[name])) for name in data if name.startswith("s-") and name not in here]
    chosen = [stamp.version for stamp in stamps if stamp][:MOST_ON_A_PAGE]
    if not chosen:
        return []
    call = draft.submission.call_id
    found = {}
    for version in QuestionVersion.objects.filter(pk__in=chosen).select_related(
        "question__section", "question__current"
    ):
        question = version.question
        is_ours = question.pk in draft.answers or (call is not None and question.call_id == call)
        if is_ours and question.current is not None and f"s-{question.key}" in data:
            question.current.question = question
            found[question.pk] = question
    return sorted(found.values(), key=lambda question: question.position)


class Secrecy(Form):
    """The tick and the reason beside each answer."""

    marks_optional = False  # the reason is asked for when the box is ticked

    def __init__(self, questions: list[Question], answers: Mapping[int, Answer], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            answer = answers.get(question.pk)
            self.fields[f"c-{question.key}"] = forms.BooleanField(
                label=_("Treat this answer as confidential"),
                required=False,
                initial=bool(answer and answer.confidential),
            )
            self.fields[f"r-{question.key}"] = TextField(
                label=_("Why is it confidential?"),
                required=False,
                max_length=REASON_CHARACTERS,
                initial=answer.confidential_reason if answer else "",
                widget=forms.Textarea(attrs={"rows": "2"}),
                error_messages={"max_length": _("Reason must be 2,000 characters or fewer")},
            )

    def of(self, question: Question) -> tuple[bool, str]:
        """Return whether it is ticked, and the reason. One that can't be taken leaves the one that stood."""
        name = f"r-{question.key}"
        reason = self.fields[name].initial if self.why_not_taken(question) else self.cleaned_data.get(name, "")
        return bool(self.cleaned_data.get(f"c-{question.key}")), reason

    def why_not_taken(self, question: Question) -> list[str]:
        """Return what is wrong with a reason that was typed."""
        bound = self[f"r-{question.key}"]
        return [str(one) for one in bound.errors] if str(bound.data or "").strip() else []


@dataclass
class Row:
    """One question on the page. `field` is empty for a file, which has a page of its own."""

    question: Question
    field: BoundField | None
    confidential: BoundField
    reason: BoundField
    stamp: str
    is_shown: bool
    answer: Answer | None
    files: list[Attachment]
    late_texts: list[AnswerVersion]
    owner: str

    @property
    def stamp_name(self) -> str:
        return f"s-{self.question.key}"

    @property
    def then_files(self) -> str:
        """What the button says that saves the page and goes on to the files of this question."""
        return f"files-{self.question.key}"

    @property
    def is_open(self) -> bool:
        return bool(self.confidential.value() or self.reason.errors)


class SectionForm:
    """The questions of one section with their secrecy and stamps.

    Without `judges`, only what can't be understood is wrong: an answer from paper is as long as it is, and a wish for
    confidence stands there with its reason or without.
    """

    def __init__(
        self,
        draft: Draft,
        questions: list[Question],
        data: Mapping[str, Any] | None = None,
        *,
        judges: bool = True,
    ) -> None:
        self.draft, self.questions, self.data, self.judges = draft, questions, data, judges
        self.wordings = self._wordings()
        asked = [self.wordings[question.pk] for question in questions]
        self.answers = form_for(asked, data, draft.values, judges=judges)
        for field in self.answers.fields.values():
            look(field, size="m")
        self.secrecy = Secrecy(questions, draft.answers, data)
        self.page = one_line(str((data or {}).get("page") or "")) or str(uuid4())
        self.sequence = self._sequence()
        # The questions of which this page shall hold against what stands, once its writer was told of that.
        self.insists_on: set[int] = set()

    @cached_property
    def forms(self) -> list[forms.Form]:
        return [self.answers, self.secrecy]

    def is_valid(self) -> bool:
        """Whether nothing on the page is wrong. A reason is asked for what is confidential."""
        well = [form.is_valid() for form in self.forms]
        for question in self.questions if self.judges else []:
            confidential, reason = self.secrecy.of(question)
            if confidential and not reason and f"r-{question.key}" not in self.secrecy.errors:
                self.secrecy.add_error(f"r-{question.key}", _("Enter why this answer is confidential"))
                well.append(False)
        return all(well)

    def writings(self) -> list[Writing]:
        """Return what this page changed. Call after `is_valid`; what could not be understood is left out."""
        return [writing for question in self.questions if (writing := self._writing(question))]

    def not_taken(self) -> dict[Question, list[str]]:
        """Return, by question, what is wrong with words on the page that no save can take. Call after `is_valid`."""
        faults = {
            question: [*self._why_not_understood(question), *self.secrecy.why_not_taken(question)]
            for question in self.questions
        }
        return {question: why for question, why in faults.items() if why}

    def rows(self, viewer: Contributor | None) -> Iterator[Row]:
        for question in self.questions:
            name = field_name(question)
            answer = self.draft.answers.get(question.pk)
            yield Row(
                question=question,
                field=self.answers[name] if name in self.answers.fields else None,
                confidential=self.secrecy[f"c-{question.key}"],
                reason=self.secrecy[f"r-{question.key}"],
                stamp=self.stamp_of(question),
                is_shown=self.draft.is_shown(question),
                answer=answer,
                files=self.draft.files_of(question),
                late_texts=self.draft.late_texts_of(question),
                owner=known(answer.owner, viewer) if viewer and answer and answer.owner else "",
            )

    def stamp_of(self, question: Question) -> str:
        """Return the stamp of what the page holds of an answer.

        That is what stands where the page says the same. Else the page keeps the stamp it came with: a colleague's text,
        or the gap that a purge left, was never shown on it, and its next save must not win over that unseen.
        """
        version = self.wordings[question.pk]
        standing = Stamp.of(version, self.draft.answers.get(question.pk))
        if self.data is None or question.pk in self.insists_on or self._digest(question) == standing.digest:
            return str(standing)
        return str(self._posted_stamp(question) or Stamp.of(version, None))

    def _digest(self, question: Question) -> str:
        """Return the mark of what the page says, or nothing where that could not be understood."""
        if self._why_not_understood(question):
            return ""
        value = self.answers.values.get(str(question.key))
        return digest(self.wordings[question.pk], value, *self.secrecy.of(question))

    def _why_not_understood(self, question: Question) -> list[str]:
        name = field_name(question)
        is_understood = str(question.key) in self.answers.values or name not in self.answers.fields
        return [] if is_understood else [str(one) for one in self.answers[name].errors]

    def _writing(self, question: Question) -> Writing | None:
        stamp, version = self._posted_stamp(question), self.wordings[question.pk]
        if stamp is None or self._digest(question) in ("", stamp.digest):
            return None
        value = self.answers.values.get(str(question.key))
        confidential, reason = self.secrecy.of(question)
        return Writing(
            version=version,
            value=None if is_empty(version, value) else value,
            confidential=confidential,
            confidential_reason=reason,
            base_revision=stamp.revision,
            page=self.page[:36],
            sequence=self.sequence,
        )

    def _posted_stamp(self, question: Question) -> Stamp | None:
        return Stamp.read(str((self.data or {}).get(f"s-{question.key}", "")))

    def _wordings(self) -> dict[int, QuestionVersion]:
        """Return the wording of each question: the one the page was drawn with, where it was changed meanwhile."""
        chosen = {question.pk: question.current for question in self.questions if question.current is not None}
        posted = {
            stamp.version: question
            for question in self.questions
            if (stamp := self._posted_stamp(question)) and stamp.version != question.current_id
        }
        if posted:
            for version in QuestionVersion.objects.filter(pk__in=posted):
                question = posted[version.pk]
                if version.question_id == question.pk:
                    version.question = question
                    chosen[question.pk] = version
        return chosen

    def _sequence(self) -> int:
        text = str((self.data or {}).get("sequence", ""))
        return int(text[:9]) if text.isdecimal() else 0
