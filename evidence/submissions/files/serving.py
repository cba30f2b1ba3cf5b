"""Handing a file out. Who may have it was decided before."""

from django.http import FileResponse

from core.downloads import as_download
from evidence.submissions.models import StoredFile


def file_response(stored: StoredFile, *, name: str = "") -> FileResponse:
    """Return the file as a download under `name`, by default its own.

    No browser shows it, guesses what it is, runs anything in it or keeps it.
    """
    kind = stored.content_type
    response = FileResponse(
        stored.file.open("rb"), content_type=f"{kind}; charset=utf-8" if kind == "text/plain" else kind
    )
    as_download(response, name or stored.name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
