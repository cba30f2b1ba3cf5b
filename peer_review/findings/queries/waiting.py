"""Findings that wait for somebody, across the reviews of which they are a peer or the manager."""

from typing import Any

from django.db.models import Q

from peer_review.assessments.rules import JUDGES
from peer_review.findings.enums import FindingState
from peer_review.findings.models import Finding
from peer_review.reviews.disclosure import reader_of
from peer_review.reviews.enums import Thing
from peer_review.reviews.rules import may_run
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member

MOST = 50  # the page is a start, and not the whole list


def waiting_for(user: Any) -> list[Finding]:
    """Return the findings on which `user` is to do something: a fixed number of queries.

    Of a peer: those of others that wait for a second peer, and their own that were sent back. Of a manager: those to sign.
    """
    if not getattr(user, "pk", None):
        return []
    seats = Member.objects.filter(peer__user=user.pk, state=MemberState.ACCEPTED, seat__in=sorted(JUDGES))
    mine = list(seats.values_list("pk", "review"))
    members, reviews = [pk for pk, _review in mine], [review for _pk, review in mine]
    waits = Q(state=FindingState.SECOND, review__in=reviews) & ~Q(written_by__in=members) & ~Q(saved_by=user.pk)
    waits |= Q(state=FindingState.DRAFT, written_by__in=members) & ~Q(sent_back_because="")
    if may_run(user):
        waits |= Q(state=FindingState.MANAGER)
    rows = list(Finding.objects.filter(waits).select_related("review__system").order_by("review", "pk")[:MOST])
    reader = reader_of(user, {one.review for one in rows})
    return [one for one in rows if reader.may(one.review, Thing.WRITE_FINDINGS)]
