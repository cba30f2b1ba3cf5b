"""The pool of peers of the demonstration: who is in it, what they were trained in, when they are away, what they declared."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from demonstration.content import peer_pool as said
from organisations.models import Organisation, Region
from peer_review.pool.domain import declarations, peers, readiness
from peer_review.pool.domain.skills import add_skill
from peer_review.pool.enums import AvailabilityKind, Party, PeerType, TrainingKind
from peer_review.pool.models import Peer, Renewal, Skill

TWO_YEARS = timedelta(days=730)
NOT_RENEWED, RENEWED_LONG_AGO = 8, 11  # every eighth peer has yet to renew what they declared, every eleventh is late


def load_pool(*, manager: User, people: Mapping[str, User]) -> None:
    """Fill the pool with sixty illustrative peers, two of whom sign in."""
    skills = [add_skill(name=name, by=manager) for name in said.SKILLS]
    pool = {number: _peer(number, kind, skills, manager) for number, kind in _numbered()}
    for number, email in said.OWN.items():
        peers.link_account(peer=pool[number], user=people[email], by=manager)
    for number, peer in pool.items():
        _trained(number, peer, manager)
        _days(number, peer, manager)
        _renewed(number, peer, manager)
    _declared(pool, manager)
    for number in said.PAUSED:
        peers.change_state(peer=pool[number], verb="pause", actor=manager)


def _numbered() -> Iterator[tuple[int, int]]:
    """Yield the number of each peer with the place of their type."""
    number = 0
    for place, (_kind, count, *_rest) in enumerate(said.TYPES):
        for _one in range(count):
            number += 1
            yield number, place


def _peer(number: int, place: int, skills: list[Skill], by: User) -> Peer:
    kind, _count, what, roles, body = said.TYPES[place]
    own = {skills[(number * step + step) % len(skills)] for step in (1, 5, 7)[: 2 + number % 2]}
    return peers.add_peer(
        name=said.NAMED.format(number=number, what=what),
        email=said.OWN.get(number, said.EMAIL.format(number=number)),
        type=kind,
        role_title=roles[number % len(roles)],
        organisation_name=said.ORGANISATION.format(kind=body, number=number),
        party=Party.values[number % len(Party.values)] if kind is PeerType.MEMBER else "",
        region=Region.values[number % len(Region.values)],
        biography=said.BIOGRAPHY,
        adjustments=said.ADJUSTMENTS.get(number, ""),
        joined_on=_day(-900 + 10 * number),
        skills=sorted(own, key=lambda one: one.name),
        by=by,
    )


def _trained(number: int, peer: Peer, by: User) -> None:
    """Most are in date, for the second time; every tenth ended, every seventh ends soon, every twentieth has not begun."""
    if number % 20 == 0:
        return
    done = _day(-800 if number % 10 == 5 else -700 if number % 7 == 0 else -200 - number)  # noqa: PLR2004
    _record(peer, TrainingKind.INDUCTION, _day(-850 + 10 * number), None, by)
    _record(peer, TrainingKind.DATA_PROTECTION, done - TWO_YEARS, done, by)
    _record(peer, TrainingKind.DATA_PROTECTION, done, done + TWO_YEARS, by)
    if number % 3:
        _record(peer, TrainingKind.ACCREDITATION, _day(-400), None, by)
    if number % 6 == 1:
        _record(peer, TrainingKind.LEAD, _day(-500), _day(-500) + 2 * TWO_YEARS, by)


def _record(peer: Peer, kind: TrainingKind, done_on: date, expires_on: date | None, by: User) -> None:
    day = min(done_on, timezone.localdate())
    readiness.record_training(peer=peer, kind=kind, done_on=day, expires_on=expires_on, by=by)


def _days(number: int, peer: Peer, by: User) -> None:
    if number % 4 == 0:
        first = _day(20 + 3 * number)
        _say(peer, AvailabilityKind.UNAVAILABLE, first, first + timedelta(days=13), by)
    if number % 5 == 1:
        _say(peer, AvailabilityKind.AVAILABLE, _day(14), _day(120), by)


def _say(peer: Peer, kind: AvailabilityKind, first: date, last: date, by: User) -> None:
    readiness.say_availability(peer=peer, kind=kind, first_day=first, last_day=last, by=by)


def _renewed(number: int, peer: Peer, by: User) -> None:
    """Most looked through their declarations this year; some of them long ago, and some never."""
    if number % NOT_RENEWED == 0:
        return
    renewal = declarations.renew_declarations(peer=peer, by=by)
    ago = 400 if number % RENEWED_LONG_AGO == 0 else 30 + 5 * number
    Renewal.objects.filter(pk=renewal.pk).update(on=_day(-ago))


def _declared(pool: Mapping[int, Peer], by: User) -> None:
    bodies = {one.ods_code: one for one in Organisation.objects.exclude(ods_code="")}
    for number, kind, code, text in said.DECLARED:
        row = declarations.declare(
            peer=pool[number], kind=kind, organisation=bodies.get(code), text=f"Illustration: {text}", by=by
        )
        if number == said.WITHDRAWN:
            declarations.withdraw_declaration(declaration=row, by=by)


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
