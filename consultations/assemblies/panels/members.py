"""What waits for a member: proposals to second and votes that are open; and the ways to them at the desks."""

from typing import Any

from django.http import HttpRequest

from consultations.assemblies.enums import ProposalState
from consultations.assemblies.models import Ballot, BodyPage, Member, SessionPage, Term
from consultations.assemblies.presenters import sessions as as_lists
from consultations.assemblies.queries.proposals import to_second
from consultations.assemblies.queries.sessions import to_work_on
from consultations.assemblies.queries.voting import open_to
from consultations.assemblies.rules import is_a_member
from core.panels import offer


def open_votes(request: HttpRequest, member: Member) -> dict[str, Any] | None:
    rows = open_to(member)
    voted = set(member.votes.filter(ballot__in=rows).values_list("ballot", flat=True)) if rows else set()
    return {"rows": [(one, one.pk in voted) for one in rows]} if rows else None


def seconding(request: HttpRequest, member: Member) -> dict[str, Any] | None:
    """What waits for a second member, and where one proposes something: in each body on which they sit."""
    terms = Term.objects.today().filter(member=member).select_related("seat__category__body")
    bodies = {term.seat.category.body_id: term.seat.category.body for term in terms}
    return {"rows": list(to_second(member)), "bodies": list(bodies.values())} if bodies else None


def at_desk(request: HttpRequest, body: BodyPage) -> dict[str, Any] | None:
    """How many proposals and overdue replies wait for the secretariat."""
    return {
        "body": body,
        "seconded": body.proposals.filter(state=ProposalState.SECONDED).count(),
        "overdue": body.advice.overdue().count(),
        "sessions": [(one, as_lists.state_of(one), as_lists.when(one)) for one in to_work_on(body)],
    }


def at_session_desk(request: HttpRequest, session: SessionPage) -> dict[str, Any] | None:
    return {"session": session, "open": Ballot.objects.filter(item__session=session, closed_at=None).count()}


def on_own_page(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """The way to what waits for a member, on the page where everybody who signs in arrives."""
    return {} if is_a_member(request.user) else None


def offer_panels() -> None:
    offer("my", "assemblies/own_page_panel.html", on_own_page, order=10)
    offer("workspace", "assemblies/open_votes_panel.html", open_votes, order=5)
    offer("workspace", "assemblies/seconding_panel.html", seconding, order=20)
    offer("body_desk", "assemblies/body_desk_panel.html", at_desk, order=20)
    offer("session_desk", "assemblies/session_desk_panel.html", at_session_desk, order=20)
