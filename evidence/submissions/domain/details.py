"""Who answers, and how much the public may see."""

import hashlib
import json

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.actors import Actor
from core.changes import announce
from core.errors import Refused
from core.lifecycle import move
from evidence.submissions.deadline import why_too_late
from evidence.submissions.domain.risk import weigh
from evidence.submissions.domain.start import Respondent
from evidence.submissions.domain.working_copy import locked, touch
from evidence.submissions.enums import SUBMITTED, Part, PublishingChoice, SubmissionState
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Submission

SHYNESS = ["", PublishingChoice.FULL, PublishingChoice.WITHOUT_NAME, PublishingChoice.NOT_AT_ALL]


def change_respondent(
    *,
    submission: Submission,
    respondent: Respondent,
    actor: Actor,
    format: str = "",  # noqa: A002 - the field's own word
    seen: str | None = None,
) -> Submission:
    """Correct who answers, and in which `format`. It counts at once, also for what was sent. Ends a sign-off. Logged.

    What was ready to publish goes back to screening: nobody has seen it with this name. Saying the same again changes
    nothing. `seen` is the mark of what the writer's page showed (`mark_of_respondent`), where there was one.
    Raises Refused for a submission that is published or withdrawn, or was sent and its call has closed to this format, and
    when it no longer is what the page showed.
    """
    with transaction.atomic():
        fresh = locked(submission, actor)
        before = mark_of_respondent(fresh)
        if format in ("", fresh.format) and not _is_another(fresh, respondent):
            return fresh
        fresh.format = format or fresh.format
        if fresh.state in SUBMITTED and (why := why_too_late(fresh)):
            raise Refused(why)
        columns = {**respondent.columns(), "format": fresh.format}
        for name, value in columns.items():
            setattr(fresh, name, value)
        refuse_unseen(seen, before, mark_of_respondent(fresh))
        touch(fresh, fields=list(columns))
        if fresh.state in SUBMITTED:
            audit.record("submission.change_respondent", actor=actor, subject=fresh)
            fresh = look_again(fresh, actor)
        return fresh


def mark_of_respondent(submission: Submission) -> str:
    """Return a short mark of who answers, so that a page can say what it showed.

    A page that stays open keeps the names it was drawn with. Sent later it must not write over a colleague's correction,
    nor bring back a name that was removed for good.
    """
    lead = submission.contributors.filter(part=Part.LEAD).values_list("email", "name").first()
    names = ("kind", "name", "on_behalf_of", "organisation_id", "organisation_name", "format")
    said = [*(getattr(submission, name) for name in names), lead]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def refuse_unseen(seen: str | None, before: str, after: str) -> None:
    """Raise Refused for a change of who answers from a page that showed anything but what stood before it."""
    if seen is not None and before not in (seen, after):
        raise Refused(_("Who answers was changed since this page was drawn. Load it again before you change it."))


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
