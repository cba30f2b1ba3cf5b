"""Seats as pages draw them: the half-circle, the table beside it, and shares against quotas."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from string import ascii_uppercase
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.assemblies.disclosure import KnownMember
from consultations.assemblies.enums import Capacity
from consultations.assemblies.models import Seat, SeatCategory, Term
from consultations.assemblies.queries.seats import Place
from core.disclosure import PUBLIC, disclose

SERIES = 6  # colours; a letter tells the categories apart without them
INNER, OUTER, BASE = 66, 178, 200  # of the half-circle, in the units of its drawing
LARGEST, AIR = 19, 0.44  # radius of a seat: at most, and as a share of the distance to the next


@dataclass(frozen=True)
class SeatRow:
    """One seat with whoever holds it, and whoever is to."""

    pk: int
    number: int
    mark: str
    colour: int
    category: str
    member: KnownMember | None
    term: Term | None
    next_member: KnownMember | None
    next_term: Term | None
    how_to_apply: str
    apply_by: date | None
    url: str

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds it, and nobody is to."""
        return self.member is None and self.next_term is None

    @property
    def is_advertised(self) -> bool:
        return bool(self.how_to_apply)

    @property
    def is_co_chair(self) -> bool:
        return self.term is not None and self.term.is_co_chair

    @property
    def capacity(self) -> str:
        if self.term is None:
            return ""
        if self.term.capacity == Capacity.ORGANISATION:
            return _("For %(name)s") % {"name": self.term.organisation_name}
        return str(Capacity.PERSONAL.label)

    @property
    def label(self) -> str:
        """What a drawn seat says to those who hear it."""
        words = {"category": self.category, "number": self.number}
        if self.member is not None:
            chair = _(", co-chair") if self.is_co_chair else ""
            return _("%(category)s, seat %(number)d: %(name)s") % {**words, "name": self.member.name} + chair
        if self.next_member is not None:
            return _("%(category)s, seat %(number)d: to be held by %(name)s") % {**words, "name": self.next_member.name}
        return _("%(category)s, seat %(number)d: vacant") % words


@dataclass(frozen=True)
class Group:
    """A category with its seats, and how its share of those held compares with its quota."""

    pk: int
    name: str
    mark: str
    colour: int
    quota: int
    seats: tuple[SeatRow, ...]
    held: int
    share: int
    meant: int
    text: str

    @property
    def is_short(self) -> bool:
        return self.held < self.quota


@dataclass(frozen=True)
class Dot:
    """Where a seat is drawn."""

    row: SeatRow
    x: float
    y: float


@dataclass(frozen=True)
class Seats:
    """All seats of a body on one day."""

    groups: tuple[Group, ...]
    held: int
    count: int
    quota: int
    dots: tuple[Dot, ...]
    radius: float
    vacancies: tuple[SeatRow, ...] = field(default=())
    co_chairs: tuple[SeatRow, ...] = field(default=())

    @property
    def view_box(self) -> str:
        return f"0 0 400 {BASE + LARGEST + 3}"


def seats_of(
    seating: Sequence[tuple[SeatCategory, list[Place]]], *, here: str = "", names_lead_on: bool = True
) -> Seats:
    """Return the seats as they are drawn; a vacancy leads to its place on the page `here`, a name to its own page.

    The members of a body that not everybody sees have no page: `names_lead_on` is false there.
    """
    held = sum(place.term is not None for _one, places in seating for place in places)
    quota = sum(category.quota for category, _places in seating)
    groups = tuple(
        _group(at, *pair, held=held, quota=quota, here=here if names_lead_on else None)
        for at, pair in enumerate(seating)
    )
    rows = [row for group in groups for row in group.seats]
    spots, radius = half_circle(len(rows))
    return Seats(
        groups=groups,
        held=held,
        count=len(rows),
        quota=quota,
        dots=tuple(Dot(row, x, y) for row, (x, y) in zip(rows, spots, strict=True)),
        radius=radius,
        vacancies=tuple(row for row in rows if row.is_vacant or row.is_advertised),
        co_chairs=tuple(row for row in rows if row.is_co_chair),
    )


def half_circle(count: int) -> tuple[list[tuple[float, float]], float]:
    """Return where `count` seats are drawn, from left to right, and their radius.

    As few rows as leave each seat its room; each row holds as many as its length allows, so that all lie equally close.
    """
    if count == 0:
        return [], 0.0
    rows, step = _rows(count)
    radii = [OUTER - (OUTER - INNER) * at / max(rows - 1, 1) for at in range(rows)]
    shares = _portions(count, radii)
    spots = [
        (math.pi * (place + 0.5) / share, radius)
        for radius, share in zip(radii, shares, strict=True)
        for place in range(share)
    ]
    spots.sort(key=lambda spot: (spot[0], -spot[1]))
    size = round(min(LARGEST, AIR * step), 1)
    return [(round(200 - r * math.cos(a), 1), round(BASE - r * math.sin(a), 1)) for a, r in spots], size


def _rows(count: int) -> tuple[int, float]:
    """Return the number of rows with which seats lie the farthest apart, and that distance."""
    best = (1, math.pi * OUTER / count)
    for rows in range(2, 12):
        between = (OUTER - INNER) / (rows - 1)
        length = sum(math.pi * (OUTER - between * at) for at in range(rows))
        best = max(best, (rows, min(between, length / count)), key=lambda pair: pair[1])
    return best


def _portions(count: int, radii: list[float]) -> list[int]:
    """Share seats among rows by their length, whole numbers that sum to `count`."""
    exact = [count * radius / sum(radii) for radius in radii]
    shares = [int(one) for one in exact]
    by_rest = sorted(range(len(radii)), key=lambda at: shares[at] - exact[at])
    for at in by_rest[: count - sum(shares)]:
        shares[at] += 1
    return shares


def _group(at: int, category: SeatCategory, places: list[Place], *, held: int, quota: int, here: str | None) -> Group:
    mark, colour = ascii_uppercase[at % len(ascii_uppercase)], at % SERIES + 1
    rows = tuple(_row(place, category, mark, colour, here) for place in places)
    own = sum(row.member is not None for row in rows)
    share, meant = _per_cent(own, held), _per_cent(category.quota, quota)
    text = _("%(held)d of %(quota)d (%(share)d%% of members; quota %(meant)d%%)") % {
        "held": own,
        "quota": category.quota,
        "share": share,
        "meant": meant,
    }
    return Group(category.pk, category.name, mark, colour, category.quota, rows, own, share, meant, text)


def _row(place: Place, category: SeatCategory, mark: str, colour: int, here: str | None) -> SeatRow:
    member = disclose(place.term.member, PUBLIC) if place.term else None
    coming = disclose(place.next_term.member, PUBLIC) if place.next_term else None
    known = member or coming
    return SeatRow(
        pk=place.seat.pk,
        number=place.seat.number,
        mark=mark,
        colour=colour,
        category=category.name,
        member=member,
        term=place.term,
        next_member=coming,
        next_term=place.next_term,
        how_to_apply=place.seat.how_to_apply,
        apply_by=place.seat.apply_by,
        url=_address(place.seat, known, here),
    )


def _address(seat: Seat, known: KnownMember | None, here: str | None) -> str:
    if known is None:
        return f"{here or ''}#vacancy-{seat.pk}"
    return f"#seat-{seat.pk}" if here is None else reverse("assemblies:member", args=[known.pk])


def _per_cent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def shares_table(seats: Seats) -> dict[str, Any]:
    """Return the figures of the picture of shares, for the component `table`."""
    head = [_("Category"), _("Held"), _("Seats"), _("Quota"), _("Share of members"), _("Share by quota")]
    rows = [
        [f"{one.mark} {one.name}", one.held, len(one.seats), one.quota, f"{one.share}%", f"{one.meant}%"]
        for one in seats.groups
    ]
    return {"head": head, "rows": rows, "numeric": range(1, len(head))}
