"""A town hall inside a page of another website: to read, and followed live. Nobody can write or vote there."""

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from consultations.townhalls import presenters, queries


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@cache_control(public=True, max_age=5)
def embedded(request: HttpRequest, pk: int) -> HttpResponse:
    """What everybody sees, the same for all: it looks at no session and holds no form, so a frame can steal no click."""
    hall = queries.shown().filter(pk=pk).first()
    if hall is None:
        raise Http404
    url, here = hall.get_url(request) or "/", reverse("townhalls:embedded", args=[pk])
    context = presenters.page_of(hall, None, url, by_votes=False)
    more = {"url": url, "url_here": here, "url_anew": here, "service_name": settings.SERVICE_NAME}
    # Without the request, so that no session is looked at: one answer does for all.
    return HttpResponse(render_to_string("townhalls/embedded.html", {**context, **more}))
