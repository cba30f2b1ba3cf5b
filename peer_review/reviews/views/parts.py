"""The parts of a position statement, as a manager lays them out for the hosts."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.gates import StaffRequest
from core.asking import ask, form_page, sent
from core.forms import AskingForm
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.forms.parts import AskPartForm, RemovePartForm
from peer_review.reviews.models import PositionPart, Review
from peer_review.reviews.queries.statement import parts_of
from peer_review.reviews.views.doors import for_managers, inside


@for_managers
@form_page
@inside(Thing.STATEMENT)
def add(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    return _ask(request, review, AskPartForm(sent(request), review=review))


@for_managers
@form_page
@inside(Thing.STATEMENT)
def change(request: StaffRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    return _ask(request, review, AskPartForm(sent(request), review=review, part=_part(review, pk)))


@for_managers
@form_page
@inside(Thing.STATEMENT)
def remove(request: StaffRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    return _ask(request, review, RemovePartForm(sent(request), part=_part(review, pk)))


def _ask(request: StaffRequest, review: Review, form: AskingForm) -> HttpResponse:
    there = reverse("peer_reviews:statement", args=[review.reference])
    return ask(request, form, then=there, back=_("Back to the position statement"))


def _part(review: Review, pk: int) -> PositionPart:
    row: PositionPart = get_object_or_404(parts_of(review), pk=pk)
    return row
