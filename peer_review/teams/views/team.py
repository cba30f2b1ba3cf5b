"""The page of a team, and what is done to it by hand."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.acts import done
from core.asking import ask, form_page, sent
from core.private_pages import private
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import REPORTED, Capacity, Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside, of_managers
from peer_review.teams.domain import invitations, members
from peer_review.teams.domain.need import BUILT_IN
from peer_review.teams.enums import MemberState, Seat
from peer_review.teams.forms.members import AddForm, ExchangeForm, ReleaseForm
from peer_review.teams.forms.need import NeedForm
from peer_review.teams.models import Member
from peer_review.teams.presenters.team import lacks_of, need_rows, page_of, rows_of
from peer_review.teams.queries.conflicts import conflicts_by_member, weighed
from peer_review.teams.queries.feedback import feedback_on, hosts_led
from peer_review.teams.queries.members import members_of, own_among


@require_safe
@inside(Thing.TEAM)
def team(request: HttpRequest, review: Review, reader: Reader) -> HttpResponse:
    """Who is in the team; for managers besides what it lacks, what calls for care, and what to do."""
    rows = list(members_of(review).select_related("handed_to__peer", "review"))
    own = own_among(rows, request.user)
    context: dict[str, Any] = {
        "review": review,
        "is_manager": reader.is_any(review, Capacity.MANAGER),
        "own": own,
        "rows": rows_of(rows, reader, {}),
        "leads": own is not None and own.seat == Seat.LEAD,
        "says_how": reader.may(review, Thing.SAY_HOW),
        "hosts": hosts_led(reader, review),
    }
    if context["is_manager"]:
        context |= _for_manager(review, rows, reader)
    return private(render(request, "teams/team.html", context))


def _for_manager(review: Review, rows: list[Member], reader: Reader) -> dict[str, Any]:
    """Add what calls for care while the review runs, and what was said of it once it is reported."""
    asked, people = weighed(review, rows) if review.state not in REPORTED else (None, {})
    return {
        "rows": rows_of(rows, reader, conflicts_by_member(rows, people)),
        "may_build": review.state in BUILT_IN,
        "need": need_rows(asked, reverse("peer_teams:need", args=[review.reference])),
        "lacks": lacks_of(asked, rows, people),
        "to_invite": sum(one.state == MemberState.PROPOSED for one in rows),
        "feedback": feedback_on(review),
    }


@form_page
@of_managers
def need(request: HttpRequest, review: Review) -> HttpResponse:
    """State what the team must have."""
    return ask(request, NeedForm(sent(request), review=review), then=page_of(review), back=_("Back to the team"))


@form_page
@of_managers
def add(request: HttpRequest, review: Review) -> HttpResponse:
    """Add a peer by hand. Parameter: peer, who is filled in."""
    peer = request.GET.get("peer", "")
    form = AddForm(sent(request), review=review, initial={"peer": peer} if peer.isdecimal() else None)
    return ask(request, form, then=page_of(review), back=_("Back to the team"))


@form_page
@of_managers
def exchange(request: HttpRequest, review: Review, pk: int) -> HttpResponse:
    form = ExchangeForm(sent(request), member=_member(review, pk))
    return ask(request, form, then=page_of(review), back=_("Back to the team"))


@form_page
@of_managers
def release(request: HttpRequest, review: Review, pk: int) -> HttpResponse:
    form = ReleaseForm(sent(request), member=_member(review, pk))
    return ask(request, form, then=page_of(review), back=_("Back to the team"))


@require_POST
@of_managers
def act(request: HttpRequest, review: Review, pk: int) -> HttpResponse:
    """What a button at a member does: lead, peer, shadow, remove, invite, remind."""
    row = _member(review, pk)
    by: Any = request.user
    names = {"name": row.peer.name}
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "lead": (lambda: members.change_seat(member=row, seat=Seat.LEAD, by=by), _("%(name)s leads the team.") % names),
        "peer": (lambda: members.change_seat(member=row, seat=Seat.PEER, by=by), _("%(name)s is a peer.") % names),
        "shadow": (
            lambda: members.change_seat(member=row, seat=Seat.SHADOW, by=by),
            _("%(name)s is a shadow.") % names,
        ),
        "remove": (lambda: members.remove_proposed(member=row, by=by), _("%(name)s is taken out.") % names),
        "invite": (lambda: invitations.invite(member=row, by=by), _("%(name)s is invited.") % names),
        "remind": (lambda: invitations.remind(member=row, by=by), _("%(name)s got a reminder.") % names),
    }
    if (chosen := acts.get(request.POST.get("act", ""))) is not None:
        done(request, *chosen)
    return private(redirect(page_of(review)))


@require_POST
@of_managers
def invite_all(request: HttpRequest, review: Review) -> HttpResponse:
    by: Any = request.user
    count: list[int] = []
    if done(request, lambda: count.append(invitations.invite_all(review=review, by=by))):
        text = ngettext("%(n)d invitation is sent.", "%(n)d invitations are sent.", count[0]) % {"n": count[0]}
        messages.success(request, text)
    return private(redirect(page_of(review)))


def _member(review: Review, pk: int) -> Member:
    row: Member = get_object_or_404(members_of(review).select_related("review__system"), pk=pk)
    return row
