"""The secretariat's desk of a body: its seats, who holds them, who is to declare, and its terms of reference."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from consultations.assemblies.domain import seats as verbs
from consultations.assemblies.forms.seats import (
    AccountForm,
    AppointForm,
    CategoryForm,
    EndTermForm,
    MemberForm,
    SeatsForm,
    TermsOfReferenceForm,
    VacancyForm,
)
from consultations.assemblies.models import BodyPage, Member, Seat, SeatCategory, Term, TermsOfReference
from consultations.assemblies.presenters.interests import review_of
from consultations.assemblies.presenters.seats import seats_of, shares_table
from consultations.assemblies.queries import seats as queries
from consultations.assemblies.views.doors import body_or_404, for_the_secretariat
from core.acts import done
from core.asking import ask, form_page, sent
from core.disclosure import Audience, Viewer, disclose
from core.panels import panels_for
from core.private_pages import private

STAFF = Viewer(Audience.STAFF)


@for_the_secretariat
@require_safe
def desk(request: StaffRequest, pk: int) -> HttpResponse:
    """All seats with what can be done to each, and the members with what they are to declare."""
    body = body_or_404(pk)
    seats = seats_of(queries.seating(body, timezone.localdate()))
    return private(
        render(
            request,
            "assemblies/desk.html",
            {
                "body": body,
                "seats": seats,
                "shares": shares_table(seats),
                "members": _members(body),
                "terms": TermsOfReference.objects.filter(body=body),
                "panels": panels_for("body_desk", request, body),
            },
        )
    )


def _members(body: BodyPage) -> list[dict[str, Any]]:
    members = list(queries.members_of(body).select_related("user"))
    reviews = queries.reviews_of(members)
    rows = [{"known": disclose(one, STAFF), "review": review_of(reviews[one.pk])} for one in members]
    return sorted(rows, key=lambda row: not row["review"].is_due)


@for_the_secretariat
@form_page
def category(request: StaffRequest, pk: int, category: int | None = None) -> HttpResponse:
    """A new category of seats, or another name or quota of one."""
    body = body_or_404(pk)
    row = get_object_or_404(SeatCategory, body=body, pk=category) if category else None
    return ask(request, CategoryForm(sent(request), body=body, category=row), then=_desk(body))


@for_the_secretariat
@form_page
def add_seats(request: StaffRequest, pk: int, category: int) -> HttpResponse:
    body = body_or_404(pk)
    row = get_object_or_404(SeatCategory, body=body, pk=category)
    return ask(request, SeatsForm(sent(request), category=row), then=_desk(body))


@for_the_secretariat
@form_page
def vacancy(request: StaffRequest, pk: int, seat: int) -> HttpResponse:
    body = body_or_404(pk)
    return ask(request, VacancyForm(sent(request), seat=_seat(body, seat)), then=_desk(body))


@for_the_secretariat
@form_page
def appoint(request: StaffRequest, pk: int, seat: int) -> HttpResponse:
    body = body_or_404(pk)
    return ask(request, AppointForm(sent(request), seat=_seat(body, seat)), then=_desk(body))


@for_the_secretariat
@form_page
def end_term(request: StaffRequest, pk: int, term: int) -> HttpResponse:
    body = body_or_404(pk)
    return ask(request, EndTermForm(sent(request), term=_term(body, term)), then=_desk(body))


@for_the_secretariat
@require_POST
def co_chair(request: StaffRequest, pk: int, term: int) -> HttpResponse:
    """Have somebody be a co-chair, or no longer."""
    body = body_or_404(pk)
    row, leads = _term(body, term), request.POST.get("co_chair") == "yes"
    act = lambda: verbs.make_co_chair(term=row, is_co_chair=leads, by=request.user)  # noqa: E731
    done(request, act, _("Who co-chairs is saved."))
    return private(redirect(_desk(body)))


@for_the_secretariat
@form_page
def member(request: StaffRequest, pk: int, member: int) -> HttpResponse:
    """What everybody reads of a member."""
    body = body_or_404(pk)
    return ask(request, MemberForm(sent(request), member=_member(body, member)), then=_desk(body))


@for_the_secretariat
@form_page
def account(request: StaffRequest, pk: int, member: int) -> HttpResponse:
    """With which account a member comes in."""
    body = body_or_404(pk)
    row = _member(body, member)
    form = AccountForm(sent(request), member=row, account=disclose(row, STAFF).account)
    return ask(request, form, then=_desk(body))


@for_the_secretariat
@form_page
def terms_of_reference(request: StaffRequest, pk: int) -> HttpResponse:
    """Publish the next version."""
    body = body_or_404(pk)
    return ask(request, TermsOfReferenceForm(sent(request), body=body), then=_desk(body))


def _desk(body: BodyPage) -> str:
    return reverse("assemblies:desk", args=[body.pk])


def _seat(body: BodyPage, pk: int) -> Seat:
    seat: Seat = get_object_or_404(Seat.objects.select_related("category"), category__body=body, pk=pk)
    return seat


def _term(body: BodyPage, pk: int) -> Term:
    rows = Term.objects.select_related("member", "seat__category")
    term: Term = get_object_or_404(rows, seat__category__body=body, pk=pk)
    return term


def _member(body: BodyPage, pk: int) -> Member:
    """Return somebody who has or had a seat of this body."""
    rows = Member.objects.filter(pk__in=queries.terms_of_body(body).values("member")).select_related("user")
    member: Member = get_object_or_404(rows, pk=pk)
    return member
