"""Copies to keep: of what was sent, and of a draft."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.downloads import DOCX, as_download
from evidence.submissions.copies import Copy, as_docx, copy_of_draft, copy_of_sent
from evidence.submissions.models import Contributor, Submission
from evidence.submissions.views.access import for_writers


@require_safe
@for_writers
def sent_page(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    return _page(request, contributor, _sent)


@require_safe
@for_writers
def sent_docx(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    return _file(_sent(contributor.submission))


@require_safe
@for_writers
def draft_page(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    return _page(request, contributor, copy_of_draft)


@require_safe
@for_writers
def draft_docx(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    return _file(copy_of_draft(contributor.submission))


def _sent(submission: Submission) -> Copy:
    if submission.current is None:
        raise Http404
    return copy_of_sent(submission)


def _page(request: HttpRequest, contributor: Contributor, copied: Callable[[Submission], Copy]) -> HttpResponse:
    context = {"copy": copied(contributor.submission), "submission": contributor.submission}
    return render(request, "submissions/copy.html", context)


def _file(copy: Copy) -> HttpResponse:
    return as_download(HttpResponse(as_docx(copy), content_type=DOCX), copy.file_name)
