"""The search page, for everyone and for the desk."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from haystack.exceptions import SearchBackendError

from accounts.gates import StaffRequest
from accounts.rules import is_secretariat
from consultations.calls.models import CallPage
from core.lists import first_page, without_page
from evidence.publication.views.gate import for_secretariat
from search.asked import DESK, Asked, read
from search.enums import Alias, Sort
from search.exports import FORMATS
from search.presenters import any_word, facets, only_words, places, register_like, results, same_search, signs
from search.queries.desk import find_on_desk, named_on_desk
from search.queries.find import LONGEST_LIST, PER_PAGE, Found, every, find
from search.queries.names import newest, straight_to
from search.queries.picks import picks_for
from search.queries.suggest import completions, named_like


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


def _answered(request: HttpRequest, asked: Asked, look: Callable[[Asked], Found]) -> HttpResponse:
    try:
        found = look(asked)
    except SearchBackendError:
        return _down(request, asked)
    page = _page(found, asked)
    if page.number != asked.page:
        return redirect(first_page(request))
    return render(request, "search/search.html", {**_common(request, asked), **_filled(request, asked, found, page)})


@require_safe
@cache_control(no_store=True)
def export(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The list of results, as a file."""
    asked = read(request.GET)
    try:
        rows = results(every(asked), request)
    except SearchBackendError:
        return _down(request, asked)
    _label, write = FORMATS[suffix]
    return write(rows, f"{settings.BASE_URL}{reverse('search:search')}?{request.GET.urlencode()}")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to ask more exactly."""
    trail = [(_("Home"), "/"), (_("Search"), reverse("search:search"))]
    return render(request, "search/help.html", {"trail": trail, "signs": signs(newest())})


@require_safe
@cache_control(no_cache=True)
def suggest(request: HttpRequest) -> JsonResponse:
    """Return what the words of `?q=` may be going to be: ends of the last word, and pages that begin with the words."""
    words = read(request.GET).words
    try:
        ends, places = completions(words), results(named_like(words), request)
    except SearchBackendError:
        ends, places = [], []
    asked = [{"text": end, "url": f"{reverse('search:search')}?{urlencode({'q': end})}", "kind": ""} for end in ends]
    named = [{"text": f"{one.reference} {one.title}".strip(), "url": one.url, "kind": one.kind} for one in places]
    return JsonResponse({"suggestions": [*asked, *named]})


def _down(request: HttpRequest, asked: Asked) -> HttpResponse:
    context = {**_common(request, asked), "register": register_like(asked)}
    return render(request, "search/down.html", context, status=503)


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
        "results": [] if asked.is_empty else results(found.matches, request, asked.alias),
        "facets": [facet for facet in shown if facet.narrows(found.total)],
        "chosen": [(facet, option) for facet in shown for option in facet.chosen],
        "kinds": next((facet.options for facet in shown if facet.name == "kind"), ()),
        "sorts": [(value, label, value == asked.sort) for value, label in Sort.choices],
        "words_alone": only_words(asked),
        "any_word": any_word(asked),
        "picks": picks_for(asked.words) if asked.words and page.number == 1 and asked.alias is Alias.PUBLIC else [],
        "query": without_page(request.GET),
        "longest_list": LONGEST_LIST,
        "formats": [(name, label) for name, (label, _write) in FORMATS.items()],
        "better": found.better,
        "better_url": same_search(request.GET, found.better),
        "has_a_word": re.search(r"\w", asked.words) is not None,
    }


def _page(found: Found, asked: Asked) -> "Page[int]":
    """Return the page of the whole, for its numbers alone: the engine has sliced it."""
    return Paginator(range(found.total), PER_PAGE).get_page(asked.page)
