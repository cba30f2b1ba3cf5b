"""What teams say on the pages of others: a review's, one's own, the dashboard, and a peer's in the pool."""

from collections.abc import Container, Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.panels import offer
from peer_review.pool.models import Peer
from peer_review.reviews.enums import RUNNING, Capacity, Thing
from peer_review.reviews.models import Programme, Review
from peer_review.reviews.rooms import offer_room
from peer_review.reviews.views.doors import every_review, reader, reader_of_all
from peer_review.teams.domain.invitations import link_of
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member
from peer_review.teams.presenters.team import page_of, rows_of
from peer_review.teams.presenters.workload import deployments_of, workload
from peer_review.teams.queries.conflicts import bars_among, sits
from peer_review.teams.queries.feedback import own_words_missing, where_hosts_say
from peer_review.teams.queries.members import accepted, members_of
from peer_review.teams.rules import may_run
from peer_review.teams.views.seats import members, seats


def of_review(request: HttpRequest, review: Review) -> dict[str, Any] | None:
    """Who is in the team, as far as the rights of this phase let everybody know it."""
    one = reader(request, review)
    if not one.may(review, Thing.TEAM):
        return None
    rows = rows_of(accepted(review).select_related("review"), one, {})
    return {"rows": rows} if rows else None


def of_desk(request: HttpRequest, review: Review) -> dict[str, Any] | None:
    one = reader(request, review)
    if not one.may(review, Thing.TEAM):
        return None
    rows = rows_of(members_of(review).select_related("handed_to__peer", "review"), one, {})
    here = [row for row in rows if row["is_here"]]
    return {"rows": here, "url": page_of(review), "is_manager": one.is_any(review, Capacity.MANAGER)}


def mine(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """What waits: of a peer their invitations and seats, with what bars them; of a manager answers, and who has a conflict."""
    user: Any = request.user
    if not user.is_authenticated:
        return None
    own = seats(request)
    run = [one for one in members(request) if one.review.state in RUNNING] if may_run(user) else []
    barred = bars_among([one for one in members(request) if (one in own and sits(one)) or (one in run and one.is_here)])
    asked = [(one, link_of(one)) for one in own if one.state == MemberState.INVITED]
    seated = [
        (one, page_of(one.review), barred.get(one.pk, []) if sits(one) else [])
        for one in own
        if one.state == MemberState.ACCEPTED
    ]
    to_tell = {one.pk for one in own_words_missing(reader_of_all(request), own)}
    waits = _waiting(run, barred)
    found = {"asked": asked, "seated": seated, "to_tell": to_tell, "waits": waits}
    return found if asked or seated or waits else None


def to_say_for_hosts(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """The reviews of which a lead may say how they were for their host, and did not yet."""
    reviews = where_hosts_say(reader_of_all(request), every_review(request))
    return {"reviews": [(one, page_of(one)) for one in reviews]} if reviews else None


def _waiting(rows: Iterable[Member], barred: Container[int]) -> list[dict[str, Any]]:
    """Return by review who has not answered, who left since and was not replaced, and who is `barred`."""
    found: dict[int, dict[str, Any]] = {}
    for one in rows:
        row = found.setdefault(
            one.review_id, {"review": one.review, "url": page_of(one.review), "waiting": [], "left": [], "barred": []}
        )
        if one.state == MemberState.INVITED:
            row["waiting"].append(one.peer.name)
        if one.state in {MemberState.DECLINED, MemberState.STEPPED_OUT}:
            row["left"].append(one.peer.name)
        if one.is_here and one.pk in barred:
            row["barred"].append(one.peer.name)
    return [row for row in found.values() if row["waiting"] or row["left"] or row["barred"]]


def of_dashboard(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    if not may_run(request.user):
        return None
    year = timezone.localdate().year
    return {"rows": workload(year), "year": year, "programmes": list(Programme.objects.filter(ended_on=None))}


def of_peer(request: HttpRequest, peer: Peer) -> dict[str, Any] | None:
    """Where a peer goes and went: for managers, and for the peer."""
    is_manager = bool(may_run(request.user))
    is_own = bool(request.user.pk) and peer.user_id == request.user.pk
    if not (is_manager or is_own):
        return None
    rows = deployments_of(peer, with_proposals=is_manager, with_bars=is_own)
    return {"rows": rows, "links": is_manager}


def offer_panels() -> None:
    """Run once when Django starts."""
    offer("peer_review", "teams/panel.html", of_review, order=30)
    offer("peer_review_desk", "teams/desk_panel.html", of_desk, order=20)
    offer("peer_review_mine", "teams/mine_panel.html", mine, order=10)
    offer("peer_review_mine", "teams/mine_hosts_panel.html", to_say_for_hosts, order=95)
    offer("peer_dashboard", "teams/workload_panel.html", of_dashboard, order=30)
    offer("peer_place", "teams/deployments_panel.html", of_peer, order=10)
    offer_room("peer_teams:team", _("Team"), Thing.TEAM, order=10)
