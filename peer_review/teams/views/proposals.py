"""Proposing a team for one review, or for all of a programme that have none: shown first, applied as one."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.acts import done
from core.asking import form_page
from core.private_pages import private
from peer_review.reviews.models import Programme, Review
from peer_review.reviews.views.doors import for_managers, of_managers
from peer_review.teams.domain.need import BUILT_IN
from peer_review.teams.domain.proposing import apply_proposal, propose_teams
from peer_review.teams.presenters.proposal import others, teams_of, why_not_in
from peer_review.teams.presenters.team import page_of
from peer_review.teams.queries.needs import asked_of


@form_page
@of_managers
def propose(request: HttpRequest, review: Review) -> HttpResponse:
    """A team for one review. Parameter: peer, of whom it is said why they are not in it."""
    return _propose(request, [review], then=page_of(review), title=str(review.system))


@form_page
@for_managers
def propose_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Teams for all reviews of a programme that have none, at once. Parameter: peer, as above."""
    programme = get_object_or_404(Programme, slug=slug)
    rows = Review.objects.filter(programme=programme, state__in=BUILT_IN).select_related("system").order_by("pk")
    without = list(rows.exclude(members__state__in=["proposed", "invited", "accepted"]))
    keys = set(request.POST.getlist("review")) if request.method == "POST" else None
    # What was shown is what is applied, also when one of them has its team by now: that is refused as out of date.
    reviews = without if keys is None else [one for one in rows if one.reference in keys]
    return _propose(request, reviews, then=reverse("peer_invitations:programme", args=[slug]), title=programme.name)


def _propose(request: HttpRequest, reviews: Sequence[Review], *, then: str, title: str) -> HttpResponse:
    by: Any = request.user
    if request.method == "POST":
        count: list[int] = []
        token = request.POST.get("token", "")
        if done(request, lambda: count.append(apply_proposal(reviews=reviews, token=token, by=by))):
            text = ngettext("%(n)d peer is proposed.", "%(n)d peers are proposed.", count[0]) % {"n": count[0]}
            messages.success(request, text + " " + _("Nobody was written to yet."))
            return private(redirect(then))
        return private(redirect(request.path))
    stated = asked_of(reviews)
    ready = [one for one in reviews if one.pk in stated]
    context: dict[str, Any] = {
        "title": title,
        "back": then,
        "not_ready": [one for one in reviews if one.pk not in stated],
    }
    if ready:
        shown = propose_teams(reviews=ready, by=by, needs=list(stated.values()))
        asked = next((key for key, _name in others(shown) if str(key) == request.GET.get("peer")), None)
        context |= {
            "shown": shown,
            "teams": teams_of(shown),
            "others": others(shown),
            "asked": asked,
            "why_not": why_not_in(shown, asked) if asked else [],
            "new": sum(one["new"] for one in teams_of(shown)),
        }
    return private(render(request, "teams/proposal.html", context))
