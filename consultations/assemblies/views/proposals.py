"""What members propose: for the members of a body and its secretariat."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from consultations.assemblies.domain import proposals as verbs
from consultations.assemblies.forms.proposals import ProposeForm, ScheduleForm
from consultations.assemblies.models import Proposal
from consultations.assemblies.presenters.proposals import rows_of
from consultations.assemblies.queries.bodies import member_of
from consultations.assemblies.queries.proposals import proposals_of
from consultations.assemblies.rules import may_run, may_take_part
from consultations.assemblies.views.doors import body_of_theirs, for_the_secretariat, for_those_inside
from core.acts import done
from core.asking import ask, form_page, sent
from core.private_pages import private

ACTS: dict[str, tuple[Callable[..., Any], str | Promise]] = {
    "second": (verbs.second, gettext_lazy("You seconded it. It can go on an agenda now.")),
    "withdraw": (verbs.withdraw, gettext_lazy("It is withdrawn.")),
}


@for_those_inside
@require_safe
def proposals(request: StaffRequest, pk: int) -> HttpResponse:
    """All that was proposed to a body, with what this person may do about each."""
    body = body_of_theirs(request, pk)
    context = {
        "body": body,
        "rows": rows_of(proposals_of(body), request.user, member_of(request.user)),
        "may_propose": may_take_part(request.user, body),
        "runs_it": may_run(request.user),
    }
    return private(render(request, "assemblies/proposals.html", context))


@for_those_inside
@form_page
def propose(request: StaffRequest, pk: int) -> HttpResponse:
    body = body_of_theirs(request, pk)
    there = reverse("assemblies:proposals", args=[body.pk])
    return ask(request, ProposeForm(sent(request), body=body), then=there)


@for_those_inside
@require_POST
def act(request: StaffRequest, pk: int, proposal: int) -> HttpResponse:
    """Second a proposal or withdraw it."""
    body = body_of_theirs(request, pk)
    verb, said = ACTS.get(request.POST.get("do", ""), (None, ""))
    if verb is None:
        raise Http404
    row = get_object_or_404(Proposal, pk=proposal, body=body)
    done(request, lambda: verb(proposal=row, by=request.user), said)
    return private(redirect("assemblies:proposals", body.pk))


@for_the_secretariat
@form_page
def schedule(request: StaffRequest, pk: int, proposal: int) -> HttpResponse:
    """Put a seconded proposal on the agenda of a session to come."""
    row = get_object_or_404(Proposal.objects.select_related("body"), pk=proposal, body=pk)
    there = reverse("assemblies:proposals", args=[pk])
    return ask(request, ScheduleForm(sent(request), proposal=row), then=there)
