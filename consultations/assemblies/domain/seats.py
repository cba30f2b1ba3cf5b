"""Seats: whom they are for, who may apply, who holds one and from which day to which."""

from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand_secretariat
from consultations.assemblies.domain.members import add_member
from consultations.assemblies.enums import Capacity
from consultations.assemblies.models import BodyPage, Member, Seat, SeatCategory, Term
from core import audit
from core.changes import announce
from core.errors import Refused
from core.templatetags.moments import plain_day
from organisations.models import Organisation

Row = TypeVar("Row", SeatCategory, Seat, Term)

AT_ONCE = 30  # seats that are added in one go


def add_category(*, body: BodyPage, name: str, quota: int, by: User) -> SeatCategory:
    """Add a category of seats after those that are there. Raises Refused where the body has one of that name. Logged."""
    demand_secretariat(by)
    with transaction.atomic():
        BodyPage.objects.select_for_update(no_key=True, of=("self",)).get(pk=body.pk)
        _demand_a_new_name(body, name)
        last = body.categories.aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
        row = SeatCategory.objects.create(body=body, name=name, quota=quota, position=position)
        return _told(row, body, "body.add_category", by, category=row.pk, quota=quota)


def change_category(*, category: SeatCategory, name: str, quota: int, by: User) -> SeatCategory:
    """Give a category another name or quota. Raises Refused where the body has another of that name. Logged."""
    demand_secretariat(by)
    with transaction.atomic():
        row = (
            SeatCategory.objects.select_for_update(no_key=True, of=("self",)).select_related("body").get(pk=category.pk)
        )
        _demand_a_new_name(row.body, name, but=row)
        row.name, row.quota = name, quota
        row.save(update_fields=["name", "quota"])
        return _told(row, row.body, "body.change_category", by, category=row.pk, quota=quota)


def add_seats(*, category: SeatCategory, count: int = 1, there: int | None = None, by: User) -> list[Seat]:
    """Add seats to a category; each is vacant. More than the quota are allowed: it is a measure, not a limit. Logged.

    `there` is how many it had when that was read. Raises Refused where it has others now: no seat is ever taken away, so a
    form that is sent twice must not add them twice.
    """
    demand_secretariat(by)
    if not 1 <= count <= AT_ONCE:
        raise Refused(_("Add from 1 to %(most)d seats at once.") % {"most": AT_ONCE})
    with transaction.atomic():
        row = (
            SeatCategory.objects.select_for_update(no_key=True, of=("self",)).select_related("body").get(pk=category.pk)
        )
        has = row.seats.count()
        if there is not None and has != there:
            raise Refused(_("This category has %(has)d seats by now. Look at them before you add more.") % {"has": has})
        first = (row.seats.aggregate(last=Max("number"))["last"] or 0) + 1
        seats = [Seat.objects.create(category=row, number=number) for number in range(first, first + count)]
        _told(row, row.body, "body.add_seats", by, category=row.pk, count=count)
        return seats


def describe_vacancy(*, seat: Seat, how_to_apply: str, apply_by: date | None, by: User) -> Seat:
    """Say how people apply for a seat, and until when. Without words the vacancy stays, and says nothing.

    Raises Refused for a day that has passed, and for a seat that somebody holds and nobody leaves. Logged.
    """
    demand_secretariat(by)
    today = timezone.localdate()
    if how_to_apply and apply_by and apply_by < today:
        raise Refused(_("The last day to apply must not have passed."))
    with transaction.atomic():
        row = _locked(seat)
        holder = row.terms.select_related("member").filter(ends_on__isnull=True).first()
        if how_to_apply and holder is not None:
            raise Refused(_("%(name)s holds this seat, and no last day is set.") % {"name": holder.member.name})
        row.how_to_apply, row.apply_by = how_to_apply, apply_by if how_to_apply else None
        row.advertised_at = (row.advertised_at or timezone.now()) if how_to_apply else None
        row.save(update_fields=["how_to_apply", "apply_by", "advertised_at"])
        return _told(row, row.category.body, "body.describe_vacancy", by, seat=row.pk, apply_by=apply_by)


def appoint(
    *,
    seat: Seat,
    member: Member,
    begins_on: date,
    ends_on: date | None,
    by: User,
    capacity: Capacity = Capacity.PERSONAL,
    organisation: Organisation | None = None,
    organisation_name: str = "",
    is_co_chair: bool = False,
) -> Term:
    """Give a seat to a member from a day to a day, both included; without an end until one is set. Logged.

    Raises Refused for an end before the beginning, for a seat that somebody holds on one of these days, for a member who
    then has another seat of this body, and where the capacity and the organisation do not fit. The seat is no longer
    advertised.
    """
    demand_secretariat(by)
    if ends_on is not None and ends_on < begins_on:
        raise Refused(_("The last day must not be before the first."))
    named = organisation_name or (organisation.name if organisation else "")
    if capacity == Capacity.ORGANISATION and not named:
        raise Refused(_("Name the organisation they serve for, or say that they serve personally."))
    if capacity == Capacity.PERSONAL and named:
        raise Refused(_("Whoever serves in a personal capacity serves for no organisation: leave it empty."))
    with transaction.atomic():
        row = _locked(seat)
        Member.objects.select_for_update(no_key=True).get(pk=member.pk)
        _demand_a_free_seat(row, begins_on, ends_on)
        _demand_one_seat_each(row.category.body, member, begins_on, ends_on)
        term = Term.objects.create(
            seat=row,
            member=member,
            begins_on=begins_on,
            ends_on=ends_on,
            capacity=capacity,
            organisation=organisation,
            organisation_name=named,
            is_co_chair=is_co_chair,
        )
        row.how_to_apply, row.apply_by, row.advertised_at = "", None, None
        row.save(update_fields=["how_to_apply", "apply_by", "advertised_at"])
        announce(member)
        return _told(term, row.category.body, "body.appoint", by, term=term.pk, member=member.pk, seat=row.pk)


def appoint_somebody_new(*, seat: Seat, name: str, post: str = "", by: User, **term: Any) -> Term:
    """Write down a new member and give them a seat, as `appoint` does: both, or where it refuses neither."""
    with transaction.atomic():
        member = add_member(name=name, post=post, by=by)
        return appoint(seat=seat, member=member, by=by, **term)


def end_term(*, term: Term, ends_on: date, reason: str, by: User) -> Term:
    """Set the last day of a term, and say publicly why it ends then. The term stays in the seat's history. Logged.

    Raises Refused for a day before its first, for one after the last day that was set, without a reason, and for a term
    that has ended.
    """
    demand_secretariat(by)
    if not reason:
        raise Refused(_("Say why the term ends."))
    with transaction.atomic():
        _locked(term.seat)
        row = Term.objects.select_related("member", "seat__category__body").get(pk=term.pk)
        if row.ends_on and row.ends_on < timezone.localdate():
            raise Refused(_("This term ended on %(day)s.") % {"day": plain_day(row.ends_on)})
        if ends_on < row.begins_on:
            raise Refused(_("The last day must not be before %(day)s, the first.") % {"day": plain_day(row.begins_on)})
        if row.ends_on and ends_on > row.ends_on:
            raise Refused(
                _("This term ends on %(day)s. For more time, appoint them again from the day after.")
                % {"day": plain_day(row.ends_on)}
            )
        row.ends_on, row.ended_because = ends_on, reason
        row.save(update_fields=["ends_on", "ended_because"])
        announce(row.member)
        return _told(row, row.seat.category.body, "body.end_term", by, term=row.pk, ends_on=ends_on)


def make_co_chair(*, term: Term, by: User, is_co_chair: bool = True) -> Term:
    """Have a member lead the body for as long as their term runs, or no longer. Raises Refused once it ended. Logged."""
    demand_secretariat(by)
    with transaction.atomic():
        row = (
            Term.objects.select_for_update(no_key=True, of=("self",))
            .select_related("member", "seat__category__body")
            .get(pk=term.pk)
        )
        if row.ends_on and row.ends_on < timezone.localdate():
            raise Refused(_("This term ended on %(day)s.") % {"day": plain_day(row.ends_on)})
        row.is_co_chair = is_co_chair
        row.save(update_fields=["is_co_chair"])
        announce(row.member)
        return _told(row, row.seat.category.body, "body.co_chair", by, term=row.pk, is_co_chair=is_co_chair)


def _locked(seat: Seat) -> Seat:
    """Lock a seat: whoever holds it is decided by one verb at a time."""
    rows = Seat.objects.select_for_update(no_key=True, of=("self",)).select_related("category__body")
    return rows.get(pk=seat.pk)


def _demand_a_new_name(body: BodyPage, name: str, but: SeatCategory | None = None) -> None:
    others = body.categories.exclude(pk=but.pk) if but else body.categories.all()
    if others.filter(name__iexact=name).exists():
        raise Refused(_("This body has a category of that name."))


def _meeting(begins_on: date, ends_on: date | None) -> Q:
    """Pick the terms that have a day in common with these days."""
    later = Q(ends_on__isnull=True) | Q(ends_on__gte=begins_on)
    return later & Q(begins_on__lte=ends_on) if ends_on else later


def _demand_a_free_seat(seat: Seat, begins_on: date, ends_on: date | None) -> None:
    held = seat.terms.filter(_meeting(begins_on, ends_on)).select_related("member").order_by("begins_on").first()
    if held is None:
        return
    if held.ends_on is None:
        raise Refused(
            _("%(name)s holds this seat since %(first)s, and no last day is set. End that term first.")
            % {"name": held.member.name, "first": plain_day(held.begins_on)}
        )
    told = _("%(name)s holds this seat from %(first)s until %(last)s.") % {
        "name": held.member.name,
        "first": plain_day(held.begins_on),
        "last": plain_day(held.ends_on),
    }
    if held.ends_on < date.max:
        told += " " + _("It is free from %(free)s.") % {"free": plain_day(held.ends_on + timedelta(days=1))}
    raise Refused(told)


def _demand_one_seat_each(body: BodyPage, member: Member, begins_on: date, ends_on: date | None) -> None:
    terms = Term.objects.filter(_meeting(begins_on, ends_on), seat__category__body=body, member=member)
    held = terms.select_related("seat__category").first()
    if held is not None:
        raise Refused(
            _("%(name)s then holds seat %(number)d of “%(category)s”: nobody has two seats of one body.")
            % {"name": member.name, "number": held.seat.number, "category": held.seat.category.name}
        )


def _told(row: Row, body: BodyPage, action: str, by: User, **details: object) -> Row:
    announce(body)
    audit.record(action, actor=by, subject=body, **details)
    return row
