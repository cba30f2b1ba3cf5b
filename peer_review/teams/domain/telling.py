"""Mail to whoever manages a review about somebody of its team, and whom of a team mail about the review reaches."""

from collections import Counter
from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse

from core.outbox.domain import post
from core.stamps import stamp_of
from core.sweep import sweeper
from peer_review.pool.models import Peer
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Review
from peer_review.teams.enums import ASKED, GONE
from peer_review.teams.models import Member
from peer_review.teams.queries.conflicts import conflicts_in

OVER = (ReviewState.CLOSED, ReviewState.WITHDRAWN)


def tell_manager(row: Member, what: str) -> None:
    """Tell that something is to be looked at; what it is and why stands on the page, which managers alone read."""
    page = settings.BASE_URL + reverse("peer_teams:team", args=[row.review.reference])
    context = {"member": row, "review": row.review, "what": what, "page": page}
    post(to=row.review.manager.email, template="teams/answer", context=context, kind="teams.answer", about=row)


def look_again(row: models.Model) -> None:
    """Look for conflicts that came up when a peer, or what a review is, was changed. Subscribed to `core.changes`."""
    if isinstance(row, Peer):
        _tell_of_conflicts(_going().filter(peer=row.pk))
    elif isinstance(row, Review):
        _tell_of_conflicts(_going().filter(review=row.pk))


@sweeper("conflicts in peer review teams")
def look_at_all() -> int:
    """Look for conflicts that came up in any other way, such as bodies of the register that became one; return of how many."""
    return _tell_of_conflicts(_going())


def _going() -> QuerySet[Member]:
    """Return who goes, or may come to go, to a review that is not over."""
    rows = Member.objects.exclude(state__in=GONE).exclude(review__state__in=OVER)
    return rows.select_related("peer", "review__system", "review__manager", "review__team_need").order_by("pk")


def _tell_of_conflicts(rows: QuerySet[Member]) -> int:
    """Tell whoever manages a review of each member with a conflict that was not there before; return of how many.

    What stood when somebody was chosen was shown to whoever chose them, so the first look tells nothing.
    """
    members = list(rows)
    conflicts = conflicts_in(members) if members else {}
    told = 0
    for one in members:
        marked = [(stamp_of(each.kind, each.why), each.is_found) for each in conflicts[one.pk]]
        before, now = one.known_conflicts, sorted(mark for mark, _is_found in marked)
        if before == now or not _noted(one, now):
            continue
        if before is not None and (new := Counter(now) - Counter(before)):
            tell_manager(one, "found" if all(is_found for mark, is_found in marked if mark in new) else "declared")
            told += 1
    return told


def _noted(member: Member, now: list[str]) -> bool:
    """Write down which conflicts were looked at; False where another look was quicker."""
    rows = Member.objects.filter(pk=member.pk)
    before = member.known_conflicts
    same = rows.filter(known_conflicts__isnull=True) if before is None else rows.filter(known_conflicts=before)
    return bool(same.update(known_conflicts=now))


def addresses_of(review: Review) -> Iterator[str]:
    """Yield the addresses of those who are asked to go, or said yes."""
    yield from Member.objects.filter(review=review, state__in=ASKED).values_list("peer__email", flat=True)
