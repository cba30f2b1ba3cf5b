"""The door to what a call asks: whoever may see its page."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from consultations.calls.models import CallPage
from core.private_pages import private
from core.visibility import if_visible


def for_answering(view: Callable[[HttpRequest, CallPage], HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the call `code`. A call behind a sign-in asks for it here too; one that is not live is not found."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str) -> HttpResponse:
        call = CallPage.objects.live().filter(code=code).first()
        if call is None:
            raise Http404
        return private(if_visible(call, request, lambda: view(request, call)))

    return guarded
