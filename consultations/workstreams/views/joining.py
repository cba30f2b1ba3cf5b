"""Asking to join a workstream: the form, the link in the mail, and the page on which co-chairs answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.gates import StaffRequest, only_for
from accounts.limits import HOUR, Limit, is_over
from consultations.workstreams.domain import joining
from consultations.workstreams.enums import RequestState
from consultations.workstreams.forms import AnswerForm, JoinForm
from consultations.workstreams.lifecycle import JOINING
from consultations.workstreams.models import JoinRequest, WorkstreamPage
from consultations.workstreams.rules import may_answer, may_draft
from core.errors import Refused
from core.private_pages import private
from core.visibility import for_everyone

ASKING = Limit("join", 30, HOUR, about_one=3)
form_page = require_http_methods(["GET", "HEAD", "POST"])
# A co-chair of any workstream, or the secretariat; of which workstream is asked in the view.
for_leads = only_for(may_draft, gettext_lazy("Only the secretariat and co-chairs of workstreams may come in here."))


@never_cache
@form_page
def join(request: HttpRequest, pk: int) -> HttpResponse:
    workstream = get_object_or_404(for_everyone(WorkstreamPage.objects.filter(pk=pk)))
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_over(ASKING, request, about=form.cleaned_data["email"]):
            form.add_error(None, _("Too many requests were sent. Your words are below: try again in an hour."))
        else:
            joining.ask_to_join(workstream=workstream, asked=form.asked())
            context = {"email": form.cleaned_data["email"], "workstream": workstream}
            return private(render(request, "workstreams/join_sent.html", context))
    context = {"form": form, "workstream": workstream, "url": workstream.get_url(request)}
    return private(render(request, "workstreams/join.html", context))


@never_cache
@form_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, for programs that look through mail open every link; the button sends it."""
    asked = joining.request_of(token)
    if asked is None:
        return private(render(request, "workstreams/join_ended.html", status=404))
    if request.method == "POST":
        asked = joining.confirm_request(request=asked)
    is_sent = asked.state != RequestState.UNCONFIRMED
    return private(render(request, "workstreams/join_confirm.html", {"asked": asked, "is_sent": is_sent}))


@for_leads
@form_page
def requests(request: StaffRequest, pk: int) -> HttpResponse:
    """Who asked to join a workstream, those that wait first."""
    workstream = get_object_or_404(WorkstreamPage, pk=pk)
    if not may_answer(request.user, workstream):
        raise Http404
    found = JoinRequest.objects.filter(workstream=workstream).exclude(state=RequestState.UNCONFIRMED)
    rows = [(one, JOINING.state_of(one)) for one in found]
    rows.sort(key=lambda row: row[0].state != RequestState.WAITING)
    return private(render(request, "workstreams/requests.html", {"workstream": workstream, "rows": rows}))


@for_leads
@form_page
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """One request, and the buttons that accept or decline it."""
    asked = get_object_or_404(
        JoinRequest.objects.select_related("workstream").exclude(state=RequestState.UNCONFIRMED), pk=pk
    )
    if not may_answer(request.user, asked):
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verb = joining.accept if "accept" in request.POST else joining.decline
        try:
            verb(request=asked, words=form.cleaned_data["words"], by=request.user)
        except Refused as refused:
            form.add_error("words", refused.reasons)
        else:
            messages.success(request, _("They are told by email."))
            return private(redirect("workstreams:requests", asked.workstream_id))
    context = {"asked": asked, "form": form, "state": JOINING.state_of(asked), "waits": asked.state == "waiting"}
    return private(render(request, "workstreams/request.html", context))
