"""What waits for a member, and what they declare: by themselves, or by the secretariat on their behalf."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest, only_for
from accounts.rules import demand
from consultations.assemblies.domain import interests as verbs
from consultations.assemblies.forms.interests import DeclareForm, EndInterestForm, ItemInterestForm
from consultations.assemblies.models import AgendaItem, Interest, ItemInterest, Member
from consultations.assemblies.presenters.interests import declared_by, review_of
from consultations.assemblies.presenters.workspace import sessions_of
from consultations.assemblies.queries import seats as queries
from consultations.assemblies.queries.bodies import body_of
from consultations.assemblies.queries.published import items_shown
from consultations.assemblies.rules import is_a_member, is_this_member, may_declare_for, may_run
from consultations.assemblies.views.doors import for_members, for_the_secretariat, own_membership
from core.acts import done
from core.asking import ask, form_page, sent
from core.disclosure import PUBLIC, disclose
from core.panels import panels_for
from core.private_pages import private

WHO = gettext_lazy("Only members themselves, or the secretariat for them, may do this.")
for_declaring = only_for(is_a_member | may_run, WHO)
STEPS = {"out": verbs.step_out, "back": verbs.come_back}


@for_members
@require_safe
def workspace(request: StaffRequest) -> HttpResponse:
    """Declarations that are due, sessions ahead, and what the rest of the room has for this member."""
    member = own_membership(request)
    bodies = list(queries.bodies_of(member))
    context = {
        "member": disclose(member, PUBLIC),
        "bodies": [(body.title, body.get_url(request)) for body in bodies],
        "review": review_of(queries.reviews_of([member])[member.pk]),
        "sessions": sessions_of(bodies, member, request),
        "panels": panels_for("workspace", request, member),
    }
    return private(render(request, "assemblies/workspace.html", context))


@for_declaring
@form_page
def interests(request: StaffRequest, pk: int) -> HttpResponse:
    """A member's entries. Sent, it says that they are complete: the yearly review."""
    member = _whose(request, pk)
    if request.method == "POST":
        verbs.review_interests(member=member, by=request.user)
        messages.success(request, _("This year’s review is done."))
        return private(redirect("assemblies:own_interests", member.pk))
    (declared,) = declared_by([member], queries.interests_of([member]), queries.reviews_of([member]))
    context = {"declared": declared, "is_own": is_this_member(request.user, member), "back": _back(request, member)}
    return private(render(request, "assemblies/own_interests.html", context))


@for_declaring
@form_page
def declare(request: StaffRequest, pk: int) -> HttpResponse:
    member = _whose(request, pk)
    return ask(request, DeclareForm(sent(request), member=member), then=_list(member))


@for_declaring
@form_page
def end(request: StaffRequest, pk: int, interest: int) -> HttpResponse:
    """Say that an interest is one no more."""
    member = _whose(request, pk)
    row = get_object_or_404(Interest.objects.select_related("member"), member=member, pk=interest)
    return ask(request, EndInterestForm(sent(request), interest=row), then=_list(member))


@for_declaring
@form_page
def declare_in_item(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """Say what is at stake in one item of an agenda."""
    member = _whose(request, pk)
    row = get_object_or_404(AgendaItem.objects.select_related("session"), pk=item, session__live=True)
    if (
        not (may_run(request.user) or queries.sat_on(member, row.session))
        and not items_shown().filter(pk=item).exists()
    ):
        raise Http404  # a body that not everybody sees is no business of members of others
    then = _after_item(request, member, row)
    return ask(request, ItemInterestForm(sent(request), item=row, member=member), then=then)


@for_declaring
@require_POST
def step(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """Record that they stepped out for an item, or came back."""
    member = _whose(request, pk)
    row = get_object_or_404(ItemInterest.objects.select_related("member", "item"), member=member, item=item)
    verb = STEPS.get(request.POST.get("step", ""))
    if verb is None:
        raise Http404
    done(request, lambda: verb(interest=row, by=request.user))
    return private(redirect(_after_item(request, member, row.item)))


@for_the_secretariat
@require_safe
def of_item(request: StaffRequest, pk: int) -> HttpResponse:
    """Who declared what in an item, and who has a seat that day, for the secretariat to record."""
    item = get_object_or_404(AgendaItem.objects.select_related("session"), pk=pk)
    body = body_of(item.session)
    declared = {row.member_id: disclose(row, PUBLIC) for row in queries.declared_in([item])[item.pk]}
    members = queries.members_of(body, item.session.day)
    context: dict[str, Any] = {
        "item": item,
        "body": body,
        "rows": [(disclose(one, PUBLIC), declared.get(one.pk)) for one in members],
    }
    return private(render(request, "assemblies/item_interests.html", context))


def _whose(request: StaffRequest, pk: int) -> Member:
    member: Member = get_object_or_404(Member, pk=pk)
    demand(lambda actor: may_declare_for(actor, member), request.user, WHO)
    return member


def _list(member: Member) -> str:
    return reverse("assemblies:own_interests", args=[member.pk])


def _after_item(request: StaffRequest, member: Member, item: AgendaItem) -> str:
    if is_this_member(request.user, member):
        return reverse("assemblies:workspace")
    return reverse("assemblies:item_interests", args=[item.pk])


def _back(request: StaffRequest, member: Member) -> str:
    if is_this_member(request.user, member):
        return reverse("assemblies:workspace")
    body = queries.bodies_of(member).first()
    return reverse("assemblies:desk", args=[body.pk]) if body else reverse("assemblies:list")
