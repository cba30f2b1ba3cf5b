"""The public page of one submission."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from core.citations import cited_in
from core.downloads import as_download
from core.panels import panels_for
from evidence.publication.citation import FORMATS, citation_of
from evidence.publication.presenters.edition import shown
from evidence.publication.queries import editions, files_cleared, was_published, with_texts
from evidence.submissions.files.serving import file_response


# Kept copies must be asked for again each time, so that what is taken back is gone at once.
@require_safe
@conditional_page
@cache_control(no_cache=True)
def edition_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one edition; 410 for one that was taken back, which tells nothing else; 404 for all the rest."""
    edition = with_texts(editions()).filter(reference=reference).first()
    if edition is None:
        return _gone_or_unknown(request, reference)
    page = shown(edition, list(edition.answers.all()), list(edition.attachments.all()))
    context = {
        "shown": page,
        "cited_in": cited_in([reference])[reference],
        "call_url": edition.call.get_url(request),
        "citation": citation_of(edition),
        "formats": list(FORMATS),
        "panels": panels_for("edition", request, edition),
        "trail": [(_("Home"), "/"), (_("Published evidence"), reverse("publication:register"))],
    }
    return render(request, "publication/edition.html", context)


@require_safe
@cache_control(no_cache=True)
def citation(request: HttpRequest, reference: str, suffix: str) -> HttpResponse:
    """The citation as a file for reference managers."""
    edition = editions().filter(reference=reference).first()
    if edition is None:
        return _gone_or_unknown(request, reference)
    text = getattr(citation_of(edition), suffix)
    file = HttpResponse(text, content_type=f"{FORMATS[suffix]}; charset=utf-8")
    return as_download(file, f"{reference}.{suffix}")


@require_safe
@cache_control(no_store=True)
def attachment(request: HttpRequest, reference: str, position: int) -> HttpResponseBase:
    """A file that was cleared, as an attachment; 404 for any other, cleared or not, that is not published."""
    row = files_cleared().filter(edition__reference=reference, position=position).first()
    if row is None or not row.attachment.file:
        raise Http404
    return file_response(row.attachment, name=row.title)


def _gone_or_unknown(request: HttpRequest, reference: str) -> HttpResponse:
    if was_published(reference):
        return render(request, "publication/gone.html", status=410)
    raise Http404
