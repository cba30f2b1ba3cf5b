"""Answers in rows: to be checked before sending, and as they were sent."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from consultations.calls.models import Question
from core.html import paragraphs
from evidence.submissions.drafts import Draft
from evidence.submissions.enums import RespondentKind
from evidence.submissions.models import Attachment, Submission


def section_rows(draft: Draft, *, changeable: bool = True) -> list[dict[str, Any]]:
    """Return each section that asks anything of this respondent, with its rows and links to change them."""
    found = []
    for section, questions in draft.sections():
        shown = [question for question in questions if draft.is_shown(question)]
        if shown:
            found.append({"title": section.title, "rows": [_row(draft, question, changeable) for question in shown]})
    return found


def respondent_rows(submission: Submission, *, changeable: bool = True) -> list[dict[str, Any]]:
    """Return who answers and what may be published, with links to change them."""
    about = reverse("respond:about", args=[submission.key]) + "?return=check" if changeable else ""
    publishing = reverse("respond:publishing", args=[submission.key]) + "?return=check" if changeable else ""
    rows = [{"key": _("Who is answering"), "value": submission.get_kind_display(), "url": about}]
    if submission.kind == RespondentKind.ORGANISATION:
        rows.append({"key": _("Organisation"), "value": submission.organisation_name, "url": about})
    if submission.kind == RespondentKind.ON_BEHALF:
        rows.append({"key": _("Answering for"), "value": submission.on_behalf_of, "url": about})
    rows.append({"key": _("Name"), "value": submission.name, "url": about})
    rows.append({"key": _("Publish"), "value": submission.get_publishing_display(), "url": publishing})
    return rows


def files_as_list(files: list[Attachment]) -> SafeString:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((one.name,) for one in files)))


def _row(draft: Draft, question: Question, changeable: bool) -> dict[str, Any]:
    wording = question.current.wording if question.current else ""
    answer, files = draft.answers.get(question.pk), draft.files_of(question)
    value: SafeString | str = ""
    if answer is not None and not answer.is_empty:
        value = paragraphs(answer.text)
    if files:
        value = format_html("{}{}", value, files_as_list(files))
    if value and answer is not None and answer.confidential:
        why = answer.confidential_reason or _("you have not said why yet")
        value = format_html("{}<p><strong>{}</strong> {}</p>", value, _("Confidential:"), why)
    section = reverse("respond:section", args=[draft.submission.key, question.section_id])
    return {
        "key": wording,
        "value": value,
        "url": f"{section}?return=check#question-{question.pk}" if changeable else "",
        "hidden": _("the answer to “%(question)s”") % {"question": wording},
    }
