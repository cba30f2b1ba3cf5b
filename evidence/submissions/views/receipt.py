"""The receipt: a page to keep, which later says how far the submission is."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from evidence.submissions.domain.withdraw import waited_for
from evidence.submissions.drafts import draft_of, sent_differs
from evidence.submissions.enums import OPEN_TO_CHANGE
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Contributor, Submission
from evidence.submissions.presenters.frame import frame
from evidence.submissions.queries import taken_back
from evidence.submissions.views.access import for_writers
from evidence.submissions.views.equality import was_offered

# Cabinet Office Consultation Principles (2018): an outcome within twelve weeks, or say why not.
OUTCOME_WITHIN = timedelta(weeks=12)


@require_safe
@for_writers
def receipt(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    submission = contributor.submission
    if not submission.was_sent and submission.state == S.DRAFT:
        return redirect("respond:tasks", submission.key)
    context = frame(contributor)
    can_change = submission.state in OPEN_TO_CHANGE and not context["too_late"]
    return render(
        request,
        "submissions/receipt.html",
        {
            **context,
            "can_change": can_change,
            "was_taken_back": submission.pk in taken_back([submission]),
            "can_withdraw": any(one.verb == "withdraw" for one in SUBMISSION.open_to(submission, contributor)),
            "unsent": submission.state in OPEN_TO_CHANGE and sent_differs(draft_of(submission)),
            "steps": _steps(submission, context),
            "outcome_by": context["closes_at"] + OUTCOME_WITHIN if context["closes_at"] else None,
            "clarifications": list(submission.clarifications.all()),
            "waited_for": waited_for(submission),
            "equality_waits": submission.call is not None and not was_offered(request, submission),
        },
    )


def _steps(submission: Submission, context: dict[str, Any]) -> list[str]:
    """Return which steps of "what happens next" lie before this submission, in order."""
    state = submission.state
    if state in (S.WITHDRAWN, S.NOT_PUBLISHED, S.PUBLISHED):
        return []
    steps = []
    if context["closes_at"] and not context["too_late"]:
        steps.append("change")
    steps.append("read")
    steps.append("kept" if submission.publishing == "not_at_all" else "publish")
    if submission.call and not submission.call.outcome_at:
        steps.append("outcome")
    return steps
