"""Two texts for one answer: keep mine, keep theirs, or edit together."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.calls.questions import QuestionsForm, form_for
from core.asking import form_page
from core.errors import Refused
from evidence.submissions.domain.conflicts import Choice, mark_of_late, settle_conflict
from evidence.submissions.models import Answer, AnswerVersion, Contributor
from evidence.submissions.presenters.conflict import sides, starting_text
from evidence.submissions.presenters.frame import frame
from evidence.submissions.views.access import for_writers


@form_page
@for_writers
def conflict_page(request: HttpRequest, contributor: Contributor, pk: int) -> HttpResponse:
    late = (
        AnswerVersion.objects.select_related(
            "answer__submission",
            "answer__question__section",
            "answer__saved_by",
            "saved_by",
            "question_version__question",
        )
        .filter(pk=pk, set_aside=True, answer__submission=contributor.submission_id)
        .first()
    )
    if late is None:
        raise Http404
    section = reverse("respond:section", args=[contributor.submission.key, late.answer.question.section_id])
    back = f"{section}#question-{late.answer.question_id}"
    if late.settled_at is not None:
        messages.info(request, _("The two texts of this answer were settled already."))
        return redirect(back)
    together = form_for(
        [late.question_version], _posted(request), {str(late.answer.question.key): starting_text(late.answer, late)}
    )
    error = ""
    if request.method == "POST":
        error = _settle(request, contributor, late, together)
        if not error and not (together.is_bound and together.errors):
            messages.success(request, _("Your choice is saved. The other text is kept in the history of this answer."))
            return redirect(back)
    context = {
        **frame(contributor),
        "late": late,
        "seen": _seen(request, late.answer),
        "seen_late": mark_of_late(late),
        "both": sides(late.answer, late, contributor),
        "is_mine": late.saved_by_id == contributor.pk,
        "together": together,
        "errors": [error] if error else [],
        "back": section,
    }
    return render(request, "submissions/conflict.html", context)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.POST.get("choice") == Choice.TOGETHER else None


def _seen(request: HttpRequest, answer: Answer) -> int:
    """Return which saved text this page shows. One that may hold purged words stays the page that it was."""
    posted = request.POST.get("seen", "")
    if posted.isdecimal() and int(posted[:9]) < answer.purged_revision:
        return int(posted[:9])
    return answer.revision


def _settle(request: HttpRequest, contributor: Contributor, late: AnswerVersion, together: QuestionsForm) -> str:
    """Settle it; return what stands in the way, or nothing."""
    choice, seen = request.POST.get("choice", ""), request.POST.get("seen", "")
    if choice not in Choice.values or not seen.isdecimal():
        return _("Select which text to keep")
    value = None
    if choice == Choice.TOGETHER:
        key = str(late.answer.question.key)
        if not together.is_valid():
            return ""
        value = together.values[key]
    try:
        settle_conflict(
            set_aside=late,
            choice=Choice(choice),
            seen_revision=int(seen[:9]),
            seen_late=request.POST.get("late"),
            actor=contributor,
            value=value,
        )
    except Refused as refused:
        late.answer.refresh_from_db()
        return str(refused)
    return ""
