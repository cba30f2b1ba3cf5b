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
def entered_it(actor: Any, submission: Submission) -> bool:
    """Whether `actor` keyed this reply from paper or the telephone."""
    return submission.entered_by_id is not None and submission.entered_by_id == getattr(actor, "pk", None)


may_write = contributes | (is_secretariat & entered_it)
may_screen = is_secretariat
