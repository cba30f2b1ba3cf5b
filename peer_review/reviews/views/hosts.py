"""The hosts of a review: who speaks for each, and how they come in and leave."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from core.acts import done
from core.asking import ask, form_page, sent
from core.errors import NotAllowed, SignedOut
from core.private_pages import private
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.domain import hosts as verbs
from peer_review.reviews.enums import Capacity
from peer_review.reviews.forms import hosts as forms
from peer_review.reviews.models import Host, HostPerson, Review
from peer_review.reviews.presenters.hosts import hosts_shown
from peer_review.reviews.queries.hosts import hosts_of, leads_host
from peer_review.reviews.views.doors import for_managers, inside
from peer_review.reviews.views.inside import frame

OF_HOST: dict[str, Any] = {"invite": forms.InviteForm, "lead": forms.ChangeLeadForm, "remove": forms.RemoveHostForm}


@require_safe
@inside()
def hosts(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    context = frame(review, reader, "hosts")
    shown = hosts_shown(hosts_of(review), request.user, manages=context["manages"])
    return private(render(request, "peer_reviews/hosts.html", {**context, "hosts": shown}))


@for_managers
@form_page
@inside()
def add(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    return _asked(request, forms.AddHostForm(sent(request), review=review), review)


@form_page
@inside()
def act(request: StaffRequest, review: Review, reader: Reader, host: int, what: str) -> HttpResponse:
    """Invite somebody, name another lead, or remove a host."""
    row = get_object_or_404(Host.objects.select_related("organisation", "review__system"), review=review, pk=host)
    _demand_leading(request, review, reader, row)
    return _asked(request, OF_HOST[what](sent(request), host=row), review)


@form_page
@inside()
def leave(request: StaffRequest, review: Review, reader: Reader, person: int) -> HttpResponse:
    row = _person(review, person)
    is_self = row.user_id == request.user.pk
    if not is_self:
        _demand_leading(request, review, reader, row.host)
    form = forms.LeaveForm(sent(request), person=row, is_self=is_self)
    answer = _asked(request, form, review)
    has_left = is_self and request.method == "POST" and answer.status_code == 302  # noqa: PLR2004
    return private(redirect("peer_reviews:mine")) if has_left else answer


@require_POST
@inside()
def again(request: StaffRequest, review: Review, reader: Reader, person: int) -> HttpResponse:
    """Send somebody their link once more."""
    row = _person(review, person)
    done(request, lambda: verbs.invite_again(person=row, by=request.user), _("The invitation is on its way again."))
    return private(redirect("peer_reviews:hosts", review.reference))


@form_page
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in an invitation leads. Whoever has no account signs up, confirms the address, and comes back here."""
    person = verbs.invited_by_link(token)
    if person is None:
        return private(render(request, "peer_reviews/link_ended.html", status=410))
    there = reverse("peer_reviews:desk", args=[person.host.review.reference])
    if request.user.is_authenticated and person.user_id == request.user.pk:
        messages.info(request, _("You take part in this review already."))
        return private(redirect(there))
    if request.method == "POST" and not request.user.is_authenticated:
        raise SignedOut
    form = forms.JoinForm(sent(request), person=person)
    if not request.user.is_authenticated:
        form.why_not = _(
            "Once you have signed in, or signed up and confirmed your address, you come back to this page."
        )
    return ask(request, form, then=there)


def _person(review: Review, number: int) -> HostPerson:
    rows = HostPerson.objects.select_related("host__organisation", "host__review__system")
    row: HostPerson = get_object_or_404(rows, host__review=review, left_at=None, pk=number)
    return row


def _demand_leading(request: StaffRequest, review: Review, reader: Reader, host: Host) -> None:
    if not reader.is_any(review, Capacity.MANAGER) and not leads_host(request.user, host):
        raise NotAllowed(_("Only the manager and the lead of this host may do this."))


def _asked(request: StaffRequest, form: Any, review: Review) -> HttpResponse:
    there = reverse("peer_reviews:hosts", args=[review.reference])
    return ask(request, form, then=there, back=_("Back to the hosts"))
