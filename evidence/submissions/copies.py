"""A submission as a document to keep: one content, drawn as a page or as a DOCX file."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from consultations.calls.enums import TEXT_TYPES
from consultations.calls.formats import language_of
from core.templatetags.moments import plain_moment
from core.word_documents import add_fact, add_heading, add_paragraph, new_document, set_language, written
from evidence.submissions.drafts import draft_of
from evidence.submissions.enums import RespondentKind
from evidence.submissions.files.queries import files_of_version
from evidence.submissions.models import Answer, AnswerVersion, Submission


@dataclass(frozen=True)
class CopiedAnswer:
    """`language` is that of the text, where it is not that of the site."""

    section: str
    question: str
    text: str
    confidential_reason: str = ""
    is_confidential: bool = False
    language: str = ""


@dataclass(frozen=True)
class Copy:
    """`sent_at` is empty for a draft."""

    title: str
    reference: str
    sent_at: datetime | None
    facts: list[tuple[str, str]]
    answers: list[CopiedAnswer]
    files: list[str]

    @property
    def file_name(self) -> str:
        return f"{self.reference or 'draft'}.docx"


def copy_of_sent(submission: Submission) -> Copy:
    """Return what was last sent. Raises ValueError when nothing was."""
    version = submission.current
    if version is None:
        raise ValueError("Nothing was sent.")
    rows = version.answers.select_related("question_version__question__section").order_by(
        "question_version__question__section__position", "question_version__question__position"
    )
    files = files_of_version(version).filter(is_paper_scan=False)
    answers = [
        CopiedAnswer(
            row.question_version.question.section.title,
            row.question_version.wording,
            row.text,
            row.confidential_reason,
            row.confidential,
            _language(submission, row),
        )
        for row in rows
    ]
    return Copy(
        submission.call_title,
        submission.reference or "",
        version.sent_at,
        _facts(submission),
        answers,
        [one.name for one in files],
    )


def copy_of_draft(submission: Submission) -> Copy:
    """Return the working copy: every answer that has words, also one to a question that is hidden or taken out now."""
    draft = draft_of(submission)
    asked = [
        (question.section.title, answer)
        for question in draft.questions
        if (answer := draft.answers.get(question.pk)) and not answer.is_empty
    ]
    taken_out = [(_("No longer asked"), answer) for answer in draft.no_longer_asked()]
    answers = [
        CopiedAnswer(
            section,
            answer.question_version.wording,
            answer.text,
            answer.confidential_reason,
            answer.confidential,
            _language(submission, answer),
        )
        for section, answer in [*asked, *taken_out]
    ]
    files = [one.name for one in draft.attachments]
    return Copy(submission.call_title, submission.reference or "", None, _facts(submission), answers, files)


def as_docx(copy: Copy) -> bytes:
    """Return the copy as a DOCX file with real headings and the language set, so that it reads aloud well."""
    document = new_document(copy.title)
    for key, value in [*_status(copy), *copy.facts]:
        add_fact(document, f"{key}: ", value)
    section = ""
    for answer in copy.answers:
        if answer.section != section:
            section = answer.section
            add_heading(document, section, level=1)
        add_heading(document, answer.question, level=2)
        for text in answer.text.split("\n"):
            set_language(add_paragraph(document, text), answer.language)
        if answer.is_confidential:
            add_fact(document, _("You asked us to treat this answer as confidential: "), answer.confidential_reason)
    if copy.files:
        add_heading(document, _("Attachments"), level=1)
        for name in copy.files:
            add_paragraph(document, name, style="List Bullet")
    return written(document)


def _language(submission: Submission, answer: Answer | AnswerVersion) -> str:
    """An option that was chosen stands in the words of the question."""
    return language_of(submission.format) if answer.question_version.type in TEXT_TYPES else ""


def _status(copy: Copy) -> list[tuple[str, str]]:
    rows = [(_("Reference"), copy.reference)] if copy.reference else []
    if copy.sent_at is None:
        return [*rows, (_("State"), _("Draft, not sent"))]
    return [*rows, (_("Sent"), f"{plain_moment(copy.sent_at)} ({_('UK time')})")]


def _facts(submission: Submission) -> list[tuple[str, str]]:
    rows = [(_("Who is answering"), submission.get_kind_display())]
    if submission.kind == RespondentKind.ORGANISATION:
        rows.append((_("Organisation"), submission.organisation_name))
    if submission.on_behalf_of:
        rows.append((_("Answering for"), submission.on_behalf_of))
    rows.append((_("Name"), submission.name))
    rows.append((_("Publish"), submission.get_publishing_display() or _("Not chosen yet")))
    return [(key, value) for key, value in rows if value]
