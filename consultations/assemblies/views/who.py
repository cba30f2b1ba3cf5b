"""Who comes in where votes, proposals and advice are: members of a body, and the secretariat."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.gates import StaffRequest, only_for
from accounts.rules import demand
from consultations.assemblies.models import BodyPage
from consultations.assemblies.rules import may_run, may_take_part
from core.errors import NotAllowed, Refused
from core.private_pages import private

for_secretariat = only_for(may_run, _("Only the secretariat may come in here."))
for_those_inside = only_for(may_run | may_take_part, _("This is for members of standing bodies and their secretariat."))


def body_or_404(pk: int) -> BodyPage:
    body: BodyPage = get_object_or_404(BodyPage, pk=pk)
    return body


def body_of_theirs(request: StaffRequest, pk: int) -> BodyPage:
    """Return a body on which this person sits today, or that they run. Raises Http404 where there is none, and NotAllowed."""
    body = body_or_404(pk)
    demand(
        lambda actor: may_run(actor) or may_take_part(actor, body),
        request.user,
        _now("This is for members of this body and its secretariat."),
    )
    return body


def sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def ask(request: StaffRequest, form: Any, *, back: str, then: str) -> HttpResponse:
    """Show a form, or carry out what it says and go on to `then`. A refusal stands above the form, which keeps its words."""
    if request.method == "POST" and form.is_valid():
        try:
            form.carry_out(by=request.user)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return private(redirect(then))
    return private(render(request, "assemblies/written.html", {"form": form, "back": back}))
