"""Entering replies from paper, telephone and mail: for the secretariat."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.gates import StaffRequest, View, only_for
from accounts.rules import is_secretariat
from consultations.calls.questions import form_for, is_empty
from core.errors import Refused
from evidence.submissions.domain.answers import save_answers
from evidence.submissions.domain.attachments import attach
from evidence.submissions.domain.paper import (
    closed_questions,
    differences_of,
    enter_reply,
    key_again,
    settle_keying,
    why_not_keyed,
)
from evidence.submissions.domain.submit import obstacles, submit_submission
from evidence.submissions.drafts import draft_of
from evidence.submissions.forms.answers import SectionForm
from evidence.submissions.forms.attachments import UploadForm
from evidence.submissions.forms.entry import EntryForm
from evidence.submissions.models import Submission
from evidence.submissions.presenters.answers import section_rows
from evidence.submissions.presenters.entry import entry_rows
from evidence.submissions.queries import being_entered
from evidence.submissions.views.access import private


def for_secretariat(view: Callable[..., HttpResponse]) -> View:
    """Let the secretariat alone in, and keep the pages as private as a respondent's own."""

    @wraps(view)
    def kept_private(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return private(view(request, *args, **kwargs))

    return only_for(is_secretariat, gettext_lazy("Replies are entered by the secretariat of a review."))(kept_private)


@require_safe
@for_secretariat
def entries(request: StaffRequest) -> HttpResponse:
    """The replies that are being entered, and what each waits for."""
    return render(request, "submissions/entry/list.html", {"rows": entry_rows(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_secretariat
def new(request: StaffRequest) -> HttpResponse:
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            submission = enter_reply(
                call=data["call"],
                channel=data["channel"],
                received_on=data["received_on"],
                respondent=form.respondent(),
                publishing=data["publishing"],
                actor=request.user,
                email=data["email"],
                key=data["key"],
            )
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return redirect("entry:answers", submission.key)
    return render(request, "submissions/entry/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_secretariat
def answers(request: StaffRequest, key: UUID) -> HttpResponse:
    """Key the answers. Whoever did not begin the entry goes on to the second keying."""
    submission = _entry(key)
    if submission.entered_by_id != request.user.pk:
        return redirect("entry:again", key)
    draft = draft_of(submission)
    form = SectionForm(draft, [one for one in draft.questions if one.current], request.POST or None)
    if request.method == "POST" and form.is_valid():
        saved = save_answers(submission=submission, writings=form.writings(), actor=request.user)
        if not any(one.set_aside for one in saved):
            messages.success(request, _("Saved."))
            return redirect("entry:answers", key)
        said = _(
            "You changed this in another window too. Here is what you typed in this one: save it again to let it hold."
        )
        messages.error(request, said)
        # Shown as typed, with the stamps of what stands now.
        form.draft = draft = draft_of(submission)
    context = {
        "submission": submission,
        "form": form,
        "rows": [row for row in form.rows(None) if row.field],
        "scans": submission.attachments.filter(is_paper_scan=True, removed_at__isnull=True),
        "upload": UploadForm(),
        "waits_for": why_not_keyed(submission, draft),
        "obstacles": [one.why for one in obstacles(draft)],
    }
    return render(request, "submissions/entry/answers.html", context)


@require_POST
@for_secretariat
def scan(request: StaffRequest, key: UUID) -> HttpResponse:
    """Take the scan of the paper; it is never published."""
    submission = _entry(key)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, str(form.errors["file"][0]))
        return redirect("entry:answers", key)
    try:
        attach(submission=submission, inspected=form.cleaned_data["file"], actor=request.user, is_paper_scan=True)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The scan is kept with the reply."))
    return redirect("entry:answers", key)


@require_http_methods(["GET", "HEAD", "POST"])
@for_secretariat
def again(request: StaffRequest, key: UUID) -> HttpResponse:
    """Key the closed answers a second time: the fields are empty, and the first keying is not shown."""
    submission = _entry(key)
    if submission.second_keyings.exists():
        return redirect("entry:differences", key)
    draft = draft_of(submission)
    questions = closed_questions(draft)
    form = form_for(questions, request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {
            question.pk: None if question.current is None or is_empty(question.current, value) else value
            for question in questions
            if (value := form.values.get(str(question.key), "")) is not None
        }
        try:
            found = key_again(submission=submission, values=values, actor=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("entry:list")
        if not found:
            messages.success(request, _("Both keyings agree. The reply can be recorded."))
            return redirect("entry:list")
        return redirect("entry:differences", key)
    context = {
        "submission": submission,
        "form": form,
        "is_first": submission.entered_by_id == request.user.pk,
        "scans": submission.attachments.filter(is_paper_scan=True, removed_at__isnull=True),
        "has_questions": bool(questions),
    }
    return render(request, "submissions/entry/again.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_secretariat
def differences(request: StaffRequest, key: UUID) -> HttpResponse:
    """Settle, with the paper in hand, what it says: the first reading, the second, or neither."""
    submission = _entry(key)
    draft = draft_of(submission)
    found = differences_of(submission, draft)
    if request.method == "POST":
        for one in found:
            choice = request.POST.get(f"choice-{one.keying.pk}")
            if choice in ("first", "second"):
                first = draft.values.get(str(one.question.key))
                value = first if choice == "first" else one.keying.value
                settle_keying(keying=one.keying, value=value, actor=request.user)
        left = differences_of(submission, draft_of(submission))
        if left:
            messages.error(request, _("Choose for each difference what the paper says."))
            return redirect("entry:differences", key)
        messages.success(request, _("All differences are settled."))
        return redirect("entry:list")
    context = {"submission": submission, "differences": found}
    return render(request, "submissions/entry/differences.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_secretariat
def record(request: StaffRequest, key: UUID) -> HttpResponse:
    """Read it over once more; then it is a submission like any other."""
    submission = _entry(key)
    if request.method == "POST":
        try:
            sent = submit_submission(submission=submission, actor=request.user, declared=True)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
            return redirect("entry:answers", key)
        messages.success(request, _("Recorded as %(reference)s.") % {"reference": sent.reference})
        return redirect("entry:list")
    context = {"submission": submission, "sections": section_rows(draft_of(submission), changeable=False)}
    return render(request, "submissions/entry/record.html", context)


def _entry(key: UUID) -> Submission:
    found = being_entered().filter(key=key).first()
    if found is None:
        raise Http404
    return found
