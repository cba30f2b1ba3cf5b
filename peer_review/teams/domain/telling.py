"""Mail to whoever manages a review about somebody of its team, and whom of a team mail about the review reaches."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from core.outbox.domain import post
from peer_review.pool.models import Declaration
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


def tell_of_declaration(declaration: Declaration) -> None:
    """Tell whoever manages a review that goes on, when a peer of its team declares what touches it after they were chosen."""
    rows = Member.objects.filter(peer=declaration.peer_id).exclude(state__in=GONE).exclude(review__state__in=OVER)
    members = list(rows.select_related("peer", "review__system", "review__manager").order_by("pk"))
    conflicts = conflicts_in(members)
    for one in members:
        if any(not each.is_found and each.kind == declaration.kind for each in conflicts[one.pk]):
            tell_manager(one, "declared")


def addresses_of(review: Review) -> Iterator[str]:
    """Yield the addresses of those who are asked to go, or said yes."""
    yield from Member.objects.filter(review=review, state__in=ASKED).values_list("peer__email", flat=True)
