"""Who may do what to a submission, as sentences."""

from typing import Any

import rules

from accounts.rules import is_secretariat
from evidence.submissions.models import Contributor, Submission


@rules.predicate
def contributes(actor: Any, submission: Submission) -> bool:
    """Whether `actor` is, or is signed in as, somebody who writes this submission and has not left it."""
    if isinstance(actor, Contributor):
        return actor.submission_id == submission.pk and actor.ended_at is None
    if not getattr(actor, "is_authenticated", False):
        return False
    return submission.contributors.filter(user=actor, ended_at__isnull=True).exists()


@rules.predicate
def was_entered(actor: Any, submission: Submission) -> bool:
    """Whether staff, whoever of them, entered this reply from paper, the telephone or a mail."""
    return not submission.came_online


may_enter = is_secretariat & was_entered
may_write = contributes | may_enter
may_screen = is_secretariat
