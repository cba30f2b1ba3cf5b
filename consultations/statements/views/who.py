"""The statement that an address names: for everybody, or for those at its desk."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts.gates import StaffRequest, only_for
from consultations.statements.enums import PLACES, StatementKind
from consultations.statements.models import Statement
from consultations.statements.queries import shown
from consultations.statements.rules import may_draft, may_moderate, may_publish

KINDS = {place: kind for kind, place in PLACES.items()}
for_writers = only_for(may_draft, _("Only the secretariat and co-chairs of workstreams may come in here."))
for_secretariat = only_for(may_publish, _("Only the secretariat may come in here."))
for_moderators = only_for(may_moderate, _("Only moderators may come in here."))


def kind_of(place: str) -> StatementKind:
    return KINDS[place]


def statement_or_404(place: str, number: int) -> Statement:
    """Return a statement that everybody may read. Raises Http404 for any other."""
    found: Statement = get_object_or_404(shown().select_related("review"), kind=kind_of(place), number=number)
    return found


def written_or_404(request: StaffRequest, place: str, number: int) -> Statement:
    """Return a statement that this person may write. Raises Http404 for any other."""
    rows = Statement.objects.select_related("current", "review")
    found: Statement = get_object_or_404(rows, kind=kind_of(place), number=number)
    if not may_draft(request.user, found):
        raise Http404
    return found
