"""Sessions, their papers and their minutes as feeds and calendars tell of them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from consultations.assemblies.enums import OVER, SessionState
from consultations.assemblies.lifecycle import MINUTES
from consultations.assemblies.models import Announcement, Minutes, Paper, SessionChange, SessionPage
from consultations.assemblies.presenters.session_papers import in_public, notice_of, url_of_minutes
from consultations.assemblies.presenters.sessions import state_of, url_of_paper, when
from consultations.assemblies.queries import sessions as queries
from core.calendars import Happening
from core.feeds import ENTRIES, Entry, newest
from core.html import words
from core.templatetags.moments import plain_moment

OPENING = 300  # characters


def entries_of(request: HttpRequest, rows: QuerySet[SessionPage]) -> list[Entry]:
    """Return the last news of some sessions, the newest first."""
    found = {one.pk: one for one in rows.order_by("-first_published_at", "-pk")[:ENTRIES]}
    papers = queries.published_papers().filter(session__in=found).order_by("-published_at", "-pk")[:ENTRIES]
    minutes = Minutes.objects.filter(session__in=found, session__state__in=OVER).order_by("-published_at", "-pk")[
        :ENTRIES
    ]
    entries = [
        *(_announced(one, request) for one in found.values()),
        *(_called_off(row, found[row.session_id], request) for row in _cancelled(found.values())),
        *(_moved(before, then, found[then.session_id], request) for before, then in queries.moves_of(found.values())),
        *(_paper(row) for row in papers),
        *(_minutes(row, found[row.session_id].title) for row in minutes),
    ]
    return newest(entries)


def happenings_of(request: HttpRequest, rows: QuerySet[SessionPage]) -> list[Happening]:
    """Return the days of some sessions; of one that was cancelled, that it was."""
    found = list(rows.order_by("-starts_at", "-pk")[:ENTRIES])
    cancelled = {row.session_id: row for row in _cancelled(found)}
    return [_happening(one, request, cancelled.get(one.pk or 0)) for one in found]


def _cancelled(sessions: Iterable[SessionPage]) -> QuerySet[SessionChange]:
    return SessionChange.objects.filter(session__in=[one.pk for one in sessions], to=SessionState.CANCELLED)


def _changed(session: SessionPage) -> datetime:
    return session.last_published_at or session.first_published_at or session.starts_at


def _happening(session: SessionPage, request: HttpRequest, cancelled: SessionChange | None) -> Happening:
    """Return a session as calendars tell it; a cancelled one says so in its title, which every program shows."""
    title = session.title
    if session.state == SessionState.CANCELLED:
        title = _("Cancelled: %(title)s") % {"title": title}
    return Happening(
        key=f"session/{session.pk}",
        title=title,
        begins=session.starts_at,
        ends=session.ends_at,
        address=session.get_url(request) or "/",
        changed=max(filter(None, (_changed(session), cancelled.at if cancelled else None))),
        place=session.place or session.joining_link,
        text=cancelled.reason if cancelled else session.summary,
    )


def _announced(session: SessionPage, request: HttpRequest) -> Entry:
    return Entry(
        key=f"session/{session.pk}",
        title=_("Session: %(title)s") % {"title": session.title},
        address=session.get_url(request) or "/",
        published=session.first_published_at or session.starts_at,
        updated=_changed(session),
        summary=" ".join(filter(None, (f"{when(session)}.", session.summary))),
        categories=(state_of(session)["text"],),
    )


def _called_off(change: SessionChange, session: SessionPage, request: HttpRequest) -> Entry:
    title = _("Cancelled: %(title)s") % {"title": session.title}
    return _told(session, request, what="cancelled", title=title, at=change.at, summary=change.reason)


def _moved(before: Announcement, then: Announcement, session: SessionPage, request: HttpRequest) -> Entry:
    """Return the news that a session was moved, with both times."""
    title = _("Moved: %(title)s") % {"title": session.title}
    times = {"then": plain_moment(then.starts_at), "before": plain_moment(before.starts_at)}
    summary = _("To %(then)s, from %(before)s.") % times
    return _told(session, request, what=f"moved/{then.pk}", title=title, at=then.at, summary=summary)


def _told(session: SessionPage, request: HttpRequest, *, what: str, title: str, at: datetime, summary: str) -> Entry:
    return Entry(
        key=f"session/{session.pk}/{what}",
        title=title,
        address=session.get_url(request) or "/",
        published=at,
        updated=at,
        summary=summary,
    )


def _paper(paper: Paper) -> Entry:
    known = in_public(paper)
    assert known.published_at is not None  # noqa: S101 - feeds ask for published papers alone
    taken_back = _("Withdrawn: %(why)s") % {"why": known.withdrawn_because} if known.withdrawn_at else ""
    return Entry(
        key=f"paper/{known.pk}",
        title=_("Paper: %(title)s") % {"title": known.title},
        address=url_of_paper(known.pk),
        published=known.published_at,
        updated=known.withdrawn_at or known.published_at,
        summary=taken_back or f"{notice_of(known)} {' '.join(words(known.text).split())[:OPENING]}",
    )


def _minutes(row: Minutes, title: str) -> Entry:
    return Entry(
        key=f"minutes/{row.session_id}/{row.number}",
        title=_("Minutes of %(session)s, version %(number)d") % {"session": title, "number": row.number},
        address=url_of_minutes(row),
        published=row.published_at,
        updated=row.published_at,
        summary=row.change or str(MINUTES.state_of(row).public_label),
    )
