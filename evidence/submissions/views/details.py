"""Who answers, and how much may be published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.asking import form_page
from core.errors import Refused
from evidence.submissions.deadline import formats_to_choose
from evidence.submissions.domain.details import change_respondent, choose_publishing, mark_of_respondent
from evidence.submissions.enums import RespondentKind
from evidence.submissions.forms.details import PublishingForm
from evidence.submissions.forms.start import OtherKindForm, RespondentForm
from evidence.submissions.models import Contributor
from evidence.submissions.presenters.frame import frame
from evidence.submissions.views.access import for_writers


@form_page
@for_writers
def about(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    """Correct who answers. `?kind=` changes the kind first."""
    submission = contributor.submission
    chosen = request.GET.get("kind", "")
    kind = chosen if chosen in RespondentKind.values else submission.kind
    # Shown again after a fault it still holds what it was drawn with.
    seen = request.POST.get("seen", "") if request.method == "POST" else mark_of_respondent(submission)
    form = RespondentForm(
        request.POST or None,
        kind=kind,
        formats=formats_to_choose(submission),
        initial=RespondentForm.initial_of(submission),
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_respondent(
                submission=submission,
                respondent=form.respondent(),
                format=form.cleaned_data.get("format", ""),
                seen=seen,
                actor=contributor,
            )
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return _onward(request, contributor)
    kinds = OtherKindForm(initial={"kind": kind})
    context = {**frame(contributor), "form": form, "kinds": kinds, "kind": kind, "seen": seen}
    return render(request, "submissions/about.html", context)


@form_page
@for_writers
def publishing(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    submission = contributor.submission
    initial = {"publishing": submission.publishing}
    form = PublishingForm(request.POST or None, kind=submission.kind, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            choose_publishing(submission=submission, publishing=form.cleaned_data["publishing"], actor=contributor)
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return _onward(request, contributor)
    return render(request, "submissions/publishing.html", {**frame(contributor), "form": form})


def _onward(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    page = "check" if request.GET.get("return") == "check" else "tasks"
    return redirect(f"respond:{page}", contributor.submission.key)
