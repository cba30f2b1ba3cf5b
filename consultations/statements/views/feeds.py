"""Feeds: of all principles or recommendations, and of one."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.statements import queries
from consultations.statements.enums import PLURALS
from consultations.statements.models import Statement
from consultations.statements.news import entries_of
from consultations.statements.views.who import kind_of, statement_or_404
from core.feeds import atom


@require_safe
def all_of_a_kind(request: HttpRequest, place: str) -> HttpResponse:
    """New versions, and what became of them."""
    plural = str(PLURALS[kind_of(place)])
    return atom(
        request,
        name=place,
        title=plural,
        subtitle=_("New versions, and notes of progress."),
        page=reverse("statements:list", args=[place]),
        entries=entries_of(queries.shown().filter(kind=kind_of(place))),
    )


@require_safe
def one(request: HttpRequest, place: str, number: int) -> HttpResponse:
    statement = statement_or_404(place, number)
    return atom(
        request,
        name=f"statement/{statement.reference}",
        title=f"{statement.reference}: {statement.current.title if statement.current else ''}",
        subtitle=_("New versions, and notes of progress."),
        page=statement.get_absolute_url(),
        entries=entries_of(Statement.objects.filter(pk=statement.pk)),
    )
