"""Writing the action plan, saying where it stands, and telling what became of each recommendation."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.gates import StaffRequest
from core.asking import ask, form_page, sent
from core.errors import NotAllowed
from core.forms import AskingForm
from peer_review.reports.domain.progress import ONLY_HOSTS, ONLY_TEAM
from peer_review.reports.forms.plan import ActionForm, AnewForm, HostsTellForm, RemoveForm, StandingForm, TeamTellsForm
from peer_review.reports.models import Action, Passage
from peer_review.reports.queries.plan import recommendation
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside
from peer_review.teams.queries.members import speaks_for_team


@form_page
@inside(Thing.WRITE_ACTION_PLAN)
def add_action(request: StaffRequest, review: Review, reader: Reader, finding: int) -> HttpResponse:
    form = ActionForm(sent(request), review=review, recommendation=_recommendation(review, finding))
    return _in_plan(request, review, form)


@form_page
@inside(Thing.WRITE_ACTION_PLAN)
def change_action(request: StaffRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    """Write an action anew. Of one that somebody removed meanwhile, what was sent can be saved as a new one."""
    finding = request.POST.get("finding", "")
    if finding.isdecimal() and not Action.objects.filter(pk=pk).exists():
        row = _recommendation(review, int(finding[:18]))
        return _in_plan(request, review, AnewForm(request.POST, review=review, recommendation=row))
    action = _action(review, pk)
    row = _recommendation(review, action.finding_id)
    return _in_plan(request, review, ActionForm(sent(request), review=review, recommendation=row, action=action))


@form_page
@inside(Thing.WRITE_ACTION_PLAN)
def remove_action(request: StaffRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    return _in_plan(request, review, RemoveForm(sent(request), review=review, action=_action(review, pk)))


@form_page
@inside(Thing.WRITE_PROGRESS)
def say_where_it_stands(request: StaffRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    if not reader.speaks_for_host(review):
        raise NotAllowed(str(_("Only the hosts say where their actions stand.")))
    return _in_plan(request, review, StandingForm(sent(request), review=review, action=_action(review, pk)))


@form_page
@inside(Thing.WRITE_PROGRESS)
def hosts_tell(request: StaffRequest, review: Review, reader: Reader, finding: int) -> HttpResponse:
    if not reader.speaks_for_host(review):
        raise NotAllowed(str(ONLY_HOSTS))
    form = HostsTellForm(sent(request), review=review, recommendation=_recommendation(review, finding))
    return _in_progress(request, review, form)


@form_page
@inside(Thing.WRITE_PROGRESS)
def team_tells(request: StaffRequest, review: Review, reader: Reader, finding: int) -> HttpResponse:
    if not speaks_for_team(reader, review):
        raise NotAllowed(str(ONLY_TEAM))
    form = TeamTellsForm(sent(request), review=review, recommendation=_recommendation(review, finding))
    return _in_progress(request, review, form)


def _in_plan(request: StaffRequest, review: Review, form: AskingForm) -> HttpResponse:
    there = reverse("peer_reports:plan", args=[review.reference])
    return ask(request, form, then=there, back=_("Back to the action plan"))


def _in_progress(request: StaffRequest, review: Review, form: AskingForm) -> HttpResponse:
    there = reverse("peer_reports:progress", args=[review.reference])
    return ask(request, form, then=there, back=_("Back to the progress review"))


def _recommendation(review: Review, finding: int) -> Passage:
    row = recommendation(review, finding)
    if row is None:
        raise Http404
    return row


def _action(review: Review, pk: int) -> Action:
    rows = Action.objects.select_related("owner_host__organisation")
    return get_object_or_404(rows, pk=pk, finding__review=review)
