"""The task list: where a writer starts and returns to."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import Refused
from evidence.submissions.domain.start import adopt
from evidence.submissions.domain.withdraw import waited_for
from evidence.submissions.drafts import draft_of, sent_differs
from evidence.submissions.models import Contributor
from evidence.submissions.presenters.frame import clock, frame
from evidence.submissions.presenters.tasks import other_tasks, section_tasks
from evidence.submissions.views.access import for_writers


@require_POST
@for_writers
def adopt_draft(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    """Put what was begun by private link into the account of whoever is signed in."""
    if not request.user.is_authenticated:
        raise Http404
    try:
        adopt(contributor=contributor, user=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("These answers are in your account now. You find them under “My submissions”."))
    return redirect("respond:tasks", contributor.submission.key)


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
            "asked": waited_for(submission),
        },
    )
