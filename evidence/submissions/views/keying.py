"""Keying what the paper says, twice, with its scan beside it. For the secretariat."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.gates import StaffRequest
from consultations.calls.questions import QuestionsForm, form_for, is_empty
from core.asking import form_page
from core.errors import Refused
from evidence.submissions.domain.answers import save_answers
from evidence.submissions.domain.attachments import attach, remove
from evidence.submissions.domain.keying import (
    Difference,
    differences_of,
    has_keyed,
    key_again,
    settle_keying,
    to_key_again,
    to_key_again_by,
)
from evidence.submissions.domain.submit import obstacles
from evidence.submissions.domain.working_copy import why_unchangeable
from evidence.submissions.drafts import Draft, draft_of, sent_differs
from evidence.submissions.files.queries import attachment_of, scans_of
from evidence.submissions.forms.answers import SectionForm, moved_since
from evidence.submissions.forms.attachments import UploadForm
from evidence.submissions.models import Submission
from evidence.submissions.presenters.entry import envelope_rows, notes
from evidence.submissions.views.entry import for_secretariat, words_of_entry
from pages.views.errors import words_back


@form_page
@for_secretariat
def answers(request: StaffRequest, key: UUID) -> HttpResponse:
    """Key the answers. Whoever can key them a second time goes there, unless they ask for the first keying."""
    submission = words_of_entry(key)
    draft = draft_of(submission)
    if request.method == "POST":
        questions = draft.questions + moved_since(draft, draft.questions, request.POST)
        form = SectionForm(draft, questions, request.POST, judges=False)
        if _save(request, submission, form):
            return redirect("entry:answers", key)
    else:
        if request.GET.get("keying") != "first" and _is_second(request, draft):
            return redirect("entry:again", key)
        form = SectionForm(draft, draft.questions, judges=False)
    return render(request, "submissions/entry/answers.html", _page(submission, form))


@require_POST
@for_secretariat
def scan(request: StaffRequest, key: UUID) -> HttpResponse:
    """Take the scan of the paper; it is never published."""
    submission = words_of_entry(key)
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


@require_POST
@for_secretariat
def remove_scan(request: StaffRequest, key: UUID, file: UUID) -> HttpResponse:
    """Take away a scan that is not of this reply."""
    submission = words_of_entry(key)
    attachment = attachment_of(submission, file)
    if attachment is None or not attachment.is_paper_scan:
        raise Http404
    try:
        remove(attachment=attachment, actor=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(name)s was removed.") % {"name": attachment.name})
    return redirect("entry:answers", key)


@form_page
@for_secretariat
def again(request: StaffRequest, key: UUID) -> HttpResponse:
    """Key the closed answers a second time: the fields are empty, and the first keying is not shown."""
    submission = words_of_entry(key)
    draft = draft_of(submission)
    if request.method != "POST" and not to_key_again(draft):
        return redirect("entry:differences", key)
    questions = to_key_again_by(request.user, draft)
    form = form_for(questions, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = key_again(submission=submission, values=_values(form, questions), actor=request.user)
        except Refused as refused:
            form.add_error(None, refused.reasons)
            return _not_taken(request, submission, form)
        if found:
            return redirect("entry:differences", key)
        messages.success(request, _("Both keyings agree."))
        return redirect("entry:list")
    context = {
        "submission": submission,
        "form": form,
        "has_questions": bool(questions),
        "scans": scans_of(submission),
        "envelope": envelope_rows(submission, changeable=True),
    }
    return render(request, "submissions/entry/again.html", context)


def _not_taken(request: StaffRequest, submission: Submission, form: QuestionsForm) -> HttpResponse:
    """Say why a second keying was not taken, and give back what was keyed: its questions may not be asked of them now."""
    context = {"submission": submission, "form": form, **words_back(request)}
    return render(request, "submissions/entry/not_taken.html", context, status=409)


@form_page
@for_secretariat
def differences(request: StaffRequest, key: UUID) -> HttpResponse:
    """Settle, with the paper in hand, what it says: the first reading or the second."""
    submission = words_of_entry(key)
    draft = draft_of(submission)
    found = differences_of(draft)
    if request.method == "POST":
        try:
            _settle(request, found)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("entry:list")
        draft = draft_of(submission)
        if differences_of(draft):
            messages.error(request, _("Choose for each difference what the paper says."))
            return redirect("entry:differences", key)
        messages.success(request, _("All differences are settled."))
        if to_key_again(draft):
            messages.info(request, _("More closed questions are asked now. They are keyed twice too."))
        return redirect("entry:list")
    context = {"submission": submission, "differences": found, "scans": scans_of(submission)}
    return render(request, "submissions/entry/differences.html", context)


def _save(request: StaffRequest, submission: Submission, form: SectionForm) -> bool:
    """Save what is well-formed, whatever else is wrong with the page; return whether nothing is left to mend."""
    is_valid = form.is_valid()
    try:
        saved = save_answers(submission=submission, writings=form.writings(), actor=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    form.draft = draft_of(submission)
    form.insists_on = {one.answer.question_id for one in saved if one.set_aside}
    if form.insists_on:
        said = _(
            "It was changed in another window too. Here is what you typed in this one: save it again to let it hold."
        )
        messages.error(request, said)
        return False
    if is_valid:
        messages.success(request, _("Saved."))
    elif any(one.changed for one in saved):
        messages.warning(request, _("The other answers are saved."))
    return is_valid


def _is_second(request: StaffRequest, draft: Draft) -> bool:
    """Whether this person is to key again what somebody else has begun to key."""
    is_begun = any(not answer.is_empty for answer in draft.answers.values())
    return is_begun and not has_keyed(request.user, draft) and bool(to_key_again_by(request.user, draft))


def _page(submission: Submission, form: SectionForm) -> dict[str, Any]:
    draft, fixed = form.draft, why_unchangeable(submission)
    return {
        "submission": submission,
        "form": form,
        "fixed": fixed,
        "envelope": envelope_rows(submission, changeable=not fixed),
        "rows": [row for row in form.rows(None) if row.field],
        "scans": scans_of(submission),
        "upload": UploadForm(),
        "notes": notes(draft),
        "obstacles": [one.why for one in obstacles(draft)],
        "differences": bool(differences_of(draft)),
        "is_as_recorded": submission.was_sent and not sent_differs(draft),
    }


def _values(form: QuestionsForm, questions: list[Any]) -> dict[int, Any]:
    """Return what was read, by question; nothing for what the paper leaves blank."""
    read = {question.pk: form.values.get(str(question.key), "") for question in questions}
    return {
        question.pk: None if is_empty(question.current, read[question.pk]) else read[question.pk]
        for question in questions
    }


def _settle(request: StaffRequest, found: list[Difference]) -> None:
    """Settle what was chosen as it was shown. What was keyed anew meanwhile is shown again."""
    for one in found:
        readings = {one.first_choice: one.first_value, one.second_choice: one.keying.value}
        choice = request.POST.get(f"choice-{one.keying.pk}")
        if choice in readings:
            settle_keying(keying=one.keying, value=readings[choice], actor=request.user)
