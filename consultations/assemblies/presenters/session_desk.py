"""The desk of a session: what stands where, what may be done next, and what stands in the way."""

from typing import Any

from django.utils.translation import gettext as _

from consultations.assemblies.enums import AHEAD, HELD, NOT_AGREED, NOT_OVER, OVER, ProposalState, SessionState
from consultations.assemblies.lifecycle import SESSION
from consultations.assemblies.models import Paper, Proposal, SessionPage
from consultations.assemblies.presenters import session_page as as_page
from consultations.assemblies.presenters import session_papers as papers_as
from consultations.assemblies.presenters import sessions as as_lists
from consultations.assemblies.queries import sessions as queries
from consultations.assemblies.queries.bodies import body_of
from consultations.townhalls.models import TownHallPage
from consultations.townhalls.presenters import state_of as state_of_hall
from core.actors import Actor
from core.disclosure import Audience, Viewer, disclose

BY_FORM = frozenset({"agree", "cancel"})  # these moves ask for more than a press


def desk_of(session: SessionPage, actor: Actor) -> dict[str, Any]:
    """Return what the desk shows; the same number of queries however long the agenda is."""
    body, rows = body_of(session), queries.agenda_of(session)
    current, versions = as_page.current_of(rows, session), list(queries.minutes_of(session))
    halls = list(TownHallPage.objects.child_of(session).order_by("path"))
    of_items = {row.thread_id for row in rows}
    return {
        "session": session,
        "body": body,
        "state": as_lists.state_of(session),
        "when": as_lists.when(session),
        "where": as_lists.where(session),
        "moves": _moves(session, actor),
        "may_cancel": session.state in AHEAD,
        "may_change": session.state in NOT_OVER,
        "may_table": session.state in NOT_AGREED,
        "is_live": session.state == SessionState.LIVE,
        "is_over": session.state in OVER,
        "was_held": session.state in HELD,
        "in_draft": session.state == SessionState.MINUTES_DRAFT,
        "is_agreed": session.state == SessionState.MINUTES_AGREED,
        "items": [
            {
                "row": row,
                "number": number,
                "planned": as_page.planned_at(row, session),
                "began": as_page.begun_in_words(row),
                "state": as_page.state_of_item(row, session, current),
                "outcome": as_page.outcome_of(row),
                "interests": [as_page.interest_in_words(one) for one in row.interests.all()],
                "is_first": number == 1,
                "is_last": number == len(rows),
            }
            for number, row in enumerate(rows, start=1)
        ],
        "proposals": Proposal.objects.filter(body=body, state=ProposalState.SECONDED).select_related("proposed_by"),
        "papers": [_paper(one) for one in queries.papers_of(session)],
        "late": as_page.late_papers(session, body),
        "due_on": queries.due_on(session, body),
        "present": as_page.attendance_of(session, body),
        "quorum": as_page.quorum_in_words(queries.last_count(session)),
        "threads": [{"hall": hall, "state": state_of_hall(hall)} for hall in halls],
        "has_thread": any(hall.pk not in of_items for hall in halls),
        "versions": [{"row": one, "state": papers_as.state_of_minutes(one)} for one in versions],
        "clock": queries.clock_of(session),
    }


def _moves(session: SessionPage, actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "verb": one.verb,
            "label": one.label,
            "effect": one.effect,
            "obstacles": SESSION.obstacles(session, one.verb),
        }
        for one in SESSION.open_to(session, actor)
        if one.verb not in BY_FORM
    ]


def _paper(paper: Paper) -> dict[str, Any]:
    known = disclose(paper, Viewer(Audience.STAFF))
    if known.withdrawn_at:
        state = {"text": _("Withdrawn"), "colour": "grey"}
    elif known.published_at:
        state = {"text": _("Published"), "colour": "green"}
    else:
        state = {"text": _("Draft"), "colour": "amber"}
    return {
        "one": known,
        "item": paper.item,
        "state": state,
        "notice": papers_as.notice_of(known),
        "url": papers_as.url_of_paper(paper) if known.published_at else "",
        "is_draft": not known.published_at and not known.withdrawn_at,
        "lacks_form": not known.text and not paper.file_is_accessible,
    }
