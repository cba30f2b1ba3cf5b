"""The search page."""

import re
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from haystack.exceptions import SearchBackendError

from consultations.calls.models import CallPage
from core.lists import first_page
from search.asked import Asked, read
from search.enums import Sort
from search.presenters import any_word, facets, only_words, results
from search.queries.find import PER_PAGE, Found, find
from search.queries.names import straight_to


@require_safe
@cache_control(no_cache=True)
def search(request: HttpRequest) -> HttpResponse:
    """Search what is published. A reference typed in goes straight to what it names."""
    asked = read(request.GET)
    if asked.words and not asked.has_choices and asked.page == 1:
        named = straight_to(asked.words)
        if named is not None:
            return redirect(named.get_url(request) if isinstance(named, CallPage) else named.get_absolute_url())
    try:
        found = find(asked)
    except SearchBackendError:
        return render(request, "search/down.html", _common(asked), status=503)
    page = _page(found, asked)
    if page.number != asked.page:
        return redirect(first_page(request))
    return render(request, "search/search.html", {**_common(asked), **_filled(request, asked, found, page)})


def _common(asked: Asked) -> dict[str, Any]:
    return {"asked": asked, "trail": [(_("Home"), "/")]}


def _filled(request: HttpRequest, asked: Asked, found: Found, page: "Page[int]") -> dict[str, Any]:
    shown = facets(found, asked, request.GET)
    return {
        "page": page,
        "total": found.total,
        "results": [] if asked.is_empty else results(found, request),
        "facets": shown,
        "chosen": [(facet, option) for facet in shown for option in facet.chosen],
        "kinds": next((facet.options for facet in shown if facet.name == "kind"), ()),
        "sorts": [(value, label, value == asked.sort) for value, label in Sort.choices],
        "words_alone": only_words(request.GET),
        "any_word": any_word(asked),
        "has_a_word": re.search(r"\w", asked.words) is not None,
    }


def _page(found: Found, asked: Asked) -> "Page[int]":
    """Return the page of the whole, for its numbers alone: the engine has sliced it."""
    return Paginator(range(found.total), PER_PAGE).get_page(asked.page)
