"""How the work is shared out: to how many reviews each peer goes, and where one peer went."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peer_review.pool.matching import CAP_A_YEAR
from peer_review.pool.models import Peer
from peer_review.teams.lifecycle import MEMBER
from peer_review.teams.models import Member
from peer_review.teams.presenters.team import page_of
from peer_review.teams.queries.conflicts import bars_among, sits
from peer_review.teams.queries.members import going_in


def work_of(reviews: int, year: int) -> str:
    """Return in words to how many other reviews of a year somebody goes, and how many a year are the most."""
    if not reviews:
        return _("Goes to no other review in %(year)d.") % {"year": year}
    text = ngettext(
        "Goes to %(n)d other review in %(year)d. At most %(cap)d a year.",
        "Goes to %(n)d other reviews in %(year)d. At most %(cap)d a year.",
        reviews,
    )
    return text % {"n": reviews, "year": year, "cap": CAP_A_YEAR}


def workload(year: int) -> list[dict[str, Any]]:
    """Return how many peers go to how many reviews of a year, and who goes to as many as anybody may: two queries."""
    went = Counter(going_in(year).values_list("peer__name", "peer"))
    active = Peer.objects.active().count()
    by_count: dict[int, list[str]] = {}
    for (name, _peer), count in went.items():
        by_count.setdefault(count, []).append(name)
    told = [{"count": 0, "peers": max(0, active - len(went)), "names": []}]
    told += [
        {"count": count, "peers": len(names), "names": sorted(names) if count >= CAP_A_YEAR else []}
        for count, names in sorted(by_count.items())
    ]
    return told


def deployments_of(peer: Peer, *, with_proposals: bool, with_bars: bool) -> list[dict[str, Any]]:
    """Return the reviews to which a peer goes, went, or was asked to go, the newest first: one query, and three for what bars them.

    That somebody is only proposed is the managers' to know; what bars a peer is told here to the peer alone.
    """
    rows = Member.objects.filter(peer=peer).select_related("peer__organisation", "review__system", "review__team_need")
    if not with_proposals:
        rows = rows.filter(invited_at__isnull=False)
    found = list(rows.order_by("-review__on_site_from", "-pk"))
    barred = bars_among([one for one in found if sits(one)]) if with_bars else {}
    return [
        {
            "review": one.review,
            "url": page_of(one.review),
            "seat": one.get_seat_display(),
            "state": {"text": MEMBER.state_of(one).label, "colour": MEMBER.state_of(one).tag},
            "bars": barred.get(one.pk, []),
        }
        for one in found
    ]
