"""The managers' desk of the pool: the list, one peer, somebody new, and the skills."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from core.acts import done
from core.asking import ask, form_page, sent
from core.disclosure import Audience, Viewer
from core.lists import filters, first_page, page_asked
from core.panels import panels_for
from core.private_pages import private
from peer_review.pool.domain.skills import retire_skill
from peer_review.pool.forms.peers import AccountForm, DayForm, PeerForm, SkillForm
from peer_review.pool.models import Peer, Skill
from peer_review.pool.presenters.listing import FILTERS, facets_of, fitting, lines_of
from peer_review.pool.presenters.peer import page_of
from peer_review.pool.queries.peers import skills_with_peers, standings
from peer_review.pool.views.doors import for_managers, peer_or_404

PER_PAGE = 50


@for_managers
@require_safe
def pool(request: StaffRequest) -> HttpResponse:
    """The pool. Its parameters: type, skill, region, trained, renewal, state, day (on which they are available) and page."""
    today = timezone.localdate()
    form = DayForm(request.GET)
    day = form.cleaned_data["day"] if form.is_valid() else None
    chosen = {name: request.GET.getlist(name) for name in FILTERS}
    rows = [one for one in standings(day) if not one.is_away]
    page = page_asked(request, fitting(rows, chosen), PER_PAGE)
    if page is None:
        return redirect(first_page(request))
    skills = list(Skill.objects.all())
    peers = Peer.objects.select_related("user").in_bulk([one.pk for one in page])
    context = {
        "page": page,
        "lines": lines_of(page, peers, skills, _viewer(request), today),
        **filters(facets_of(rows, chosen, skills, request.GET)),
        "more": form,
        "day": day,
    }
    return private(render(request, "pool/list.html", context))


@for_managers
@require_safe
def peer(request: StaffRequest, pk: int) -> HttpResponse:
    """All that is known of one peer, with what can be done."""
    row = peer_or_404(pk)
    context = {
        "whole": page_of(row, _viewer(request), request.user),
        "panels": panels_for("peer_place", request, row),
        "is_own": False,
        "back": reverse("pool:list"),
    }
    return private(render(request, "pool/peer.html", context))


@for_managers
@form_page
def add(request: StaffRequest) -> HttpResponse:
    return ask(request, PeerForm(sent(request)), then=reverse("pool:list"), back=_("Back to the pool"))


@for_managers
@form_page
def account(request: StaffRequest, pk: int) -> HttpResponse:
    row = peer_or_404(pk)
    return ask(
        request,
        AccountForm(sent(request), peer=row),
        then=reverse("pool:peer", args=[pk]),
        back=_("Back to the record"),
    )


@for_managers
@require_safe
def skills(request: StaffRequest) -> HttpResponse:
    """The list of skills, with how many have each."""
    return private(render(request, "pool/skills.html", {"skills": skills_with_peers()}))


@for_managers
@form_page
def add_skill(request: StaffRequest) -> HttpResponse:
    return ask(request, SkillForm(sent(request)), then=reverse("pool:skills"), back=_("Back to the skills"))


@for_managers
@require_POST
def retire(request: StaffRequest, slug: str) -> HttpResponse:
    skill = get_object_or_404(Skill, slug=slug)
    done(request, lambda: retire_skill(skill=skill, by=request.user), _("It is offered to nobody else."))
    return private(redirect("pool:skills"))


def _viewer(request: StaffRequest) -> Viewer:
    return Viewer(Audience.STAFF, request.user)
