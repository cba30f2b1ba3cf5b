"""A person's own submissions in rows: one query for any number."""

from typing import Any

from django.urls import reverse

from accounts.models import User
from evidence.submissions.enums import SUBMITTED
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Submission


def my_rows(user: User) -> list[dict[str, Any]]:
    """Return what `user` writes or sent themself, latest change first. What they handle as staff is not theirs."""
    mine = (
        Submission.objects.filter(contributors__user=user, contributors__ended_at__isnull=True)
        .select_related("call")
        .distinct()
        .order_by("-changed_at")
    )
    return [_row(submission) for submission in mine]


def _row(submission: Submission) -> dict[str, Any]:
    page = "receipt" if submission.state in SUBMITTED else "tasks"
    return {
        "submission": submission,
        "state": SUBMISSION.state_of(submission),
        "url": reverse(f"respond:{page}", args=[submission.key]),
    }
