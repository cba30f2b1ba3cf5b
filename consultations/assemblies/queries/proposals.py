"""Reads of what members propose. Members of a body and its secretariat read them; an item of an agenda is public."""

from django.db.models import QuerySet

from consultations.assemblies.enums import AHEAD, ProposalState
from consultations.assemblies.models import BodyPage, Member, Proposal, SessionPage, Term


def proposals_of(body: BodyPage) -> QuerySet[Proposal]:
    """Return all that was ever proposed to a body, the last first."""
    return body.proposals.select_related("proposed_by", "seconded_by")


def to_second(member: Member) -> QuerySet[Proposal]:
    """Return what waits for a second member, in the bodies on which this one sits today, the oldest first."""
    bodies = Term.objects.today().filter(member=member).values("seat__category__body")
    rows = Proposal.objects.filter(state=ProposalState.PROPOSED, body__in=bodies).exclude(proposed_by=member)
    return rows.select_related("proposed_by", "body").order_by("proposed_at", "pk")


def sessions_ahead(body: BodyPage) -> QuerySet[SessionPage]:
    """Return the sessions of a body onto whose agenda something may be put, the next first."""
    rows: QuerySet[SessionPage] = SessionPage.objects.child_of(body).filter(state__in=AHEAD)
    return rows.order_by("starts_at")
