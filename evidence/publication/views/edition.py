"""The public page of one submission."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from evidence.publication.queries import editions


@require_safe
@cache_control(no_store=True)
def edition_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one edition; 410 for what was published once and taken back, which tells nothing else; 404 for all the rest."""
    edition = editions().filter(reference=reference).first()
    if edition is None:
        raise Http404
    return render(request, "publication/edition.html", {"edition": edition})
