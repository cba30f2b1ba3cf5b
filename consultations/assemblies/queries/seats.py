"""Reads of seats, of who holds them, and of what members declare. Constant in what they ask, however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from consultations.assemblies.models import (
    REVIEWED_EVERY,
    AgendaItem,
    BodyPage,
    Interest,
    InterestsReview,
    ItemInterest,
    Member,
    Seat,
    SeatCategory,
    SessionPage,
    Term,
)
from consultations.assemblies.queries.bodies import sessions_shown, shown

FIRST_REVIEW = 28  # days that a new member has to declare


@dataclass(frozen=True)
class Place:
    """A seat on one day: who holds it, and who holds it next."""

    seat: Seat
    term: Term | None
    next_term: Term | None = None


def seating(body: Page, day: date) -> list[tuple[SeatCategory, list[Place]]]:
    """Return the categories of a body with their seats, and who held each on `day`: three queries."""
    now, later = _by_seat(Term.objects.on(day), body), _by_seat(Term.objects.filter(begins_on__gt=day), body)
    places: dict[int, list[Place]] = {}
    for seat in Seat.objects.filter(category__body=body.pk).order_by("number"):
        places.setdefault(seat.category_id, []).append(Place(seat, now.get(seat.pk), later.get(seat.pk)))
    return [(one, places.get(one.pk, [])) for one in SeatCategory.objects.filter(body=body.pk)]


def _by_seat(terms: QuerySet[Term], body: Page) -> dict[int, Term]:
    rows = terms.filter(seat__category__body=body.pk).select_related("member").order_by("-begins_on", "-pk")
    return {term.seat_id: term for term in rows}


def terms_of_body(body: Page) -> QuerySet[Term]:
    """Return all terms that ever were, the newest first."""
    rows = Term.objects.filter(seat__category__body=body.pk)
    return rows.select_related("member", "seat__category").order_by("-begins_on", "-pk")


def sat_on(member: Member, session: SessionPage) -> bool:
    """Whether a member holds a seat of the session's body on the session's day."""
    terms = Term.objects.on(session.day).filter(member=member)
    return terms.filter(seat__category__body__path=session.path_of_body).exists()


def members_of(body: Page, day: date | None = None) -> QuerySet[Member]:
    """Return who holds a seat of a body on `day` (today)."""
    terms = Term.objects.on(day or timezone.localdate()).filter(seat__category__body=body.pk)
    return Member.objects.filter(pk__in=terms.values("member"))


def members_shown() -> QuerySet[Member]:
    """Return the members that everybody may know of: who holds, held or will hold a seat of a body that everybody sees."""
    return Member.objects.filter(pk__in=Term.objects.filter(seat__category__body__in=shown()).values("member"))


def terms_shown(member: Member) -> QuerySet[Term]:
    """Return a member's terms on bodies that everybody sees, the newest first."""
    return member.terms.filter(seat__category__body__in=shown()).select_related("seat__category__body")


def interests_of(members: Iterable[Member] | QuerySet[Member]) -> QuerySet[Interest]:
    return Interest.objects.filter(member__in=members).select_related("member").order_by("member__name", "pk")


def item_interests_shown(member: Member) -> QuerySet[ItemInterest]:
    """Return what a member declared in items of sessions that everybody sees, the newest first."""
    rows = ItemInterest.objects.filter(member=member, item__session__in=sessions_shown())
    return rows.select_related("item__session", "member").order_by("-declared_at", "-pk")


@dataclass(frozen=True)
class ReviewStanding:
    """When a member last looked through their entries, and when they have to again; None who holds no seat."""

    reviewed_on: date | None
    has_none: bool
    due_on: date | None

    def is_overdue(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today


def reviews_of(members: Iterable[Member]) -> dict[int, ReviewStanding]:
    """Return by member's key how their yearly review stands: three queries."""
    keys = [one.pk for one in members]
    terms = Term.objects.filter(member__in=keys)
    first = dict(terms.order_by().values_list("member").annotate(Min("begins_on")))
    sitting = set(terms.today().values_list("member", flat=True))
    reviews = {row.member_id: row for row in InterestsReview.objects.filter(member__in=keys).order_by("at", "pk")}
    return {key: _standing(reviews.get(key), first[key] if key in sitting else None) for key in keys}


def _standing(last: InterestsReview | None, first: date | None) -> ReviewStanding:
    """A new member has four weeks to declare; from then on it is a year from one review to the next."""
    reviewed_on = timezone.localdate(last.at) if last else None
    due_on = None
    if first is not None:
        due_on = reviewed_on + timedelta(days=REVIEWED_EVERY) if reviewed_on else first + timedelta(days=FIRST_REVIEW)
    return ReviewStanding(reviewed_on, bool(last and last.has_none), due_on)


def bodies_of(member: Member) -> QuerySet[BodyPage]:
    """Return the bodies on which a member sits today, in the order of the tree, also such as not everybody sees."""
    terms = Term.objects.today().filter(member=member)
    return BodyPage.objects.filter(pk__in=terms.values("seat__category__body"), live=True).order_by("path")


def items_of(sessions: Iterable[SessionPage]) -> dict[int, list[AgendaItem]]:
    """Return the agenda of each of some sessions: one query."""
    found: dict[int, list[AgendaItem]] = {int(session.pk): [] for session in sessions if session.pk}
    for item in AgendaItem.objects.filter(session__in=found).order_by("position", "pk"):
        found[item.session_id].append(item)
    return found


def declared_in(items: Iterable[AgendaItem], member: Member | None = None) -> dict[int, list[ItemInterest]]:
    """Return what was declared in each of some items, of one member alone where one is given: one query."""
    keys = [item.pk for item in items]
    found: dict[int, list[ItemInterest]] = {key: [] for key in keys}
    mine = Q(member=member) if member else Q()
    for row in ItemInterest.objects.filter(mine, item__in=keys).select_related("member"):
        found[row.item_id].append(row)
    return found
