"""Taking a submission back, and answering the secretariat."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.asking import form_page
from core.errors import Refused
from evidence.submissions.domain.withdraw import reply_to_clarification, withdraw_submission
from evidence.submissions.forms.details import ReplyForm
from evidence.submissions.models import Contributor
from evidence.submissions.presenters.frame import frame
from evidence.submissions.views.access import for_writers


@form_page
@for_writers
def withdraw(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    """Say what withdrawing will do; do it on the second press."""
    submission = contributor.submission
    if request.method == "POST":
        try:
            withdraw_submission(submission=submission, actor=contributor)
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("respond:receipt", submission.key)
    return render(request, "submissions/withdraw.html", frame(contributor))


@form_page
@for_writers
def reply(request: HttpRequest, contributor: Contributor, pk: int) -> HttpResponse:
    clarification = contributor.submission.clarifications.filter(pk=pk).first()
    if clarification is None:
        raise Http404
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reply_to_clarification(clarification=clarification, reply=form.cleaned_data["reply"], actor=contributor)
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            messages.success(request, _("We have received your reply."))
            return redirect("respond:receipt", contributor.submission.key)
    context = {**frame(contributor), "form": form, "clarification": clarification}
    return render(request, "submissions/reply.html", context)
