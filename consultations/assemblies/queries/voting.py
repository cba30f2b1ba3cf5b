"""Reads of ballots: who sits on the body of an item that day, who of them may vote on it, and how it was voted."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from consultations.assemblies.enums import PRESENT, Bar, Presence, SessionState
from consultations.assemblies.models import (
    AgendaItem,
    Attendance,
    Ballot,
    BarredMember,
    ItemInterest,
    Member,
    MemberVote,
    SessionPage,
    Term,
)
from consultations.assemblies.queries.bodies import body_of, sessions_shown
from consultations.assemblies.queries.seats import members_of


@dataclass(frozen=True)
class Voter:
    """A member who holds a seat that day, and why they may not vote on an item; nothing, if they may."""

    member: Member
    why_not: Bar | None


def voters_of(item: AgendaItem) -> list[Voter]:
    """Return who holds a seat on the day of an item's session, and who of them may not vote on it: four queries.

    Whoever declared an interest in it may not, nor whoever stepped out and did not come back, nor whoever is not there or not there any more.
    """
    session = item.session
    members = members_of(body_of(session), session.day)
    there = dict(Attendance.objects.filter(session=session).values_list("member", "presence"))
    declared: set[int] = set()
    out: set[int] = set()
    for interest in ItemInterest.objects.filter(item__session=session):
        if interest.item_id == item.pk:
            declared.add(interest.member_id)
        if interest.stepped_out_at and not interest.came_back_at:
            out.add(interest.member_id)
    return [Voter(one, _bar(one.pk, declared, out, there)) for one in members]


def _bar(pk: int, declared: Collection[int], out: Collection[int], there: Mapping[int, str]) -> Bar | None:
    if pk in declared:
        return Bar.INTEREST
    if pk in out:
        return Bar.STEPPED_OUT
    if there.get(pk) == Presence.LEFT:
        return Bar.LEFT
    return None if there.get(pk) in PRESENT else Bar.AWAY


def voted(ballots: QuerySet[Ballot]) -> QuerySet[Ballot]:
    """Return ballots with all that `disclose` asks of them: two queries more, however many they are."""
    votes = MemberVote.objects.select_related("member").order_by("member__name", "pk")
    barred = BarredMember.objects.select_related("member")
    return ballots.select_related("item__session").prefetch_related(
        Prefetch("votes", votes), Prefetch("barred", barred)
    )


def ballots_shown() -> QuerySet[Ballot]:
    """Return the ballots of sessions that everybody may see."""
    return voted(Ballot.objects.filter(item__session__in=sessions_shown().values("pk")))


def open_to(member: Member) -> list[Ballot]:
    """Return the ballots that are open now and that a member may vote in or did, the first opened first: two queries."""
    rows = Ballot.objects.filter(closed_at=None, item__session__state=SessionState.LIVE)
    rows = rows.filter(item__session__attendance__member=member, item__session__attendance__presence__in=PRESENT)
    barred = ItemInterest.objects.filter(member=member)
    rows = rows.exclude(item__in=barred.values("item"))
    away = barred.filter(stepped_out_at__isnull=False, came_back_at=None).values("item__session")
    mine = rows.exclude(item__session__in=away).select_related("item__session")
    terms = Term.objects.filter(member=member).select_related("seat__category__body")
    sits = [(term.seat.category.body.path, term) for term in terms]
    return [one for one in mine if _sits_at(one.item.session, sits)]


def _sits_at(session: SessionPage, sits: Iterable[tuple[str, Term]]) -> bool:
    path, day = session.path_of_body, session.day
    return any(of == path and term.runs_on(day) for of, term in sits)
