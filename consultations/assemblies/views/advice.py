"""The advice register as anyone may read it: the list, each advice, the feeds and the files."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.assemblies.citations import texts_of_page
from consultations.assemblies.enums import Horizon, Standing
from consultations.assemblies.presenters import advice as presenters
from consultations.assemblies.presenters import advice_news as news
from consultations.assemblies.presenters.advice_files import FORMATS
from consultations.assemblies.presenters.ballots import ballots_of
from consultations.assemblies.queries import advice as queries
from consultations.assemblies.queries.bodies import shown
from consultations.assemblies.rules import may_run
from core.calendars import calendar
from core.citations import cited_in, links_in, targets_in
from core.feeds import atom
from core.lists import filters, first_page, page_asked, without_page
from core.panels import panels_for

PER_PAGE = 25


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """All advice that fits, what is overdue first. Its parameters: state, horizon, body and page."""
    chosen = _chosen(request)
    rows = queries.chosen(chosen).order_by(*queries.FIRST_OVERDUE)
    page = page_asked(request, queries.read_whole(rows), PER_PAGE)
    if page is None:
        return redirect(first_page(request))
    found = queries.standings(queries.advice_shown())
    context = {
        "page": page,
        "lines": [presenters.line_of(one) for one in page],
        **filters(presenters.facets_of(found, chosen, queries.bodies_with_advice(), request.GET)),
        "picture": presenters.picture_of(one[0] for one in queries.standings(queries.chosen(chosen))),
        "query": without_page(request.GET),
        "formats": [(name, label) for name, (label, _write) in FORMATS.items()],
        "breadcrumbs": [(_("Home"), "/")],
    }
    return render(request, "assemblies/advice_register.html", context)


@require_safe
def advice_page(request: HttpRequest, reference: str) -> HttpResponse:
    """One advice for good: what was asked, by when, what was replied, what came of it, and what is behind it."""
    if reference != reference.upper():
        return redirect("assemblies:advice_page", reference.upper(), permanent=True)
    row = get_object_or_404(queries.read_whole(queries.advice_shown()), reference=reference)
    item = row.item if queries.session_is_shown(row) else None
    references = [one.reference for one in row.sources.all()]
    context = {
        "one": row,
        "line": presenters.line_of(row),
        "item": item,
        "ballots": ballots_of([item])[item.pk] if item else [],
        "people": [presenters.person_of(one) for one in row.people.all()],
        "rests_on": targets_in(references),
        "panels": panels_for("advice", request, row),
        "runs_it": may_run(request.user),
        "references": links_in(texts_of_page(row, item)),
        "cited_in": cited_in([reference])[reference],
        "breadcrumbs": [
            (_("Home"), "/"),
            (row.body.title, row.body.get_url(request) or "/"),
            (_("Advice"), reverse("assemblies:advice")),
        ],
    }
    return render(request, "assemblies/advice_page.html", context)


@require_safe
def feed(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Advice as it is given, replied to and concluded: of all bodies or of one."""
    body = get_object_or_404(shown(), pk=pk) if pk else None
    rows = queries.chosen({"body": [str(pk)]} if pk else {})
    page = reverse("assemblies:advice")
    return atom(
        request,
        name=f"advice/{pk}" if pk else "advice",
        title=_("Advice: %(body)s") % {"body": body.title} if body else _("Advice"),
        subtitle=_("Advice as it is given, replied to and concluded."),
        page=f"{page}?body={pk}" if pk else page,
        entries=news.entries_of(rows),
    )


@require_safe
def feed_of_one(request: HttpRequest, reference: str) -> HttpResponse:
    """One advice as it is given, replied to and concluded. It is one entry, which changes."""
    row = get_object_or_404(queries.advice_shown(), reference=reference)
    return atom(
        request,
        name=f"advice/{row.reference}",
        title=f"{row.reference}: {row.title}",
        subtitle=_("Advice as it is given, replied to and concluded."),
        page=row.get_absolute_url(),
        entries=news.entries_of(queries.advice_shown().filter(pk=row.pk)),
    )


@require_safe
def calendar_file(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The days on which replies are due: to all bodies or to one."""
    body = get_object_or_404(shown(), pk=pk) if pk else None
    return calendar(
        request,
        name=f"replies-{body.slug}" if body else "replies",
        title=_("Replies due: %(body)s") % {"body": body.title} if body else _("Replies due"),
        happenings=news.happenings_of(queries.chosen({"body": [str(pk)]} if pk else {})),
    )


@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The list as it is filtered, as a file."""
    if suffix not in FORMATS:
        raise Http404
    _label, write = FORMATS[suffix]
    return write(queries.chosen(_chosen(request)).order_by(*queries.FIRST_OVERDUE))


def _chosen(request: HttpRequest) -> dict[str, list[str]]:
    """Return the values that are choices. What is none is passed over: old links must not break."""
    known = {"state": set(Standing.values), "horizon": set(Horizon.values)}
    asked = {name: request.GET.getlist(name) for name in queries.FILTERS}
    chosen = {name: [value for value in asked[name] if value in values] for name, values in known.items()}
    return {**chosen, "body": [value for value in asked["body"] if value.isdecimal() and len(value) <= 18]}  # noqa: PLR2004
