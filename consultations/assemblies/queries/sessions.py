"""Reads of sessions: their agenda, their threads, and how they went. Constant in what they ask, however long an agenda is."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from consultations.assemblies.enums import AHEAD, NOT_OVER, OVER, SessionState
from consultations.assemblies.models import (
    AgendaItem,
    Announcement,
    Attendance,
    BodyPage,
    ItemInterest,
    Minutes,
    Paper,
    QuorumCount,
    SessionChange,
    SessionPage,
    SessionRecording,
    Term,
)
from consultations.assemblies.queries.bodies import sessions_shown
from consultations.townhalls.clock import Clock
from consultations.townhalls.models import TownHallPage
from consultations.townhalls.queries import shown as halls_shown

OPEN_PAPER = Q(published_at__isnull=True, withdrawn_at__isnull=True)


def of_body(body: BodyPage) -> QuerySet[SessionPage]:
    """Return the sessions of a body that everybody may see, the last first."""
    return sessions_shown().filter(SessionPage.objects.all().child_of_q(body)).order_by("-starts_at", "-pk")


def to_come(body: BodyPage) -> QuerySet[SessionPage]:
    """Return those that did not end yet, the next first."""
    return of_body(body).filter(state__in=NOT_OVER).order_by("starts_at", "pk")


def to_work_on(body: BodyPage) -> QuerySet[SessionPage]:
    """Return those whose minutes are not agreed yet, also where nobody sees their page, the next first: for the secretariat."""
    rows = SessionPage.objects.child_of(body).filter(state__in=[*NOT_OVER, SessionState.MINUTES_DRAFT])
    return rows.order_by("starts_at", "pk")


def others_ahead(session: SessionPage) -> QuerySet[SessionPage]:
    """Return the other sessions of the same body that did not begin: what is deferred may go there."""
    rows = SessionPage.objects.sibling_of(session, inclusive=False).filter(state__in=AHEAD)
    return rows.order_by("starts_at", "pk")


def due_on(session: SessionPage, body: BodyPage) -> date:
    """Return the last day on which a paper meets the notice of the body."""
    return session.day - timedelta(days=body.notice_days)


def agenda_of(session: SessionPage) -> list[AgendaItem]:
    """Return the items in order with the interests declared in them: two queries."""
    rows = AgendaItem.objects.filter(session=session).select_related("thread", "deferred_to", "proposal__proposed_by")
    return list(rows.prefetch_related(Prefetch("interests", ItemInterest.objects.select_related("member"))))


def threads_of(session: SessionPage) -> list[TownHallPage]:
    """Return the threads below a session that everybody may see."""
    return list(halls_shown().filter(TownHallPage.objects.all().child_of_q(session)).order_by("path"))


def papers_of(session: SessionPage) -> QuerySet[Paper]:
    """Return all papers of a session, in the order of the agenda. What of one may be known, `disclose` says."""
    return Paper.objects.filter(session=session).select_related("item")


def papers_in_public(session: SessionPage) -> QuerySet[Paper]:
    """Return what was published, also what was withdrawn afterwards."""
    return papers_of(session).filter(published_at__isnull=False)


def overdue_papers(session: SessionPage, body: BodyPage) -> QuerySet[Paper]:
    """Return what should be published by now and is not."""
    late = session.state in NOT_OVER and due_on(session, body) < timezone.localdate()
    return papers_of(session).filter(OPEN_PAPER) if late else Paper.objects.none()


def published_papers() -> QuerySet[Paper]:
    """Return the papers that everybody may know of: published, of a session that everybody may see."""
    rows = Paper.objects.filter(published_at__isnull=False, session__in=sessions_shown().values("pk"))
    return rows.select_related("session", "item")


def minutes_of(session: SessionPage) -> QuerySet[Minutes]:
    """Return every version of the minutes, the last first."""
    return Minutes.objects.filter(session=session)


def seated_on(body: BodyPage, day: date) -> QuerySet[Term]:
    """Return who held which seat of a body on a day."""
    rows = Term.objects.on(day).filter(seat__category__body=body).select_related("member", "seat__category")
    return rows.order_by("seat__category__position", "seat__category_id", "seat__number", "pk")


def presences_of(session: SessionPage) -> dict[int, str]:
    """Return how each member was there, by the member's key."""
    return dict(Attendance.objects.filter(session=session).values_list("member_id", "presence"))


def last_count(session: SessionPage) -> QuorumCount | None:
    return QuorumCount.objects.filter(session=session).last()


def moves_of(sessions: Iterable[SessionPage]) -> list[tuple[Announcement, Announcement]]:
    """Return each time that one of some sessions was moved: for when it was announced before, and then. One query."""
    told: dict[int, list[Announcement]] = {}
    for row in Announcement.objects.filter(session__in=[one.pk for one in sessions]):
        told.setdefault(row.session_id, []).append(row)
    return [pair for rows in told.values() for pair in pairwise(rows)]


def changes_of(session: SessionPage) -> dict[str, SessionChange]:
    """Return when and why it came into each state it came into; the last time holds."""
    return {row.to: row for row in SessionChange.objects.filter(session=session)}


def ended_at(session: SessionPage) -> datetime | None:
    """Return when a session ended, if it is over."""
    if session.state not in OVER:
        return None
    row = SessionChange.objects.filter(session=session, to=SessionState.MINUTES_DRAFT).last()
    return row.at if row else session.ends_at


def clock_of(session: SessionPage) -> Clock | None:
    """Return the clock of a session's recording, once staff said when it was started: two queries."""
    recording = SessionRecording.objects.filter(session=session).first()
    if recording is None:
        return None
    return Clock(recording.started_at, recording.adjustment, ended_at(session), session.recording_link)


def papers_to_read(sessions: Iterable[SessionPage]) -> QuerySet[Paper]:
    """Return what can be read of some sessions, the next session's first."""
    rows = published_papers().filter(session__in=[one.pk for one in sessions], withdrawn_at__isnull=True)
    return rows.order_by("session__starts_at", "item__position", "pk")
