"""The search page, for everyone and for the desk."""

import re
from collections.abc import Callable
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from haystack.exceptions import SearchBackendError

from accounts.gates import StaffRequest
from accounts.rules import is_secretariat
from consultations.calls.models import CallPage
from core.lists import first_page
from evidence.publication.views.gate import for_secretariat
from search.asked import DESK, Asked, read
from search.enums import Alias, Sort
from search.presenters import any_word, facets, only_words, places, results
from search.queries.desk import find_on_desk, named_on_desk
from search.queries.find import PER_PAGE, Found, find
from search.queries.names import straight_to


@require_safe
@cache_control(no_cache=True)
def search(request: HttpRequest) -> HttpResponseBase:
    """Search what is published, or on the desk what was sent. A reference typed in goes straight to what it names."""
    if request.GET.get("in") == DESK:
        return _search_on_desk(request)
    asked = read(request.GET)
    if _may_be_a_name(asked):
        named = straight_to(asked.words)
        if named is not None:
            return redirect(named.get_url(request) if isinstance(named, CallPage) else named.get_absolute_url())
    return _answered(request, asked, find)


@for_secretariat
def _search_on_desk(request: StaffRequest) -> HttpResponse:
    asked = read(request.GET, Alias.STAFF)
    if _may_be_a_name(asked):
        submission = named_on_desk(asked.words, request.user)
        if submission is not None:
            return redirect("desk:submission", submission.reference)
    return _answered(request, asked, lambda asked: find_on_desk(asked, request.user))


def _may_be_a_name(asked: Asked) -> bool:
    return bool(asked.words) and not asked.has_choices and asked.page == 1


def _answered(request: HttpRequest, asked: Asked, find: Callable[[Asked], Found]) -> HttpResponse:
    try:
        found = find(asked)
    except SearchBackendError:
        return render(request, "search/down.html", _common(request, asked), status=503)
    page = _page(found, asked)
    if page.number != asked.page:
        return redirect(first_page(request))
    return render(request, "search/search.html", {**_common(request, asked), **_filled(request, asked, found, page)})


def _common(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    return {
        "asked": asked,
        "on_desk": asked.alias is Alias.STAFF,
        "places": places(asked) if is_secretariat(request.user) else (),
        "trail": [(_("Home"), "/")],
    }


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
        "words_alone": only_words(asked),
        "any_word": any_word(asked),
        "has_a_word": re.search(r"\w", asked.words) is not None,
    }


def _page(found: Found, asked: Asked) -> "Page[int]":
    """Return the page of the whole, for its numbers alone: the engine has sliced it."""
    return Paginator(range(found.total), PER_PAGE).get_page(asked.page)
