"""What every page of a submission says: whose it is, whether it can be sent, who else is writing."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.disclosure import Audience, Viewer, disclose
from evidence.submissions.deadline import closing_time, must_prove, why_too_late
from evidence.submissions.domain.colleagues import is_here
from evidence.submissions.domain.working_copy import why_unchangeable
from evidence.submissions.enums import Part
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Contributor, Submission


def known(contributor: Contributor, viewer: Contributor) -> str:
    """Return how one of those who write together reads to another."""
    return str(disclose(contributor, Viewer(Audience.CONTRIBUTOR, viewer)).name)


def writers(submission: Submission) -> list[Contributor]:
    return [one for one in submission.contributors.all() if one.ended_at is None]


def others_here(contributor: Contributor) -> list[str]:
    """Return the names of the others who were seen in the last two minutes."""
    return [
        known(one, contributor) for one in writers(contributor.submission) if one.pk != contributor.pk and is_here(one)
    ]


def frame(contributor: Contributor) -> dict[str, Any]:
    """Return the context that all pages of a submission share."""
    submission = contributor.submission
    fixed = why_unchangeable(submission)
    closes_at = closing_time(submission)
    return {
        "contributor": contributor,
        "submission": submission,
        "call": submission.call,
        "state": SUBMISSION.state_of(submission),
        "closes_at": closes_at,
        "too_late": "" if fixed or submission.state == S.CLARIFICATION else why_too_late(submission, closes_at),
        "fixed": fixed,
        "must_prove": contributor.part == Part.LEAD and must_prove(contributor),
        "others_here": others_here(contributor),
    }


def clock(moment: datetime) -> str:
    """14:32, and the day where it is another."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return f"{local:%H:%M}"
    return _("%(time)s on %(day)s") % {"time": f"{local:%H:%M}", "day": date_format(local, "j F")}
