"""What anyone may read of a call."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from consultations.calls.document import document_of
from consultations.calls.enums import OVER
from consultations.calls.models import CallPage
from consultations.calls.paper import paper_of, paper_of_draft
from consultations.calls.presenters import present
from consultations.calls.surroundings import surroundings_of
from core.downloads import DOCX, as_download
from core.page_views import draw
from core.panels import panels_for


def call_page(request: HttpRequest, call: CallPage) -> HttpResponse:
    """The call itself: what is asked, of whom, until when; afterwards, what came of it."""
    now = timezone.now()
    around = surroundings_of(call, request)
    return draw(
        request,
        call,
        view=present(call, request, now),
        workstreams=around.workstreams,
        privacy_url=around.privacy_url,
        breadcrumbs=around.crumbs,
        panels=panels_for("call", request, call),
    )


def all_questions(request: HttpRequest, call: CallPage) -> HttpResponse:
    """Every question on one page, to read and to print before answering."""
    is_preview = getattr(request, "is_preview", False)
    if not (is_preview or call.questions_are_public):
        raise Http404
    sections = paper_of_draft(call) if is_preview else paper_of(call)
    url = call.get_url(request)
    return TemplateResponse(
        request,
        "calls/all_questions.html",
        {
            "page": call,
            "call_url": url,
            "document_url": f"{url}questions/document/",
            "sections": sections,
            "is_over": call.phase in OVER,
        },
    )


def questions_as_document(request: HttpRequest, call: CallPage) -> HttpResponse:
    """The same to fill in away from the screen."""
    if not call.questions_are_public:
        raise Http404
    file = HttpResponse(document_of(call, paper_of(call), call.phase), content_type=DOCX)
    return as_download(file, f"{call.code} questions.docx")
