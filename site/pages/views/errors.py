"""What people see when a page can't be shown: what happened, what became of their words, what to do next."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from core.errors import Refused
from core.private_pages import private
from pages.chrome import navigation

# Never shown back, whatever else of a form is.
SECRETS = ("password", "token", "code", "secret", "otp", "credential", "csrf")
# What our pages send along that nobody typed: which page it is, and what it showed.
SENT_ALONG = re.compile(
    r"page|sequence|seen|late|then|key|kind|topic|is_anonymous|after|stood|there|revision|version|verb|do|finding|writer|written_at|"
    r"s-[0-9a-f-]{36}"
)
LAST_RESORT = (
    "<!DOCTYPE html><html lang='en-GB'><title>Sorry, there is a problem with the service</title>"
    "<h1>Sorry, there is a problem with the service</h1><p>Try again later. Answers you saved are kept.</p></html>"
)


@dataclass(frozen=True)
class Typed:
    """One text from a form that could not be taken."""

    label: str
    text: str
    rows: int


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request itself could not be read."""
    return render(request, "pages/errors/400.html", status=400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: this person may not see this, with the reason where the refusal gave one; and with the words that they sent.

    A right may have ended while they wrote.
    """
    reasons = exception.reasons if isinstance(exception, Refused) else []
    return _with_words(request, 403, reasons)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404. The address is not repeated: it may hold somebody's private link. What was sent to it comes back.

    Somebody else may have removed what they were changing.
    """
    return _with_words(request, 404)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """409: a verb said no, and no view put the reasons beside what the person was doing. What they wrote comes back."""
    return _with_words(request, 409, refusal.reasons)


@requires_csrf_token
def too_many(request: HttpRequest) -> HttpResponse:
    """429: allauth counted too many tries of one thing from one place. It looks for `handler429` in config.urls."""
    response = render(request, "pages/errors/429.html", status=429)
    response["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Drawn without the request, so that neither the database nor a session is asked for anything."""
    page: str = LAST_RESORT
    with suppress(Exception):  # whatever broke the page must not break this one
        page = render_to_string("pages/errors/500.html", _bare())
    return HttpResponse(page, status=500)


def unavailable(request: HttpRequest, until: str) -> HttpResponse:
    """503: closed for work on it. `until` is a sentence that says when it will be back."""
    page = render_to_string("pages/errors/503.html", {**_bare(), "until": until})
    return HttpResponse(page, status=503, headers={"Retry-After": "600", "Cache-Control": "no-store"})


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that came without the right token, mostly one left open for long: give the words back.

    Only to a form of our own site; another site must not be able to make us show its words as ours.
    """
    words = words_back(request) if _is_from_here(request) else {}
    response = render(request, "pages/errors/csrf.html", words, status=403)
    response["Cache-Control"] = "no-store"
    return response


def signed_out(request: HttpRequest) -> HttpResponse:
    """403 for a form that somebody sent after they were signed out: give the words back, and lead to the door."""
    response = render(request, "pages/errors/signed_out.html", words_back(request), status=403)
    response["Cache-Control"] = "no-store"
    return response


def _with_words(request: HttpRequest, status: int, reasons: Sequence[str] = ()) -> HttpResponse:
    """Draw the page of a status, with the words of a form of ours. Another site's must not stand on a page of ours, so its token
    must have been right.
    """
    is_sent = request.method == "POST"
    words = words_back(request) if is_sent and getattr(request, "csrf_processing_done", False) else {}
    response = render(request, f"pages/errors/{status}.html", {"reasons": reasons, **words}, status=status)
    return private(response) if is_sent else response


def words_back(request: HttpRequest) -> dict[str, object]:
    """Return what pages/errors/typed.html needs to give back the words of a form that could not be taken."""
    typed = _typed(request)
    return {"typed": typed, "download": _download(typed) if typed else ""}


def _bare() -> dict[str, object]:
    return {"service_name": settings.SERVICE_NAME, "navigation": navigation()}


def _is_from_here(request: HttpRequest) -> bool:
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"


def _typed(request: HttpRequest) -> list[Typed]:
    texts = [
        value
        for name, values in request.POST.lists()
        if not (SENT_ALONG.fullmatch(name) or any(secret in name.lower() for secret in SECRETS))
        for value in values
        if value.strip()
    ]
    return [
        Typed(_("Text %(number)d") % {"number": number}, text, min(12, 2 + len(text) // 80))
        for number, text in enumerate(texts, start=1)
    ]


def _download(typed: list[Typed]) -> str:
    """Return the texts as an address that a browser saves as a file, without a script and without our keeping them."""
    return "data:text/plain;charset=utf-8," + quote("\n\n".join(one.text for one in typed))
