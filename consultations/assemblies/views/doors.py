"""The body that an address names: for whoever sees its page, for the secretariat at its desk; and the member who came in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest, only_for
from consultations.assemblies.models import BodyPage, Member
from consultations.assemblies.queries.bodies import member_of
from consultations.assemblies.rules import is_a_member, may_run
from core.visibility import if_visible

for_the_secretariat = only_for(may_run, _("Only the secretariat may come in here."))
for_members = only_for(
    is_a_member, _("This is for members of standing bodies. Ask the secretariat to link your account.")
)


def of_a_body(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the body that is named, where this person sees its page; else the page's own door is shown."""

    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        body: BodyPage = get_object_or_404(BodyPage, pk=pk, live=True)
        return if_visible(body, request, lambda: view(request, body, *args, **kwargs))

    return shown


def body_or_404(pk: int) -> BodyPage:
    """Return a body as its desk has it, also one that is not published yet."""
    body: BodyPage = get_object_or_404(BodyPage, pk=pk)
    return body


def own_membership(request: StaffRequest) -> Member:
    member = member_of(request.user)
    if member is None:
        raise Http404
    return member
