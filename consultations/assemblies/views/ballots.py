"""Votes: for everybody to read, for members to cast, and for the secretariat to open, record and close."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from consultations.assemblies.domain import balloting
from consultations.assemblies.enums import DecidesBy, SessionState
from consultations.assemblies.forms.ballots import AskForm, ConsensusForm, HandsForm, VoteForm
from consultations.assemblies.models import AgendaItem, Ballot, SessionPage
from consultations.assemblies.presenters import ballots as presenters
from consultations.assemblies.queries.bodies import body_of, member_of
from consultations.assemblies.queries.voting import ballots_shown, voted, voters_of
from consultations.assemblies.views.doors import for_the_secretariat
from core.acts import done
from core.asking import ask, carried_out, form_page, sent
from core.errors import NotAllowed, Refused, SignedOut
from core.private_pages import private
from pages.crumbs import crumbs_to


@never_cache
@form_page
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a vote: its result once it is closed; and while it is open to members a form, or why they may not vote."""
    row = get_object_or_404(ballots_shown(), pk=pk)
    form, why = _form(request, row)
    if request.method == "POST":
        if not request.user.is_authenticated:
            raise SignedOut
        if form is None:
            raise Refused(why) if why else NotAllowed(_("Only members of this body can vote, while the vote is open."))
        if form.is_valid() and carried_out(form, by=request.user):
            return private(redirect(row.get_absolute_url()))
    mine = row.votes.filter(member__user=request.user.pk).first() if request.user.is_authenticated else None
    context = {
        "ballot": presenters.in_public(row),
        "item": row.item,
        "form": form,
        "why": why,
        "mine": mine.get_choice_display() if mine else "",
        "breadcrumbs": [
            *crumbs_to(row.item.session, request),
            (row.item.session.title, row.item.session.get_url(request) or "/"),
        ],
    }
    response = render(request, "assemblies/ballot.html", context)
    return private(response) if request.user.is_authenticated else response


def _form(request: HttpRequest, row: Ballot) -> tuple[VoteForm | None, str]:
    """Return the form for a member who may vote now, or why a member may not; neither for anybody else."""
    member = member_of(request.user)
    if member is None or not row.is_open:
        return None, ""
    voter = next((one for one in voters_of(row.item) if one.member.pk == member.pk), None)
    if voter is None:
        return None, ""
    if voter.why_not:
        return None, balloting.REFUSALS[voter.why_not]()
    mine = row.votes.filter(member=member).values_list("choice", flat=True).first()
    return VoteForm(sent(request), ballot=row, initial={"choice": mine or ""}), ""


@for_the_secretariat
@require_safe
def of_session(request: StaffRequest, pk: int) -> HttpResponse:
    """The votes of a session, under each item, with how they stand."""
    session = get_object_or_404(SessionPage, pk=pk)
    drawn: dict[int, list[presenters.DrawnBallot]] = {}
    for row in voted(Ballot.objects.filter(item__session=session)):
        drawn.setdefault(row.item_id, []).append(presenters.for_staff(row))
    is_live = session.state == SessionState.LIVE
    items = [
        (item, ballots, is_live and not item.outcome and all(one.one.closed_at for one in ballots))
        for item in session.items.all()
        for ballots in [drawn.get(item.pk, [])]
    ]
    context = {"session": session, "items": items, "is_live": is_live}
    return private(render(request, "assemblies/ballots_desk.html", context))


@for_the_secretariat
@form_page
def new(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    row = get_object_or_404(AgendaItem.objects.select_related("session"), pk=item, session=pk)
    there = reverse("assemblies:ballots_desk", args=[pk])
    return ask(request, AskForm(sent(request), item=row), then=there)


@for_the_secretariat
@form_page
def one(request: StaffRequest, pk: int) -> HttpResponse:
    """Record how each member voted, by a show of hands."""
    row = get_object_or_404(voted(Ballot.objects.all()), pk=pk)
    hands, consensus = _forms(row, sent(request), None)
    if request.method == "POST" and hands.is_valid() and carried_out(hands, by=request.user):
        return private(redirect("assemblies:ballot_desk", row.pk))
    return _drawn(request, row, hands, consensus)


@for_the_secretariat
@require_POST
def consensus(request: StaffRequest, pk: int) -> HttpResponse:
    """Record a consensus, with who stood against; the vote is closed with it."""
    row = get_object_or_404(voted(Ballot.objects.all()), pk=pk)
    hands, form = _forms(row, None, request.POST)
    if form.is_valid() and carried_out(form, by=request.user):
        return private(redirect("assemblies:ballot_desk", row.pk))
    return _drawn(request, row, hands, form)


@for_the_secretariat
@require_POST
def close(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Ballot, pk=pk)
    done(request, lambda: balloting.close_ballot(ballot=row, by=request.user))
    return private(redirect("assemblies:ballot_desk", row.pk))


def _forms(row: Ballot, hands: Any, consensus: Any) -> tuple[HandsForm, ConsensusForm]:
    members = [one.member for one in voters_of(row.item) if not one.why_not]
    given = {vote.member_id: vote.choice for vote in row.votes.all()}
    return (
        HandsForm(hands, ballot=row, members=members, voted=given),
        ConsensusForm(consensus, ballot=row, members=members),
    )


def _drawn(request: StaffRequest, row: Ballot, hands: HandsForm, consensus: ConsensusForm) -> HttpResponse:
    barred = [(one.member.name, one.why_not.label) for one in voters_of(row.item) if one.why_not]
    context = {
        "row": row,
        "ballot": presenters.for_staff(row),
        "hands": hands,
        "consensus": consensus if row.decides_by == DecidesBy.CONSENSUS else None,
        "barred": barred,
        "body": body_of(row.item.session),
    }
    return private(render(request, "assemblies/ballot_desk.html", context))
