"""Uploading, listing, removing and downloading files: for those who write, and downloading for the secretariat."""

import logging
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from consultations.calls.models import Question
from core.asking import form_page
from core.errors import Refused
from evidence.submissions.domain.attachments import attach, open_file, remove, restore
from evidence.submissions.enums import ScanState
from evidence.submissions.files.presenters import FileList, files_context, page_url
from evidence.submissions.files.problems import BadFile, Problem, sentence
from evidence.submissions.files.queries import attachment_of
from evidence.submissions.files.serving import file_response
from evidence.submissions.forms.attachments import UploadForm
from evidence.submissions.models import Attachment, Contributor, Submission
from evidence.submissions.presenters.frame import frame
from evidence.submissions.views.access import contributor_of, for_writers

logger = logging.getLogger(__name__)


@form_page
@for_writers
def files_page(request: HttpRequest, contributor: Contributor, question: UUID | None = None) -> HttpResponse:
    """Show the files and take a further one. A script that asks for JSON gets the outcome as JSON.

    "Continue" takes a file that was chosen too, and leaves when there is none or it was taken.
    """
    submission = contributor.submission
    asked = _question(submission, question)
    if request.method != "POST":
        files = files_context(submission, question=asked)
        return _page(request, contributor, asked, files, _form_with_problem(request, files))
    goes_on = request.POST.get("then") == "continue"
    if goes_on and not request.FILES:
        return redirect(_back_url(submission, asked))
    form = UploadForm(files=request.FILES, data={}, hint=_hint(files_context(submission, question=asked)))
    said = _take(form, contributor, asked)
    if _wants_json(request):
        return JsonResponse({"ok": bool(said), "message": said, "errors": form.errors.get("file", [])})
    if said:
        messages.success(request, said)
        return redirect(_back_url(submission, asked) if goes_on else page_url(submission, asked))
    return _page(request, contributor, asked, files_context(submission, question=asked), form)


def _take(form: UploadForm, contributor: Contributor, question: Question | None) -> str:
    """Attach what the form holds and return what to say of it; or put an error on the form and return nothing."""
    if not form.is_valid():
        return ""
    try:
        inspected = form.cleaned_data["file"]
        attached = attach(submission=contributor.submission, inspected=inspected, actor=contributor, question=question)
        # Where work is done at once, the verdict is there by now.
        attached.attachment.refresh_from_db(fields=["scan"])
        if attached.attachment.scan == ScanState.INFECTED:
            raise BadFile(Problem.VIRUS)
    except Refused as refused:
        form.add_error("file", refused.reasons)
    except OSError:
        logger.exception("attachment_not_stored")
        form.add_error("file", sentence(Problem.NOT_RECEIVED))
    else:
        words = _("%(name)s is attached.") if attached.is_new else _("%(name)s was attached already.")
        return words % {"name": attached.attachment.name}
    return ""


@require_safe
@for_writers
def files_list(request: HttpRequest, contributor: Contributor, question: UUID | None = None) -> HttpResponse:
    """The list alone, for a script that waits for a verdict."""
    asked = _question(contributor.submission, question)
    return render(request, "attachments/_list.html", {"files": files_context(contributor.submission, question=asked)})


@require_POST
@for_writers
def remove_file(request: HttpRequest, contributor: Contributor, file: UUID) -> HttpResponse:
    attachment = _attachment(contributor.submission, file)
    try:
        removed = remove(attachment=attachment, actor=contributor)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(page_url(contributor.submission, attachment.question))
    undo = f"?removed={attachment.key}" if removed.file else ""
    return redirect(page_url(contributor.submission, attachment.question) + undo)


@require_POST
@for_writers
def restore_file(request: HttpRequest, contributor: Contributor, file: UUID) -> HttpResponse:
    attachment = _attachment(contributor.submission, file)
    try:
        restore(attachment=attachment, actor=contributor)
        messages.success(request, _("%(name)s is back.") % {"name": attachment.name})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(page_url(contributor.submission, attachment.question))


@require_safe
def download(request: HttpRequest, key: UUID, file: UUID) -> HttpResponseBase:
    """Send a file to whoever may have it; to anybody else it does not exist."""
    attachment = get_object_or_404(Attachment.objects.select_related("submission"), key=file, submission__key=key)
    try:
        return file_response(open_file(attachment=attachment, actor=contributor_of(request, key) or request.user))
    except (Refused, FileNotFoundError) as refused:
        raise Http404 from refused


def _page(
    request: HttpRequest, contributor: Contributor, question: Question | None, files: FileList, form: UploadForm
) -> HttpResponse:
    submission = contributor.submission
    context = {
        **frame(contributor),
        "question": question,
        "files": files,
        "form": form,
        "removed": _removed(request, submission),
        "back_url": _back_url(submission, question),
    }
    return render(request, "attachments/files.html", context)


def _back_url(submission: Submission, question: Question | None) -> str:
    """Return where "Continue" leads: the section of the question, or the list of sections."""
    if question is None:
        return reverse("respond:tasks", args=[submission.key])
    return reverse("respond:section", args=[submission.key, question.section_id])


def _form_with_problem(request: HttpRequest, files: FileList) -> UploadForm:
    """Return an empty form; with its error, where the request was too large to be read (config.body_limit)."""
    if request.GET.get("problem") != Problem.TOO_BIG:
        return UploadForm(hint=_hint(files))
    form = UploadForm(data={}, files={}, hint=_hint(files))
    form.errors.clear()
    form.add_error("file", sentence(Problem.TOO_BIG))
    return form


def _hint(files: FileList) -> str:
    return _("%(kinds)s, smaller than %(size)sMB. Up to %(most)s files.") % {
        "kinds": files.kinds,
        "size": files.max_mb,
        "most": files.most,
    }


def _removed(request: HttpRequest, submission: Submission) -> Attachment | None:
    try:
        found = attachment_of(submission, UUID(request.GET.get("removed", "")))
    except ValueError:
        return None
    return found if found and found.removed_at and found.file else None


def _question(submission: Submission, key: UUID | None) -> Question | None:
    if key is None:
        return None
    question = Question.objects.select_related("current").filter(call=submission.call, key=key).first()
    if question is None or question.current is None or question.current.type != "file":
        raise Http404
    return question


def _attachment(submission: Submission, key: UUID) -> Attachment:
    found = attachment_of(submission, key)
    if found is None or found.is_paper_scan:
        raise Http404
    return found


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
