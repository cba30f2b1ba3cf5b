"""The page of local mode that shows the mail which nobody will carry."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.outbox.folder import NEWEST, newest_letters


@require_safe
@never_cache
def mail(request: HttpRequest) -> HttpResponse:
    """Show the letters in EMAIL_FILE_PATH. Anyone may open their links, so only local mode has this page."""
    if not settings.SHOW_MAIL_PAGE:
        raise Http404
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    letters = newest_letters(Path(folder)) if folder else []
    return render(request, "core/mail.html", {"letters": letters, "newest": NEWEST})
