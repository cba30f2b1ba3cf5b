"""A person's own submissions in rows: one query for any number."""

from typing import Any

from django.urls import reverse

from accounts.models import User
from evidence.submissions.enums import SUBMITTED
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Submission
from evidence.submissions.queries import written_by


def my_rows(user: User) -> list[dict[str, Any]]:
    """Return what `user` writes or sent themself, latest change first. What they handle as staff is not theirs."""
    return [_row(submission) for submission in written_by(user).select_related("call").order_by("-changed_at")]


def _row(submission: Submission) -> dict[str, Any]:
    page = "receipt" if submission.state in SUBMITTED else "tasks"
    return {
        "submission": submission,
        "state": SUBMISSION.state_of(submission),
        "url": reverse(f"respond:{page}", args=[submission.key]),
    }
