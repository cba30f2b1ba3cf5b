"""Asking to join a workstream, as anyone may."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.limits import is_over
from consultations.workstreams import limits
from consultations.workstreams.domain import joining
from consultations.workstreams.enums import JoinState
from consultations.workstreams.forms import JoinForm
from consultations.workstreams.queries import shown
from core.asking import form_page
from core.private_pages import private

MONTHS_KEPT = 6


@never_cache
@form_page
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask who, and why. The address is confirmed by mail before anybody reads it."""
    workstream = shown().filter(pk=pk).first()
    if workstream is None:
        raise Http404
    form = JoinForm(request.POST or None)
    context = {
        "workstream": workstream,
        "url": workstream.get_url(request),
        "form": form,
        "months": MONTHS_KEPT,
        "days": joining.UNCONFIRMED_KEPT.days,
    }
    if request.method == "POST" and form.is_valid():
        asking = form.asking()
        if is_over(limits.ASKING, request, about=asking.email):
            form.add_error(None, _("Too many emails were asked for. Try again in an hour."))
        else:
            joining.ask(workstream=workstream, asking=asking)
            return private(render(request, "workstreams/join_sent.html", {**context, "email": asking.email}))
    return private(render(request, "workstreams/join.html", context))


@never_cache
@form_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, for programs that look through mail open every link; the button confirms."""
    asked = None if is_over(limits.OPENINGS, request) else joining.asked_in(token)
    if asked is None:
        return private(render(request, "workstreams/join_ended.html", status=404))
    if request.method == "POST":
        asked = joining.confirm(request=asked)
    is_done = asked.state != JoinState.UNCONFIRMED
    context = {"workstream": asked.workstream, "is_done": is_done, "email": asked.email}
    return private(render(request, "workstreams/join_confirm.html", context))
