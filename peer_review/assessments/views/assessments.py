"""A peer's own assessments: the list, one line a page, and two texts of one."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from core.acts import done
from core.asking import form_page
from core.errors import NotAllowed
from core.private_pages import private
from core.templatetags.moments import plain_moment
from peer_review.assessments.domain import assessing
from peer_review.assessments.domain.seated import demand_judge
from peer_review.assessments.forms.assessment import AssessmentForm
from peer_review.assessments.presenters.mine import progress_of, tasks
from peer_review.assessments.presenters.page import evidence, own_assessment
from peer_review.assessments.queries.judgements import is_moderated
from peer_review.assessments.views.doors import line_or_404
from peer_review.assessments.views.saving import save, then, words_of
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside


@inside(Thing.ASSESS)
@require_safe
def mine(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """Every line with how far one's own assessment has come, and how many are in."""
    progress = progress_of(review, request.user)
    context = {"review": review, "progress": progress, "tasks": tasks(review, progress), "next": progress.next_after()}
    return private(render(request, "peer_assessments/mine.html", context))


@inside(Thing.ASSESS)
@form_page
def one(request: StaffRequest, review: Review, reader: Reader, line: int) -> HttpResponse:
    """One assessment. Every button saves what is typed first: to cite, take off, search, put in, or go on."""
    row = line_or_404(review, line)
    own = own_assessment(demand_judge(request.user, review), row)
    form = AssessmentForm(own, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        saved, refused = save(request, review, row, form)
        if saved and saved.set_aside:
            return private(redirect("peer_assessments:texts", review.reference, row.pk, saved.set_aside.pk))
        if not refused and form.is_valid() and (away := then(request, review, row, form)):
            return private(away)
        own = own_assessment(demand_judge(request.user, review), row)
        form.assessment = own or form.assessment
    return private(_page(request, review, reader, row, form))


@inside(Thing.ASSESS)
@require_POST
def autosave(request: StaffRequest, review: Review, reader: Reader, line: int) -> HttpResponse:
    """Save what the page holds, and say what the page must know: its new stamp, or where two texts are settled.

    409, with words, when it can't be saved here any more; `whole` is false when something on the page could not be taken.
    """
    row = line_or_404(review, line)
    form = AssessmentForm(own_assessment(demand_judge(request.user, review), row), request.POST)
    try:
        saved, refused = save(request, review, row, form)
    except NotAllowed as why:
        saved, refused = None, str(why)
    if refused:
        return private(JsonResponse({"saved": False, "message": refused}, status=409))
    late = saved.set_aside if saved else None
    texts = [reverse("peer_assessments:texts", args=[review.reference, row.pk, late.pk])] if late else []
    answer = {
        "saved": True,
        "at": f"{timezone.localtime():%H:%M}",
        "stamps": {"after": form.stamp()},
        "shown": ["assessment"],
        "conflicts": [{"question": "assessment", "url": url} for url in texts],
        "whole": not form.not_taken(),
        "message": " ".join(form.not_taken()),
    }
    return private(JsonResponse(answer))


@inside(Thing.ASSESS)
@require_POST
def take_back(request: StaffRequest, review: Review, reader: Reader, line: int) -> HttpResponse:
    row = line_or_404(review, line)
    act = lambda: assessing.take_back(review=review, line=row, by=request.user)  # noqa: E731
    done(request, act, _("It is yours to write on again. Put it in to read the others’."))
    return private(redirect("peer_assessments:one", review.reference, row.pk))


def _page(request: StaffRequest, review: Review, reader: Reader, line: Line, form: AssessmentForm) -> HttpResponse:
    own: Any = form.assessment if form.assessment.pk else None
    words = words_of(request.GET) or words_of(request.POST)
    is_in = bool(own and own.submitted_at)
    context = {
        "review": review,
        "line": line,
        "prompts": line.prompts.all(),
        "form": form,
        "own": own,
        "is_in": is_in,
        "may_take_back": is_in and not is_moderated(review, line),
        "waiting": getattr(own, "waiting", None),
        "saved_at": plain_moment(own.saved_at) if own and own.revision else "",
        **evidence(reader, review, line, own, words),
    }
    return render(request, "peer_assessments/one.html", context)
