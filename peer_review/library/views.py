"""The learning library: its list and its feeds."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.feeds import ENTRIES, atom
from core.lists import filters, first_page, page_asked
from peer_review.library import presenters, queries

PER_PAGE = 25


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """What was learnt that fits, the newest first. Its parameters: kind, theme, system, region, programme and page."""
    places = queries.places()
    known = {name: {one.values[name] for one in places} for name in queries.FILTERS}
    # What is none of the choices is passed over: old links must not break.
    chosen = {name: [one for one in request.GET.getlist(name) if one in known[name]] for name in queries.FILTERS}
    page = page_asked(request, queries.chosen(chosen), PER_PAGE)
    if page is None:
        return redirect(first_page(request))
    themes = dict(sorted({one.values["theme"]: one.theme for one in places}.items(), key=lambda pair: pair[1]))
    context = {
        "page": page,
        "rows": presenters.learnt_of(list(page)),
        **filters(presenters.facets_of(places, chosen, request.GET)),
        "themes": themes.items(),
        "breadcrumbs": [(_("Home"), "/"), (_("Peer reviews"), reverse("peer_reviews:list"))],
    }
    return render(request, "peer_library/library.html", context)


@require_safe
def feed(request: HttpRequest, theme: UUID | None = None) -> HttpResponse:
    """Strengths and recommendations as they are published: all of them, or those of one theme."""
    page = reverse("peer_library:library")
    rows = list(queries.chosen({"theme": [str(theme)]} if theme else {})[:ENTRIES])
    if theme and not rows:
        raise Http404
    name = rows[0].finding.line.theme.title if theme and rows[0].finding else ""
    return atom(
        request,
        name=f"peer-library/{theme}" if theme else "peer-library",
        title=_("What peer reviews found: %(theme)s") % {"theme": name} if theme else _("What peer reviews found"),
        subtitle=_("Strengths and recommendations as they are published."),
        page=f"{page}?theme={theme}" if theme else page,
        entries=presenters.entries_of(rows),
    )
