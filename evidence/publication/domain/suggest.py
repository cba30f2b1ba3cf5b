"""Suggested redactions: outlined for the screener, never applied by themselves."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from evidence.publication.domain.redact import Target, redact
from evidence.submissions.enums import RedactionReason, Release
from evidence.submissions.models import Submission
from evidence.submissions.personal_data import Found, find_personal_data
from evidence.submissions.queries import answers_to_disclose, attachments_to_disclose, names_to_keep


@dataclass(frozen=True)
class Suggestion:
    target: Target
    found: Found


def suggestions_in(target: Target, names: list[str]) -> list[Suggestion]:
    """Return what looks like personal data in the text of `target` and is not marked yet."""
    marks = [(one.start, one.end) for one in target.redactions.all()]
    return [
        Suggestion(target, found)
        for found in find_personal_data(target.text, names)
        if not any(found.start < end and start < found.end for start, end in marks)
    ]


def suggestions_for(submission: Submission) -> list[Suggestion]:
    """Return the suggestions for all that may be published of what was last sent."""
    names = names_to_keep(submission)
    answers = [row for row in answers_to_disclose(submission) if not row.confidential]
    files = [
        row for row in attachments_to_disclose(submission) if row.release != Release.NOTHING and not row.is_paper_scan
    ]
    return [one for target in (*answers, *files) for one in suggestions_in(target, names)]  # type: ignore[arg-type]


def accept_suggestions(*, submission: Submission, by: User) -> int:
    """Mark everything that is suggested, in one step; return how many marks. A second person still checks each.

    Raises NotAllowed or Refused.
    """
    with transaction.atomic():
        suggested = suggestions_for(submission)
        for one in suggested:
            redact(
                target=one.target,
                start=one.found.start,
                end=one.found.end,
                reason=RedactionReason.PERSONAL,
                note=_("Suggested: %(kind)s.") % {"kind": one.found.kind.label},
                by=by,
                submission=submission,
            )
    return len(suggested)
