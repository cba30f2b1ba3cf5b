"""Who answers, and how much the public may see."""

from django.db import transaction

from core import audit
from core.actors import Actor
from evidence.submissions.domain.start import Respondent
from evidence.submissions.domain.working_copy import locked, touch
from evidence.submissions.enums import SUBMITTED
from evidence.submissions.models import Submission


def change_respondent(*, submission: Submission, respondent: Respondent, actor: Actor) -> Submission:
    """Correct who answers. It counts at once, also for what was sent. Ends a sign-off. Logged.

    Raises Refused for a submission that is published, withdrawn or closed to change.
    """
    with transaction.atomic():
        fresh = locked(submission, actor)
        columns = respondent.columns()
        for name, value in columns.items():
            setattr(fresh, name, value)
        touch(fresh, fields=list(columns))
        if fresh.state in SUBMITTED:
            audit.record("submission.change_respondent", actor=actor, subject=fresh)
        return fresh


def choose_publishing(*, submission: Submission, publishing: str, actor: Actor) -> Submission:
    """Choose how much the public may see. It counts at once, also for what was sent. Ends a sign-off. Logged.

    Raises Refused for a submission that is published: its respondent asks the secretariat to take it back first.
    """
    with transaction.atomic():
        fresh = locked(submission, actor)
        if fresh.publishing != publishing:
            fresh.publishing = publishing
            touch(fresh, fields=["publishing"])
            audit.record("submission.choose_publishing", actor=actor, subject=fresh, publishing=publishing)
        return fresh
