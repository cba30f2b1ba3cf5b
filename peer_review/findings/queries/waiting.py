"""Findings that wait for somebody, across the reviews of which they are a peer or the manager."""

from collections.abc import Iterable

from django.db.models import Q

from peer_review.findings.enums import FindingState
from peer_review.findings.models import Finding
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.rules import may_run
from peer_review.teams.models import Member
from peer_review.teams.rules import judges

MOST = 50  # the page is a start, and not the whole list


def waiting_for(reader: Reader, seats: Iterable[Member]) -> list[Finding]:
    """Return the findings on which a reader, whose `seats` these are, is to do something: a fixed number of queries.

    Of a peer: those of others that wait for a second peer, and their own that were sent back. Of a manager: those to sign.
    """
    user = reader.user
    mine = [one for one in seats if judges(one)]
    if not (mine or may_run(user)):
        return []
    members, reviews = [one.pk for one in mine], [one.review_id for one in mine]
    waits = Q(state=FindingState.SECOND, review__in=reviews) & ~Q(written_by__in=members) & ~Q(saved_by=user.pk)
    waits |= Q(state=FindingState.DRAFT, written_by__in=members) & ~Q(sent_back_because="")
    if may_run(user):
        waits |= Q(state=FindingState.MANAGER)
    rows = list(Finding.objects.filter(waits).select_related("review__system").order_by("review", "pk")[:MOST])
    return [one for one in rows if reader.may(one.review, Thing.WRITE_FINDINGS)]
