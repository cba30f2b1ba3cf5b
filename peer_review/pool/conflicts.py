"""Conflicts of interest: those that peers declared, and those that the register and earlier reviews show by themselves.

The kinds are those that peer challenge asks about (domain facts, C1: no direct association with the host; C5, point 12).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta
from django.db.models import Value
from django.utils.translation import gettext as _

from core.templatetags.moments import plain_day
from organisations.models import Organisation, Region
from peer_review.pool.enums import BARS, YEARS_BACK, ConflictKind, Party
from peer_review.pool.models import Declaration, FormerEmployer, Peer
from peer_review.pool.needs import Conflict, Deployment, TeamNeed

# What can't be told from a name alone: whoever declares it without a body of the register is looked at by a manager.
NEEDS_A_BODY = BARS
LEFT = "left"


def conflicts_of(
    peers: Collection[Peer], needs: Collection[TeamNeed], deployments: Iterable[Deployment] = ()
) -> dict[int, list[Conflict]]:
    """Return by peer's key every conflict with each need, bars first: two queries for any number of peers and needs.

    `deployments` are the reviews to which peers went before, as the room that keeps them knows. A body counts together with all
    that came before it and after it (`Organisation.successors`). For managers alone: the sentences may tell what was declared.
    """
    register = _Register.read()
    told, went = _by_peer(_told_of(peers)), _by_peer(deployments)
    found: dict[int, list[Conflict]] = {}
    for peer in peers:
        declared = [one for one in told[peer.pk] if one.kind != LEFT]
        about = _About(peer, declared, [one for one in told[peer.pk] if one.kind == LEFT], went[peer.pk])
        rows = [one for need in needs for one in _of_need(about, need, register)]
        found[peer.pk] = sorted(rows, key=lambda one: not one.is_bar)
    return found


@dataclass(frozen=True)
class _Register:
    """The bodies with their names and regions, and of each its line: what it was before, and what it became."""

    bodies: Mapping[int, "_Body"]
    lines: Mapping[int, frozenset[int]]

    @classmethod
    def read(cls) -> "_Register":
        bodies: dict[int, _Body] = {}
        after: dict[int, set[int]] = defaultdict(set)
        before: dict[int, set[int]] = defaultdict(set)
        for earlier, name, region, later in Organisation.objects.values_list("pk", "name", "region", "successors"):
            bodies[earlier] = _Body(name, region)
            if later is not None:
                after[earlier].add(later)
                before[later].add(earlier)
        return cls(bodies, {pk: _reached(pk, after) | _reached(pk, before) for pk in bodies})

    def name(self, pk: int) -> str:
        return self.bodies[pk].name

    def touched(self, organisation: int | None, bodies: Collection[int]) -> int | None:
        """Return which of `bodies` is `organisation`, or was it or became it; None for none of them."""
        if organisation is None:
            return None
        return next((pk for pk in sorted(bodies) if organisation in self.lines.get(pk, frozenset({pk}))), None)


class _Body(NamedTuple):
    name: str
    region: str


class _Told(NamedTuple):
    """What a peer declared, or, as `LEFT`, an employer whom they left on the day `until`."""

    peer: int
    organisation: int | None
    kind: str
    until: date | None


@dataclass(frozen=True)
class _About:
    """All that is known of one peer."""

    peer: Peer
    declared: Sequence[_Told]
    left: Sequence[_Told]
    went: Sequence[Deployment]


def _of_need(about: _About, need: TeamNeed, register: _Register) -> Iterator[Conflict]:
    """Yield what was found, and what was declared besides."""
    found = [*_found_employers(about, need, register), *_found_reviews(about, need, register)]
    found += _found_neighbour(about, need, register, is_barred=bool(found))
    if need.leading_party and about.peer.party == need.leading_party:
        why = _("Is of the party that leads there: %(party)s.") % {"party": Party(need.leading_party).label}
        found.append(Conflict(need.key, ConflictKind.PARTY, is_bar=False, is_found=True, why=why))
    yield from found
    for one in about.declared:
        yield from _declared(one, need, register)


def _found_employers(about: _About, need: TeamNeed, register: _Register) -> Iterator[Conflict]:
    now = register.touched(about.peer.organisation_id, need.organisation_ids)
    if now is not None and about.peer.organisation_id is not None:
        why = _("Works for %(body)s, %(part)s.") % _told(about.peer.organisation_id, now, need, register)
        yield Conflict(need.key, ConflictKind.EMPLOYER_NOW, is_bar=True, is_found=True, why=why)
    for one in about.left:
        touched = register.touched(one.organisation, need.organisation_ids)
        if touched is None or one.organisation is None or one.until is None:
            continue
        if _still_counts(one.until, need.first_day):
            words = {"day": plain_day(one.until), **_told(one.organisation, touched, need, register)}
            why = _("Worked until %(day)s for %(body)s, %(part)s.") % words
            yield Conflict(need.key, ConflictKind.EMPLOYER_BEFORE, is_bar=True, is_found=True, why=why)


def _found_reviews(about: _About, need: TeamNeed, register: _Register) -> Iterator[Conflict]:
    for one in about.went:
        same = [pk for pk in one.organisation_ids if register.touched(pk, need.system_ids) is not None]
        if same and one.last_day < need.first_day:
            why = _("Took part in an earlier review of this system: %(review)s.") % {"review": one.review}
            yield Conflict(need.key, ConflictKind.EARLIER_REVIEW, is_bar=True, is_found=True, why=why)


def _found_neighbour(about: _About, need: TeamNeed, register: _Register, *, is_barred: bool) -> list[Conflict]:
    """A system of the same region: its people meet, and compete. Nothing is added to who is barred in any case."""
    employer = register.bodies.get(about.peer.organisation_id or 0)
    region = employer.region if employer and employer.region else about.peer.region
    regions = {register.bodies[pk].region for pk in need.system_ids if pk in register.bodies}
    if is_barred or not region or region not in regions:
        return []
    why = _("Is of the same region: %(region)s.") % {"region": Region(region).label}
    return [Conflict(need.key, ConflictKind.NEIGHBOUR, is_bar=False, is_found=True, why=why)]


def _declared(one: _Told, need: TeamNeed, register: _Register) -> Iterator[Conflict]:
    kind = ConflictKind(one.kind)
    if one.organisation is None:
        if kind in NEEDS_A_BODY:
            why = _("Declared “%(kind)s” of a body that is not in the register. Read the declaration.") % {
                "kind": kind.label
            }
            yield Conflict(need.key, kind, is_bar=False, is_found=False, why=why)
        return
    bodies = need.system_ids if kind == ConflictKind.EARLIER_REVIEW else need.organisation_ids
    touched = register.touched(one.organisation, bodies)
    if touched is None or not _holds(one, kind, need.first_day):
        return
    words = {"kind": kind.label, **_told(one.organisation, touched, need, register)}
    why = _("Declared “%(kind)s”: %(body)s, %(part)s.") % words
    yield Conflict(need.key, kind, is_bar=kind in BARS, is_found=False, why=why)


def _holds(one: _Told, kind: ConflictKind, first_day: date) -> bool:
    """An employer or a contract that ended counts for five years; family, an earlier review and what has no end, always."""
    ends = kind in {ConflictKind.EMPLOYER_NOW, ConflictKind.EMPLOYER_BEFORE, ConflictKind.CONTRACT}
    return not ends or one.until is None or _still_counts(one.until, first_day)


def _still_counts(left_on: date, first_day: date) -> bool:
    return left_on + relativedelta(years=YEARS_BACK) >= first_day


def _told(organisation: int, touched: int, need: TeamNeed, register: _Register) -> dict[str, str]:
    """Return what to call the body and its part in the review, for a sentence."""
    if organisation == touched:
        part = _("which is reviewed") if touched in need.system_ids else _("a host of this review")
    else:
        named = {"body": register.name(touched)}
        part = (
            _("which came before or after %(body)s, which is reviewed") % named
            if touched in need.system_ids
            else _("which came before or after %(body)s, a host of this review") % named
        )
    return {"body": register.name(organisation), "part": part}


def _reached(start: int, steps: Mapping[int, Collection[int]]) -> frozenset[int]:
    """Return what can be reached from `start`, itself included."""
    reached, ahead = {start}, [start]
    while ahead:
        for one in steps.get(ahead.pop(), ()):
            if one not in reached:
                reached.add(one)
                ahead.append(one)
    return frozenset(reached)


def _told_of(peers: Collection[Peer]) -> Iterator[_Told]:
    """Yield what peers declared and did not take back, and whom they left, the newest first: one query."""
    keys = [one.pk for one in peers]
    declared = Declaration.objects.filter(peer__in=keys, withdrawn_on__isnull=True).order_by()
    left = FormerEmployer.objects.filter(peer__in=keys).order_by().annotate(kind=Value(LEFT))
    rows = declared.values_list("peer", "organisation", "kind", "until", "declared_on", "pk").union(
        left.values_list("peer", "organisation", "kind", "left_on", "left_on", "pk"), all=True
    )
    for peer, organisation, kind, until, _day, _pk in rows.order_by("-declared_on", "-pk"):
        yield _Told(peer, organisation, kind, until)


def _by_peer(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.peer].append(row)
    return found
