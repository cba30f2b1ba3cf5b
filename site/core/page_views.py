"""Pages that name the view which draws them.

Wagtail asks a page to answer a request, but a page is a model and stands below the views of its app. So a page type
gives its view's dotted path, looked up when it is asked for; core.checks looks up all of them when Django starts.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string
from wagtail.models import Page

VIEWS: set[str] = set()


def shown_by(view: str) -> Callable[..., HttpResponse]:
    """Return a method for a page (serve, serve_preview, a route) that hands request and page to the view at this path."""
    VIEWS.add(view)

    def show(page: Page, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = import_string(view)(request, page)
        return response

    return show


def draw(request: HttpRequest, page: Page, **more: Any) -> TemplateResponse:
    """Return the page in its own template, with `more` besides what Wagtail gives to it."""
    return TemplateResponse(request, page.get_template(request), {**page.get_context(request), **more})
