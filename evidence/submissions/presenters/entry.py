"""Replies being entered, and what each waits for: three queries for any number."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from evidence.submissions.models import Submission
from evidence.submissions.queries import entries_with_stages


def entry_rows(staff: User) -> list[dict[str, Any]]:
    """Return a row for each reply, oldest first."""
    return [_row(row, staff) for row in entries_with_stages()]


def _row(submission: Submission, staff: User) -> dict[str, Any]:
    is_mine = submission.entered_by_id == staff.pk
    status, colour, page, act = _stage(submission, is_mine)
    return {
        "submission": submission,
        "from": submission.organisation_name or submission.name or _("No name"),
        "status": status,
        "colour": colour,
        "act": act,
        "url": reverse(f"entry:{page}", args=[submission.key]) if page else "",
    }


def _stage(submission: Any, is_mine: bool) -> tuple[str, str, str, str]:
    """Return what it waits for, the colour, and what this person can do about it."""
    if not submission.has_answers:
        return _("To be keyed"), "grey", "answers" if is_mine else "", _("Key the answers")
    if submission.open_keyings:
        count = submission.open_keyings
        said = ngettext("%(count)d difference", "%(count)d differences", count) % {"count": count}
        return said, "violet", "differences", _("Settle")
    if submission.has_closed and not submission.keyings:
        if is_mine:
            return _("Waits for a second person"), "amber", "answers", _("Go on keying")
        return _("Waits for a second person"), "amber", "again", _("Key it again")
    return _("Ready to record"), "blue", "record" if is_mine else "", _("Record")
