"""Pages that are for one person: no cache keeps them, no search engine lists them, no address of theirs goes on."""

from django.http import HttpResponse


def private(response: HttpResponse) -> HttpResponse:
    """Keep a page out of caches and its address out of the next site's logs."""
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer" if response.status_code >= 300 else "same-origin"  # noqa: PLR2004
    response["X-Robots-Tag"] = "noindex"
    return response
