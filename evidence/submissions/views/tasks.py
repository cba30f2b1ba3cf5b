"""The task list: where a writer starts and returns to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from evidence.submissions.drafts import draft_of, sent_differs
from evidence.submissions.enums import SubmissionState
from evidence.submissions.models import Contributor
from evidence.submissions.presenters.frame import clock, frame
from evidence.submissions.presenters.tasks import other_tasks, section_tasks
from evidence.submissions.views.access import for_writers


@require_safe
@for_writers
def task_list(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    submission = contributor.submission
    context = frame(contributor)
    if context["fixed"]:
        return redirect("respond:receipt", submission.key)
    draft = draft_of(submission)
    sections = section_tasks(draft, contributor)
    with_url = [task for task in sections if "url" in task]
    return render(
        request,
        "submissions/tasks.html",
        {
            **context,
            "draft": draft,
            "sections": sections,
            "no_longer_asked": draft.no_longer_asked(),
            "done": sum("colour" not in task for task in with_url),
            "of": len(with_url),
            "tasks": other_tasks(draft, contributor),
            "saved_at": clock(submission.changed_at),
            "unsent": sent_differs(draft),
            "asked": submission.clarifications.filter(replied_at=None).first()
            if submission.state == SubmissionState.CLARIFICATION
            else None,
        },
    )
