"""Who answered, in the large: optional, after sending, joined to nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.asking import form_page
from evidence.submissions.domain.equality import record_equality
from evidence.submissions.forms.equality import EqualityForm
from evidence.submissions.models import Contributor, Submission
from evidence.submissions.views.access import for_writers

# The session knows that the questions were seen, so that nobody is counted twice; never what was answered.
SESSION_KEY = "equality_done"


def was_offered(request: HttpRequest, submission: Submission) -> bool:
    return str(submission.key) in request.session.get(SESSION_KEY, [])


@form_page
@for_writers
def equality_page(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    submission = contributor.submission
    if submission.call is None or not submission.was_sent or was_offered(request, submission):
        return redirect("respond:receipt", submission.key)
    form = EqualityForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and ("skip" in request.POST or form.is_valid()):
        if "skip" not in request.POST:
            record_equality(call=submission.call, answers=form.cleaned_data, offered=form.offered())
            messages.success(request, _("Thank you. Your answers to the equality questions are counted apart."))
        request.session[SESSION_KEY] = [*request.session.get(SESSION_KEY, []), str(submission.key)]
        return redirect("respond:receipt", submission.key)
    return render(
        request, "submissions/equality.html", {"form": form, "submission": submission, "call": submission.call}
    )
