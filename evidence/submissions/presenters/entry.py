"""Replies that staff enter: what each waits for, what stands on the envelope, and what to look at once more."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from consultations.calls.models import Question
from evidence.submissions.deadline import lead_address
from evidence.submissions.domain.keying import differences_of, to_key_again, to_key_again_by
from evidence.submissions.drafts import Draft, answers_differ, drafts_of_entries
from evidence.submissions.enums import RespondentKind
from evidence.submissions.models import Submission
from evidence.submissions.queries import being_entered


def entry_rows(staff: User) -> list[dict[str, Any]]:
    """Return a row for each reply that is entered or corrected, oldest first: five queries for any number."""
    drafts = drafts_of_entries(being_entered())
    return [_row(draft, staff) for draft in drafts if not draft.submission.was_sent or answers_differ(draft)]


def envelope_rows(submission: Submission, *, changeable: bool) -> list[dict[str, Any]]:
    """Return what was read on the envelope, with links to correct it."""
    url = reverse("entry:envelope", args=[submission.key]) if changeable else ""
    came = _("%(channel)s, %(day)s") % {
        "channel": submission.get_channel_display(),
        "day": date_format(submission.received_on, "j F Y") if submission.received_on else "",
    }
    rows = [
        {"key": _("Call"), "value": submission.call_title},
        {"key": _("Received"), "value": came, "url": url},
        {"key": _("Version"), "value": submission.get_format_display(), "url": url},
        {"key": _("Sent by"), "value": _sender(submission), "url": url},
        {"key": _("Publish"), "value": submission.get_publishing_display(), "url": url},
        {"key": _("Email address"), "value": lead_address(submission), "url": url},
    ]
    if submission.kind == RespondentKind.ON_BEHALF:
        rows.insert(4, {"key": _("On behalf of"), "value": submission.on_behalf_of, "url": url})
    return rows


def notes(draft: Draft) -> list[str]:
    """Return what an answer online would be refused for: it may be a slip of the keyer's, or stand so on the paper."""
    return [_note(draft, question) for question in draft.questions if question.pk in draft.missing]


def _note(draft: Draft, question: Question) -> str:
    wording = question.current.wording if question.current else ""
    if draft.is_answered(question):
        return _("“%(question)s”: %(why)s") % {"question": wording, "why": draft.missing[question.pk]}
    return _("“%(question)s” is not answered.") % {"question": wording}


def _row(draft: Draft, staff: User) -> dict[str, Any]:
    submission = draft.submission
    status, colour, page, act = _stage(draft, staff)
    return {
        "submission": submission,
        "from": submission.organisation_name or submission.name or _("No name"),
        "status": status,
        "colour": colour,
        "act": act,
        "url": reverse(f"entry:{page}", args=[submission.key]),
    }


def _stage(draft: Draft, staff: User) -> tuple[str, str, str, str]:
    """Return what it waits for, the colour, and what this person can do about it."""
    if all(answer.is_empty for answer in draft.answers.values()):
        return _("To be keyed"), "grey", "answers", _("Key the answers")
    if count := len(differences_of(draft)):
        said = ngettext("%(count)d difference", "%(count)d differences", count) % {"count": count}
        return said, "violet", "differences", _("Settle")
    if to_key_again_by(staff, draft):
        return _("Waits for a second person"), "amber", "again", _("Key it again")
    if to_key_again(draft):
        return _("Waits for a second person"), "amber", "answers", _("Go on keying")
    return _("Ready to record"), "blue", "record", _("Record")


def _sender(submission: Submission) -> str:
    parts = [submission.get_kind_display(), submission.organisation_name, submission.name]
    return ", ".join(part for part in parts if part)
