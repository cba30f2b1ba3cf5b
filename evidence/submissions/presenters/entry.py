"""Replies being entered, and what each waits for: three queries for any number."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from consultations.calls.enums import CLOSED_TYPES
from consultations.calls.models import Question
from evidence.submissions.models import Answer, Submission
from evidence.submissions.queries import being_entered


def entry_rows(staff: User) -> list[dict[str, Any]]:
    """Return a row for each reply, oldest first."""
    closed = Question.objects.filter(call=OuterRef("call"), retired_at__isnull=True, current__type__in=CLOSED_TYPES)
    answered = Answer.objects.filter(submission=OuterRef("pk"), value__isnull=False)
    rows = (
        being_entered()
        .annotate(
            has_closed=Exists(closed),
            has_answers=Exists(answered),
            keyings=Count("second_keyings"),
            open_keyings=Count("second_keyings", filter=Q(second_keyings__settled_at__isnull=True)),
        )
        .order_by("received_on", "pk")
    )
    return [_row(row, staff) for row in rows]


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
