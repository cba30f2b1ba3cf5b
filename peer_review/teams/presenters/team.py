"""The page of a team: who is in it, what is asked of it, and what calls for care."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peer_review.pool.enums import PeerType
from peer_review.pool.matching import breaches_of
from peer_review.pool.needs import Candidate, Conflict
from peer_review.pool.needs import TeamNeed as Asked
from peer_review.reviews.disclosure import Reader
from peer_review.teams.disclosure import KnownMember, known_to, may_know
from peer_review.teams.enums import COUNTED, GONE, MemberState, Seat
from peer_review.teams.lifecycle import MEMBER
from peer_review.teams.models import Member
from peer_review.teams.queries.conflicts import wanted_of

ORDER = [Seat.LEAD, Seat.PEER, Seat.SHADOW]


def rows_of(members: Iterable[Member], reader: Reader, conflicts: dict[int, list[Conflict]]) -> list[dict[str, Any]]:
    """Return the rows that `reader` may know of, lead first and who left last. `conflicts` are shown as they were given."""
    known = [(one, known_to(one, reader)) for one in members if may_know(one, reader)]
    known.sort(key=lambda pair: (pair[0].state in GONE, ORDER.index(Seat(pair[0].seat)), pair[1].peer.name))
    return [_row(one, what, conflicts.get(one.pk, [])) for one, what in known]


def _row(member: Member, known: KnownMember, conflicts: list[Conflict]) -> dict[str, Any]:
    state = MEMBER.state_of(member)
    is_here = member.state not in GONE
    return {
        "known": known,
        "state": {"text": state.label, "colour": state.tag},
        "is_here": is_here,
        "is_proposed": member.state == MemberState.PROPOSED,
        "is_invited": member.state == MemberState.INVITED,
        "is_lead": member.seat == Seat.LEAD,
        "lacks_account": member.state == MemberState.ACCEPTED and not known.has_account,
        "bars": [one.why for one in conflicts if one.is_bar] if is_here else [],
        "cautions": [one.why for one in conflicts if not one.is_bar] if is_here else [],
    }


def lacks_of(need: Asked | None, members: Iterable[Member], people: dict[int, Candidate]) -> list[str]:
    """Return what a team lacks of what is asked, and where it goes beyond a limit."""
    if need is None:
        return []
    rows = [one for one in members if one.state not in GONE and one.seat in COUNTED]
    return [*wanted_of(need, rows, people), *breaches_of(need, [people[one.peer_id] for one in rows])]


def need_rows(need: Asked | None, url: str) -> list[dict[str, Any]]:
    """Return what is asked of a team, as facts."""
    if need is None:
        return []
    types = [f"{PeerType(kind).label}: {number}" for kind, number in need.minimum.items()]
    caps = [
        _("of one type: %(n)d") % {"n": max(need.most_of_type.values())} if need.most_of_type else "",
        _("of one organisation: %(n)d") % {"n": need.most_of_organisation} if need.most_of_organisation else "",
        _("of one party: %(n)d") % {"n": need.most_of_party} if need.most_of_party else "",
    ]
    return [
        {"key": _("Size"), "value": ngettext("%(n)d peer", "%(n)d peers", need.size) % {"n": need.size}, "url": url},
        {"key": _("At least"), "value": "; ".join(types) or _("No type is asked for")},
        {"key": _("At most"), "value": "; ".join(filter(None, caps)) or _("No limits")},
        {"key": _("Skills"), "value": ", ".join(sorted(need.skills)) or _("None is asked for")},
    ]


def page_of(review: Any) -> str:
    return reverse("peer_teams:team", args=[review.reference])
