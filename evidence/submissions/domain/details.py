"""Who answers, and how much the public may see."""

from django.db import transaction

from core import audit
from core.actors import Actor
from core.changes import announce
from core.errors import Refused
from core.lifecycle import move
from evidence.submissions.deadline import why_too_late
from evidence.submissions.domain.risk import weigh
from evidence.submissions.domain.start import Respondent
from evidence.submissions.domain.working_copy import locked, touch
from evidence.submissions.enums import SUBMITTED, PublishingChoice, SubmissionState
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Submission

SHYNESS = ["", PublishingChoice.FULL, PublishingChoice.WITHOUT_NAME, PublishingChoice.NOT_AT_ALL]


def change_respondent(
    *,
    submission: Submission,
    respondent: Respondent,
    actor: Actor,
    format: str = "",  # noqa: A002 - the field's own word
) -> Submission:
    """Correct who answers, and in which `format`. It counts at once, also for what was sent. Ends a sign-off. Logged.

    What was ready to publish goes back to screening: nobody has seen it with this name. Saying the same again changes
    nothing. Raises Refused for a submission that is published or withdrawn, or was sent and its call has closed to this format.
    """
    with transaction.atomic():
        fresh = locked(submission, actor)
        if format in ("", fresh.format) and not _is_another(fresh, respondent):
            return fresh
        fresh.format = format or fresh.format
        if fresh.state in SUBMITTED and (why := why_too_late(fresh)):
            raise Refused(why)
        columns = {**respondent.columns(), "format": fresh.format}
        for name, value in columns.items():
            setattr(fresh, name, value)
        touch(fresh, fields=list(columns))
        if fresh.state in SUBMITTED:
            audit.record("submission.change_respondent", actor=actor, subject=fresh)
            fresh = look_again(fresh, actor)
        return fresh


def choose_publishing(*, submission: Submission, publishing: str, actor: Actor) -> Submission:
    """Choose how much the public may see. It counts at once, also for what was sent. Ends a sign-off. Logged.

    What was ready to publish goes back to screening.
    Once it was sent and the call has closed, only a shyer choice is taken: anybody may think better of being named.
    Raises Refused otherwise, and for a submission that is published: its respondent asks the secretariat first.
    """
    with transaction.atomic():
        fresh = locked(submission, actor)
        is_shyer = SHYNESS.index(publishing) > SHYNESS.index(fresh.publishing)
        if fresh.state in SUBMITTED and not is_shyer and (why := why_too_late(fresh)):
            raise Refused(why)
        if fresh.publishing != publishing:
            fresh.publishing = publishing
            touch(fresh, fields=["publishing"])
            audit.record("submission.choose_publishing", actor=actor, subject=fresh, publishing=publishing)
            if fresh.state in SUBMITTED:
                fresh = look_again(fresh, actor)
        return fresh


def _is_another(submission: Submission, respondent: Respondent) -> bool:
    """Whether this is not whom the row names. A body of the register keeps the name that it had on the day."""
    said = respondent.columns()
    names = ["kind", "name", "on_behalf_of", "organisation"]
    if respondent.organisation is None:
        names.append("organisation_name")
    return any(getattr(submission, name) != said[name] for name in names)


def look_again(submission: Submission, actor: Actor) -> Submission:
    """Let what was sent be weighed anew, and screened again if it was ready. Call it under the submission's lock.

    Who answered, and whether they are named, bears on how carefully it is screened, and on copies of it.
    """
    if submission.state == SubmissionState.READY:
        submission = move(SUBMISSION, submission, "change_what_is_shown", actor=actor)
    weigh(submission=submission)
    announce(submission)
    return submission
