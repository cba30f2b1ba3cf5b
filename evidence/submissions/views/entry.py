"""Entering replies from paper, telephone and mail: the list, the envelope, recording. For the secretariat."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest, View, only_for
from accounts.rules import is_secretariat
from core.asking import form_page
from core.errors import NotAllowed, Refused
from core.private_pages import private
from evidence.submissions.domain.details import mark_of_respondent
from evidence.submissions.domain.paper import correct_envelope, discard_entry, enter_reply
from evidence.submissions.domain.submit import obstacles, submit_submission
from evidence.submissions.drafts import draft_of
from evidence.submissions.enums import SubmissionState
from evidence.submissions.forms.entry import DiscardForm, EntryForm, EnvelopeForm
from evidence.submissions.models import Submission
from evidence.submissions.presenters.answers import section_rows
from evidence.submissions.presenters.entry import entry_rows, notes
from evidence.submissions.queries import entered, sealed_redactions_of


def for_secretariat(view: Callable[..., HttpResponse]) -> View:
    """Let the secretariat alone in, and keep the pages as private as a respondent's own."""

    @wraps(view)
    def kept_private(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return private(view(request, *args, **kwargs))

    return only_for(is_secretariat, gettext_lazy("Replies are entered by the secretariat of a review."))(kept_private)


def entry_of(key: UUID) -> Submission:
    """Return a reply that did not come online. 404 for any other, and for one that was withdrawn or discarded."""
    found = entered().filter(key=key).first()
    if found is None:
        raise Http404
    return found


def words_of_entry(key: UUID) -> Submission:
    """Return one whose words may be shown as they were keyed. Raises NotAllowed where some of them are sealed."""
    found = entry_of(key)
    if sealed_redactions_of(found).exists():
        raise NotAllowed(
            _(
                "Words of this reply are sealed, and its pages show them. Ask on the desk for the marks to be lifted first."
            )
        )
    return found


@require_safe
@for_secretariat
def entries(request: StaffRequest) -> HttpResponse:
    """The replies that are being entered or corrected, and what each waits for."""
    return render(request, "submissions/entry/list.html", {"rows": entry_rows(request.user)})


@form_page
@for_secretariat
def new(request: StaffRequest) -> HttpResponse:
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            submission = enter_reply(
                call=form.cleaned_data["call"], key=form.cleaned_data["key"], actor=request.user, **form.envelope()
            )
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return redirect("entry:answers", submission.key)
    return render(request, "submissions/entry/new.html", {"form": form})


@form_page
@for_secretariat
def envelope(request: StaffRequest, key: UUID) -> HttpResponse:
    """Correct how and when it came, who sent it, what they allow."""
    submission = entry_of(key)
    seen = request.POST.get("seen", "") if request.method == "POST" else mark_of_respondent(submission)
    form = EnvelopeForm(request.POST or None, initial=EnvelopeForm.initial_of(submission))
    if request.method == "POST" and form.is_valid():
        try:
            correct_envelope(submission=submission, actor=request.user, seen=seen, **form.envelope())
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            messages.success(request, _("Saved."))
            return redirect("entry:answers", key)
    return render(request, "submissions/entry/envelope.html", {"submission": submission, "form": form, "seen": seen})


@form_page
@for_secretariat
def discard(request: StaffRequest, key: UUID) -> HttpResponse:
    """Say why an entry should not be there; then it is gone from the list."""
    submission = entry_of(key)
    if submission.state != SubmissionState.DRAFT:
        messages.error(request, _("It was recorded. To withdraw it, use its page on the desk."))
        return redirect("entry:answers", key)
    form = DiscardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            discard_entry(submission=submission, reason=form.cleaned_data["reason"], actor=request.user)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            messages.success(request, _("The entry was discarded."))
            return redirect("entry:list")
    return render(request, "submissions/entry/discard.html", {"submission": submission, "form": form})


@form_page
@for_secretariat
def record(request: StaffRequest, key: UUID) -> HttpResponse:
    """Read it over once more; then it is a submission like any other. Anyone of the secretariat may."""
    submission = words_of_entry(key)
    if request.method == "POST":
        try:
            sent = submit_submission(submission=submission, actor=request.user, declared=True)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
            return redirect("entry:answers", key)
        messages.success(request, _("Recorded as %(reference)s.") % {"reference": sent.reference})
        return redirect("entry:list")
    draft = draft_of(submission)
    if obstacles(draft):
        return redirect("entry:answers", key)
    context = {"submission": submission, "sections": section_rows(draft, changeable=False), "notes": notes(draft)}
    return render(request, "submissions/entry/record.html", context)
