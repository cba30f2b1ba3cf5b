"""What peers do themselves: answer an invitation by its link, step out, and say how it went."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.acts import carried_out, done
from core.asking import ask, form_page, sent
from core.errors import NotAllowed, Refused
from core.private_pages import private
from peer_review.pool.enums import ConflictKind
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Host, Review
from peer_review.reviews.views.doors import inside
from peer_review.teams.domain import invitations
from peer_review.teams.domain.feedback import why_not
from peer_review.teams.domain.need import BUILT_IN
from peer_review.teams.enums import GONE, Direction, MemberState
from peer_review.teams.forms.answers import AnswerForm, FeedbackForm
from peer_review.teams.forms.members import StepOutForm
from peer_review.teams.models import Member
from peer_review.teams.presenters.team import page_of
from peer_review.teams.queries.conflicts import conflicts_in
from peer_review.teams.queries.members import member_of, members_of


@never_cache
@form_page
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The review, the days, the role and what to declare, and the answer. No account is needed."""
    member = _by_link(token)
    form = AnswerForm(sent(request)) if member.state == MemberState.INVITED else None
    if form and request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def answer() -> object:
            if given["answer"] == "yes":
                return invitations.accept(member=member, by=member.peer)
            return invitations.decline(member=member, reason=given["reason"], by=member.peer)

        if carried_out(form, answer, blames="answer"):
            return private(redirect(request.path))
    if form is None:
        _demand_nothing_lost(request, member)
    conflicts = conflicts_in([member])[member.pk] if member.state not in GONE else []
    context = {
        "member": member,
        "review": member.review,
        "hosts": member.review.hosts.select_related("organisation"),
        "size": getattr(getattr(member.review, "team_need", None), "size", None),
        "form": form,
        "token": token,
        "is_accepted": member.state == MemberState.ACCEPTED,
        "ended": "" if form and form.is_bound else _ended(member),
        "conflicts": conflicts,
        "kinds": ConflictKind.choices,
    }
    return private(render(request, "teams/invitation.html", context))


@never_cache
@form_page
def step_out_by_link(request: HttpRequest, token: str) -> HttpResponse:
    member = _by_link(token)
    then = reverse("peer_invitations:invitation", args=[token])
    if member.state != MemberState.ACCEPTED:
        _demand_nothing_lost(request, member)
        return private(redirect(then))
    return ask(
        request,
        StepOutForm(sent(request), member=member, actor=member.peer),
        then=then,
        back=_("Back to the invitation"),
    )


@require_POST
def use_account(request: HttpRequest, token: str) -> HttpResponse:
    """Come in, from now on, with the account one is signed in with."""
    member = _by_link(token)
    if not request.user.is_authenticated:
        raise NotAllowed(_("Sign in first."))
    by: Any = request.user
    said = _("From now on you come in with this account.")
    done(request, lambda: invitations.use_account(member=member, by=by), said)
    return private(redirect("peer_invitations:invitation", token))


@form_page
@inside()
def step_out(request: HttpRequest, review: Review, reader: Reader) -> HttpResponse:
    """Step out oneself."""
    member = member_of(request.user, review)
    if member is None:
        raise Http404
    form = StepOutForm(sent(request), member=member, actor=member.peer)
    form.leads_to = "/"  # nothing of the review is theirs to read any more
    return ask(request, form, then=page_of(review), back=_("Back to the team"))


@form_page
@inside()
def feedback(request: HttpRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    """Say how it went: of oneself it is of the review, of another it is the lead's word of a peer."""
    member = get_object_or_404(members_of(review).select_related("review__system"), pk=pk)
    user: Any = request.user
    own = member_of(user, review)
    direction = Direction.OF_REVIEW if own is not None and own.pk == member.pk else Direction.OF_PEER
    return _ask_how(request, reader, member, direction)


@form_page
@inside()
def feedback_of_host(request: HttpRequest, review: Review, reader: Reader, host: int) -> HttpResponse:
    """Say for a host how the review and its team were."""
    place = get_object_or_404(review.hosts.select_related("review__system"), pk=host)
    return _ask_how(request, reader, place, Direction.BY_HOST)


def _ask_how(request: HttpRequest, reader: Reader, place: Member | Host, direction: Direction) -> HttpResponse:
    reader.demand(place.review, Thing.SAY_HOW)
    if why := why_not(reader.user, place, direction):
        raise NotAllowed(why)
    form = FeedbackForm(sent(request), place=place, direction=direction)
    return ask(request, form, then=page_of(place.review), back=_("Back to the team"))


def _ended(member: Member) -> str:
    """Return what the page says where nothing is asked of them any more."""
    if member.state == MemberState.DECLINED:
        return _("You declined this invitation. Thank you for telling us.")
    if member.state in GONE:
        return _("You are not in the team of this review any more.")
    if member.state == MemberState.INVITED:
        in_time = member.review.state in BUILT_IN
        return "" if in_time else _("This invitation has ended: the team is not put together any more.")
    if member.review.withdrawn_at:
        return _("You accepted, and the review was withdrawn. Nothing more is asked of you.")
    if member.review.closed_at:
        return _("You accepted, and the review is closed. Thank you for your part in it.")
    return ""


def _demand_nothing_lost(request: HttpRequest, member: Member) -> None:
    """Raise Refused where a reason was sent that is not kept, so that its words come back. Sent twice, it is."""
    reason = request.POST.get("reason", "").strip()
    if reason and reason != member.left_because:
        raise Refused(_("This was answered already, or is over."))


def _by_link(token: str) -> Member:
    member = invitations.member_by(token)
    if member is None or member.state == MemberState.PROPOSED:
        raise Http404
    return member
