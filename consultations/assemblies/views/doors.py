"""Who comes in, and the body or session that an address names: for whoever sees its page, for members, for the secretariat."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest, only_for
from accounts.rules import demand
from consultations.assemblies.models import BodyPage, Member, SessionPage
from consultations.assemblies.queries.bodies import member_of, sessions_shown, shown
from consultations.assemblies.rules import is_a_member, may_run, may_take_part
from core.visibility import if_visible

for_the_secretariat = only_for(may_run, _("Only the secretariat may come in here."))
for_members = only_for(
    is_a_member, _("This is for members of standing bodies. Ask the secretariat to link your account.")
)
for_those_inside = only_for(may_run | may_take_part, _("This is for members of standing bodies and their secretariat."))


def of_a_body(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the body that is named, where this person sees its page; else the page's own door is shown."""

    @require_safe
    @wraps(view)
    def with_it(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        body: BodyPage = get_object_or_404(BodyPage, pk=pk, live=True)
        return if_visible(body, request, lambda: view(request, body, *args, **kwargs))

    return with_it


def body_or_404(pk: int) -> BodyPage:
    """Return a body as its desk has it, also one that is not published yet."""
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


def shown_body_or_404(pk: int) -> BodyPage:
    """Return a body that everybody may see. Raises Http404 for any other."""
    body: BodyPage = get_object_or_404(shown(), pk=pk)
    return body


def shown_session_or_404(pk: int) -> SessionPage:
    """Return a session that everybody may see. Raises Http404 for any other."""
    session: SessionPage = get_object_or_404(sessions_shown(), pk=pk)
    return session


def own_membership(request: StaffRequest) -> Member:
    member = member_of(request.user)
    if member is None:
        raise Http404
    return member
