"""The public register: a list, a feed, and the same list to take away."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.feeds import Entry, atom
from core.lists import first_page, page_asked, without_page
from evidence.publication.exports import FORMATS
from evidence.publication.forms.register import ORDER, RegisterForm, Sort
from evidence.publication.models import Edition
from evidence.publication.presenters.register import facets
from evidence.publication.queries import calls_with_editions, editions

PER_PAGE = 25
IN_FEED = 50


@require_safe
@cache_control(no_cache=True)
def register(request: HttpRequest) -> HttpResponse:
    """List what is published. A page past the end leads back to the first."""
    form = RegisterForm(request.GET)
    chosen = form.chosen()
    # Keys first: sorting a few thousand of them is quick, sorting whole rows is not.
    keys = editions(chosen).select_related(None).order_by(*ORDER[form.order()]).values_list("pk", flat=True)
    page = page_asked(request, keys, PER_PAGE)
    if page is None:
        return redirect(first_page(request))
    shown = facets(form, request.GET)
    rows = editions().in_bulk(list(page.object_list))
    context = {
        "page": page,
        "editions": [rows[key] for key in page.object_list],
        "facets": shown,
        "chosen": [option for facet in shown for option in facet.chosen],
        "sorts": [(value, label, value == form.order()) for value, label in Sort.choices],
        "query": without_page(request.GET),
        "trail": [(_("Home"), "/")],
        "formats": [(name, label) for name, (label, _write) in FORMATS.items()],
    }
    return render(request, "publication/register.html", context)


@require_safe
def feed(request: HttpRequest, code: str = "") -> HttpResponse:
    """What was published lately, of all calls or of one. 404 for a call of which nothing is."""
    titles = dict(calls_with_editions())
    if code and code not in titles:
        raise Http404
    response = atom(
        request,
        name=f"evidence/{code}" if code else "evidence",
        title=_("Published evidence: %(call)s") % {"call": titles[code]} if code else _("Published evidence"),
        page=reverse("publication:register") + (f"?call={code}" if code else ""),
        entries=entries_of(editions({"call": [code]} if code else {})),
    )
    # A reader may keep it but must ask each time, so that what was taken back is gone from it at once.
    response.headers.pop("Cache-Control", None)
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
@cache_control(no_store=True)
def export(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The list as it is filtered, with every published word, as a file."""
    form = RegisterForm(request.GET)
    _label, write = FORMATS[suffix]
    return write(editions(form.chosen()).order_by(*ORDER[form.order()]))


def entries_of(rows: QuerySet[Edition]) -> list[Entry]:
    """Return the last editions as feeds tell them."""
    return [_entry(row) for row in rows.order_by(*ORDER[Sort.NEWEST])[:IN_FEED]]


def _entry(row: Edition) -> Entry:
    return Entry(
        key=f"evidence/{row.reference}",
        title=f"{row.reference}: {row.respondent}" + (f" ({_('Illustration')})" if row.is_illustration else ""),
        address=row.get_absolute_url(),
        published=row.published_at,
        updated=row.published_at,
        summary=row.first_lines,
        author=row.respondent,
        categories=(row.get_kind_display(),),
    )
