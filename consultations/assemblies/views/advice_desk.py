"""The advice register at the desk: advice is given, replied to, concluded, put off or withdrawn."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from consultations.assemblies.forms.advice import FORMS, GiveForm
from consultations.assemblies.models import Advice
from consultations.assemblies.presenters.advice import acts_of, line_of
from consultations.assemblies.queries.advice import FIRST_OVERDUE, read_whole
from consultations.assemblies.views.doors import body_or_404, for_the_secretariat
from core.asking import ask, form_page, sent
from core.private_pages import private


@for_the_secretariat
@require_safe
def desk(request: StaffRequest, pk: int) -> HttpResponse:
    """All advice of a body, what is overdue first."""
    body = body_or_404(pk)
    rows = read_whole(Advice.objects.filter(body=body).standing().select_related("body")).order_by(*FIRST_OVERDUE)
    context = {"body": body, "lines": [line_of(one) for one in rows]}
    return private(render(request, "assemblies/advice_desk.html", context))


@for_the_secretariat
@form_page
def give(request: StaffRequest, pk: int) -> HttpResponse:
    """Write advice; `?item=` names the item that it came from."""
    body, named = body_or_404(pk), request.GET.get("item", "")
    initial = {"item": int(named)} if named.isdecimal() and len(named) < 18 else {}  # noqa: PLR2004
    there = reverse("assemblies:advice_desk", args=[body.pk])
    return ask(request, GiveForm(sent(request), body=body, initial=initial), then=there)


@for_the_secretariat
@require_safe
def one(request: StaffRequest, pk: int, reference: str) -> HttpResponse:
    """One advice, with each thing that can be done."""
    row = _row(pk, reference)
    acts = [(name, FORMS[name].title) for name in acts_of(row, request.user)]
    context = {"one": row, "line": line_of(row), "acts": acts, "body": row.body}
    return private(render(request, "assemblies/advice_desk_one.html", context))


@for_the_secretariat
@form_page
def act(request: StaffRequest, pk: int, reference: str, what: str) -> HttpResponse:
    row = _row(pk, reference)
    there = reverse("assemblies:advice_desk_one", args=[pk, row.reference])
    return ask(request, FORMS[what](sent(request), advice=row), then=there)


def _row(pk: int, reference: str) -> Advice:
    rows = read_whole(Advice.objects.select_related("body"))
    return get_object_or_404(rows, body=pk, reference=reference)
