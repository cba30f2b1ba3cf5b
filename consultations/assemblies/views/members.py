"""A member as anyone may read of them: where they sit and sat, and what they declared."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.assemblies.presenters.interests import declared_by
from consultations.assemblies.queries import seats as queries
from core.disclosure import PUBLIC, disclose
from core.panels import panels_for


@require_safe
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who holds, held or will hold a seat of a body that everybody sees."""
    row = get_object_or_404(queries.members_shown(), pk=pk)
    (declared,) = declared_by([row], queries.interests_of([row]), queries.reviews_of([row]))
    in_items = [
        (disclose(one, PUBLIC), one.item.title, one.item.session.title, one.item.session.get_url(request))
        for one in queries.item_interests_shown(row)
    ]
    context = {
        "declared": declared,
        "known": declared.member,
        "terms": [(term, term.seat.category.body.get_url(request)) for term in queries.terms_shown(row)],
        "today": timezone.localdate(),
        "in_items": in_items,
        "panels": panels_for("member", request, row),
        "breadcrumbs": [(_("Home"), "/"), (_("Standing bodies"), "/bodies/")],
    }
    return render(request, "assemblies/member.html", context)
