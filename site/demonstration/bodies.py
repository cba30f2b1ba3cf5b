"""The standing bodies of the demonstration: who sits on them since when, by what rules they work, what members declared."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from consultations.assemblies.domain import interests, seats
from consultations.assemblies.domain.members import link_account
from consultations.assemblies.domain.terms_of_reference import publish_terms_of_reference
from consultations.assemblies.enums import Capacity, InterestKind, Remit
from consultations.assemblies.models import (
    BodyPage,
    Interest,
    InterestsReview,
    Member,
    Seat,
    Term,
    TermsOfReference,
)
from consultations.reviews.models import ReviewPage
from demonstration.body_advice import load_advice
from demonstration.body_items import who
from demonstration.body_sessions import load_sessions
from demonstration.content import bodies as said
from demonstration.set_back import SetBack

MINUTES_A_DAY = 24 * 60
MEMBER, SECONDER = "a care worker", "a paramedic"  # the two who sign in

Seats = Sequence[tuple[str, int, Sequence[tuple[str, str, bool] | None]]]


def load_bodies(review: ReviewPage, *, secretary: User, moderator: User, member: User, seconder: User) -> None:
    """Make both bodies with a year behind them, a session that goes on, and two members who sign in."""
    assembly = _body(review, said.ASSEMBLY, Remit.ADVISES)
    part = _body(assembly, said.SUB_BODY, Remit.ADVISES)
    forum = _body(review, said.FORUM, Remit.DECIDES)
    then = SetBack(timezone.now())
    _terms_of_reference(assembly, then, secretary)
    then.at(said.FIRST_DAY * MINUTES_A_DAY)
    _seats(assembly, said.ASSEMBLY_SEATS, secretary)
    _seats(forum, said.FORUM_SEATS, secretary)
    _part(part, secretary)
    for what, user in ((MEMBER, member), (SECONDER, seconder)):
        link_account(member=who(what), user=user, by=secretary)
    _declared(then, secretary)
    _put_back(then)
    load_sessions(assembly, part, forum, secretary=secretary, moderator=moderator, member=member, seconder=seconder)
    load_advice(secretary)


def _body(under: Page, words: dict[str, object], advises: Remit) -> BodyPage:
    body = BodyPage(**words, advises=advises, contact="secretariat@moothall.example")
    under.add_child(instance=body)
    body.save_revision().publish()
    return BodyPage.objects.get(pk=body.pk)


def _terms_of_reference(body: BodyPage, then: SetBack, by: User) -> None:
    for days_ago, text, change in said.TERMS:
        then.at(-days_ago * MINUTES_A_DAY)
        publish_terms_of_reference(body=body, text=text, change=change, adopted_on=_day(-days_ago), by=by)


def _seats(body: BodyPage, rows: Seats, by: User) -> None:
    """Give each seat to whoever has it, or say that it is vacant; one was another's before."""
    for name, quota, holders in rows:
        category = seats.add_category(body=body, name=name, quota=quota, by=by)
        for seat, holder in zip(seats.add_seats(category=category, count=len(holders), by=by), holders, strict=True):
            if holder is None:
                seats.describe_vacancy(seat=seat, how_to_apply=said.HOW_TO_APPLY, apply_by=_day(said.APPLY_BY), by=by)
            elif holder[0] == said.HANDED_ON[0]:
                _handed_on(seat, by)
            else:
                _appointed(seat, *holder, by=by)


def _appointed(
    seat: Seat, what: str, organisation: str, is_co_chair: bool, *, by: User, since: int = said.FIRST_DAY
) -> Term:
    capacity = Capacity.ORGANISATION if organisation else Capacity.PERSONAL
    return seats.appoint_somebody_new(
        seat=seat,
        name=said.NAMED.format(what),
        begins_on=_day(since),
        ends_on=_day(since + said.SERVES),
        capacity=capacity,
        organisation_name=organisation,
        is_co_chair=is_co_chair,
        by=by,
    )


def _handed_on(seat: Seat, by: User) -> None:
    now, before, until, why, since = said.HANDED_ON
    term = _appointed(seat, before, "", False, by=by)
    seats.end_term(term=term, ends_on=_day(until), reason=why, by=by)
    _appointed(seat, now, "", False, by=by, since=since)


def _part(part: BodyPage, by: User) -> None:
    """Have some members of the Assembly sit on its part too, and leave a seat of it vacant."""
    name, quota, members = said.PART
    category = seats.add_category(body=part, name=name, quota=quota, by=by)
    for number, seat in enumerate(seats.add_seats(category=category, count=quota, by=by)):
        if number == len(members):
            seats.describe_vacancy(seat=seat, how_to_apply=said.ONLY_MEMBERS, apply_by=None, by=by)
            continue
        seats.appoint(
            seat=seat,
            member=who(members[number]),
            begins_on=_day(said.FIRST_DAY),
            ends_on=_day(said.FIRST_DAY + said.SERVES),
            is_co_chair=number == 0,
            by=by,
        )


def _declared(then: SetBack, by: User) -> None:
    """Have members declare what they have, and all but one look through their entries when that was due."""
    then.at(said.DECLARED * MINUTES_A_DAY)
    for what, kind, interest, since, _is_reviewed in said.INTERESTS:
        interests.declare(member=who(what), kind=InterestKind(kind), what=interest, since=_day(-since), by=by)
    what, kind, interest, since, until = said.ENDED_INTEREST
    row = interests.declare(member=who(what), kind=InterestKind(kind), what=interest, since=_day(-since), by=by)
    overdue = {said.NAMED.format(what) for what, *_rest, is_reviewed in said.INTERESTS if not is_reviewed}
    for member in Member.objects.exclude(name__in=overdue):
        first = min(member.terms.values_list("begins_on", flat=True))
        then.at((first - _day(said.FIRST_DAY)).days * MINUTES_A_DAY + said.REVIEWED * MINUTES_A_DAY)
        interests.review_interests(member=member, by=by)
    interests.end_interest(interest=row, ended_on=_day(until), by=by)


def _put_back(then: SetBack) -> None:
    then.put_back(
        [
            (TermsOfReference.objects.all(), ("published_at",)),
            (Seat.objects.all(), ("advertised_at",)),
            (Interest.objects.all(), ("declared_at",)),
            (InterestsReview.objects.all(), ("at",)),
        ]
    )


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
