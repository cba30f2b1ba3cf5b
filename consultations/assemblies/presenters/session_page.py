"""The page of a session: its agenda as a timeline, who was there, its papers and minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.templatetags.wagtailcore_tags import richtext

from consultations.assemblies.citations import texts_of_item
from consultations.assemblies.enums import AHEAD, OVER, Outcome, Presence, SessionState
from consultations.assemblies.models import AgendaItem, BodyPage, ItemInterest, Paper, QuorumCount, SessionPage
from consultations.assemblies.presenters import session_papers as papers_as
from consultations.assemblies.presenters import sessions as as_lists
from consultations.assemblies.presenters.ballots import DrawnBallot, ballots_of
from consultations.assemblies.queries import sessions as queries
from consultations.assemblies.queries.bodies import body_of, sessions_shown
from consultations.townhalls.clock import Clock, offset_in_words
from consultations.townhalls.models import TownHallPage
from consultations.townhalls.presenters import state_of as state_of_hall
from core.citations import links_in
from core.templatetags.moments import plain_day, plain_moment

COLOURS = {Outcome.ADVICE: "green", Outcome.DECISION: "green", Outcome.NOTED: "grey", Outcome.DEFERRED: "amber"}


@dataclass(frozen=True)
class ItemLine:
    """One item of the agenda as everybody reads of it. `state` is done, current or next."""

    row: AgendaItem
    number: int
    state: str
    planned: str
    offset: str = ""
    link: str = ""
    outcome: dict[str, str] = field(default_factory=dict)
    papers: tuple[papers_as.PaperLine, ...] = ()
    interests: tuple[str, ...] = ()
    ballots: tuple[DrawnBallot, ...] = ()
    thread: dict[str, Any] | None = None
    deferred_to: dict[str, Any] | None = None


def page_of(session: SessionPage, request: HttpRequest) -> dict[str, Any]:
    """Return all that the page shows; the same number of queries however long the agenda is."""
    if not session.pk:  # the preview of a page that was never saved
        return {"state": as_lists.state_of(session), "when": as_lists.when(session), "where": as_lists.where(session)}
    body = body_of(session)
    papers = [papers_as.paper_line(one) for one in queries.papers_in_public(session)]
    rows, clock = queries.agenda_of(session), queries.clock_of(session)
    halls = {int(hall.pk or 0): _thread(hall, request) for hall in queries.threads_of(session)}
    of_items = {row.thread_id for row in rows}
    versions = list(queries.minutes_of(session))
    changes = queries.changes_of(session)
    cancelled = changes.get(SessionState.CANCELLED)
    return {
        "body": body,
        "state": as_lists.state_of(session),
        "when": as_lists.when(session),
        "where": as_lists.where(session),
        "moves": [as_lists.moved_in_words(*move) for move in queries.moves_of([session])],
        "is_live": session.state == SessionState.LIVE,
        "is_ahead": session.state in AHEAD,
        "cancelled": cancelled,
        "items": _items(rows, session, request, papers=_by_item(session, papers), clock=clock, halls=halls),
        "papers": papers,
        "late": late_papers(session, body),
        "due_on": queries.due_on(session, body),
        "threads": [hall for pk, hall in halls.items() if pk not in of_items],
        "present": attendance_of(session, body),
        "quorum": quorum_in_words(queries.last_count(session)),
        "minutes": versions[0] if versions else None,
        "minutes_state": papers_as.state_of_minutes(versions[0]) if versions else None,
        "versions": versions,
        "has_recording": clock is not None,
        "references": links_in(
            [session.summary, richtext(session.body_text), *(text for row in rows for text in texts_of_item(row))]
        ),
    }


def late_papers(session: SessionPage, body: BodyPage) -> list[str]:
    """Name what should be published by now and is not, with the day on which it was due."""
    due = plain_day(queries.due_on(session, body))
    return [
        _("“%(title)s” is late: it was due on %(day)s and is not published yet.") % {"title": one.title, "day": due}
        for one in queries.overdue_papers(session, body)
    ]


def quorum_in_words(count: QuorumCount | None) -> str:
    """Say whether there was a quorum, by the last count."""
    if count is None:
        return ""
    figures = {"present": count.present, "held": count.held, "needed": count.needed, "reason": count.reason}
    if count.present >= count.needed:
        return _("There was a quorum: %(present)d of %(held)d members were there, and it takes %(needed)d.") % figures
    return (
        _("There was no quorum: %(present)d of %(held)d members were there, and it takes %(needed)d. %(reason)s")
        % figures
    )


def attendance_of(session: SessionPage, body: BodyPage) -> list[dict[str, Any]]:
    """Return how those who hold a seat that day were there, each once, by kind; nothing before it was recorded."""
    there = queries.presences_of(session)
    if not there:
        return []
    names = dict(queries.seated_on(body, session.day).values_list("member_id", "member__name"))
    groups = [(kind, [name for pk, name in names.items() if there.get(pk) == kind]) for kind in Presence]
    return [{"label": str(kind.label), "names": found} for kind, found in groups if found]


def interest_in_words(one: ItemInterest) -> str:
    said = _("%(name)s declared an interest: %(what)s.") % {"name": one.member.name, "what": one.what.rstrip(".")}
    if one.stepped_out_at is None:
        return said
    out = f"{timezone.localtime(one.stepped_out_at):%H:%M}"
    if one.came_back_at is None:
        return said + " " + _("They stepped out at %(out)s.") % {"out": out}
    back = f"{timezone.localtime(one.came_back_at):%H:%M}"
    return said + " " + _("They stepped out at %(out)s and came back at %(back)s.") % {"out": out, "back": back}


def how_long(minutes: int) -> str:
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def planned_at(item: AgendaItem, session: SessionPage) -> str:
    begins = timezone.localtime(session.starts_at + timedelta(minutes=item.begins_after))
    return _("%(begins)s, %(long)s") % {"begins": f"{begins:%H:%M}", "long": how_long(item.takes)}


def state_of_item(item: AgendaItem, session: SessionPage, current: AgendaItem | None) -> str:
    if item.outcome or session.state in OVER:
        return "done"
    return "current" if current is not None and item.pk == current.pk else "next"


def current_of(rows: Iterable[AgendaItem], session: SessionPage) -> AgendaItem | None:
    """Return the item that a live session speaks of: the one that began last and has no outcome."""
    if session.state != SessionState.LIVE:
        return None
    begun = [row for row in rows if row.began_at and not row.outcome]
    return max(begun, key=lambda row: row.began_at or session.starts_at, default=None)


def _items(
    rows: Sequence[AgendaItem],
    session: SessionPage,
    request: HttpRequest,
    *,
    papers: dict[int, list[papers_as.PaperLine]],
    clock: Clock | None,
    halls: dict[int, dict[str, Any]],
) -> list[ItemLine]:
    current, lines = current_of(rows, session), list[ItemLine]()
    votes = ballots_of(rows)
    deferred = _shown({row.deferred_to_id for row in rows if row.deferred_to_id}, request)
    for number, row in enumerate(rows, start=1):
        offset = clock.offset(row.began_at) if clock and row.began_at else None
        lines.append(
            ItemLine(
                row=row,
                number=number,
                state=state_of_item(row, session, current),
                planned=planned_at(row, session),
                offset=offset_in_words(offset),
                link=clock.link_at(offset) if clock else "",
                outcome=outcome_of(row),
                papers=tuple(papers.get(row.pk, ())),
                interests=tuple(interest_in_words(one) for one in row.interests.all()),
                ballots=tuple(votes[row.pk]),
                thread=halls.get(row.thread_id or 0),
                deferred_to=deferred.get(row.deferred_to_id or 0),
            )
        )
    return lines


def outcome_of(row: AgendaItem) -> dict[str, str]:
    if not row.outcome:
        return {}
    return {"text": str(row.get_outcome_display()), "colour": COLOURS[Outcome(row.outcome)], "words": row.outcome_text}


def _by_item(session: SessionPage, papers: Iterable[papers_as.PaperLine]) -> dict[int, list[papers_as.PaperLine]]:
    where = dict(Paper.objects.filter(session=session, item__isnull=False).values_list("pk", "item_id"))
    found: dict[int, list[papers_as.PaperLine]] = {}
    for one in papers:
        if (item := where.get(one.one.pk)) is not None:
            found.setdefault(item, []).append(one)
    return found


def _shown(keys: set[int], request: HttpRequest) -> dict[int, dict[str, Any]]:
    """Return title and address of those sessions that everybody may see: one query, also for none."""
    return {
        int(one.pk or 0): {"title": one.title, "url": one.get_url(request)}
        for one in sessions_shown().filter(pk__in=keys or {0})
    }


def _thread(hall: TownHallPage, request: HttpRequest) -> dict[str, Any]:
    return {"title": hall.title, "url": hall.get_url(request), "state": state_of_hall(hall)}


def begun_in_words(item: AgendaItem) -> str:
    return _("Began at %(when)s") % {"when": plain_moment(item.began_at)} if item.began_at else ""
