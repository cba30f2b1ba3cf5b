"""A body as anyone may read of it, and all bodies."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.templatetags.wagtailcore_tags import richtext

from consultations.assemblies.models import BodyPage, TermsOfReference
from consultations.assemblies.presenters.bodies import next_of, tree_of
from consultations.assemblies.presenters.seats import seats_of, shares_table
from consultations.assemblies.queries import bodies as queries
from consultations.assemblies.queries.seats import seating
from consultations.assemblies.rules import may_run
from core.citations import links_in
from core.lists import first_page, page_asked
from core.page_views import draw
from core.panels import panels_for
from pages.crumbs import crumbs_to

BODIES_A_PAGE = 20


def body_page(request: HttpRequest, body: BodyPage) -> HttpResponse:
    """Its next session, its seats, its parts, its terms of reference, and what the rest of the room has to say of it."""
    upcoming = queries.next_sessions([body]).get(body.path)
    is_public = queries.shown().filter(pk=body.pk).exists()
    seats = seats_of(seating(body, timezone.localdate()), names_lead_on=is_public)
    context: dict[str, Any] = {
        "breadcrumbs": crumbs_to(body, request),
        "next": next_of(upcoming, request) if upcoming else None,
        "seats": seats,
        "shares": shares_table(seats),
        "parts": [(one.title, one.get_url(request), one.purpose) for one in queries.sub_bodies(body)],
        "terms": list(TermsOfReference.objects.filter(body=body.pk)),
        "panels": panels_for("body", request, body),
        "may_run": may_run(request.user) if hasattr(request, "user") else False,
        "is_public": is_public,
        "today": timezone.localdate(),
        "references": links_in([body.purpose, richtext(body.remit)]),
    }
    return draw(request, body, **context)


@require_safe
def all_bodies(request: HttpRequest) -> HttpResponse:
    """Every body that everybody may see, its parts below it. Its parameter: page; a wrong one leads to the first."""
    found = list(queries.shown().order_by("path"))
    rows = tree_of(found, queries.next_sessions(found), queries.vacancies(), request)
    page = page_asked(request, rows, BODIES_A_PAGE)
    if page is None:
        return redirect(first_page(request))
    context = {"page": page, "rows": page.object_list, "breadcrumbs": [(_("Home"), "/")]}
    return render(request, "assemblies/bodies.html", context)
