"""Sessions as lists and calendars tell of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consultations.assemblies.enums import SessionState
from consultations.assemblies.lifecycle import SESSION
from consultations.assemblies.models import Announcement, Paper, SessionChange, SessionPage
from core.calendars import Happening
from core.feeds import Entry
from core.templatetags.moments import plain_day, plain_moment


def state_of(session: SessionPage) -> dict[str, str]:
    state = SESSION.state_of(session)
    return {"text": str(state.public_label), "colour": state.tag}


def when(session: SessionPage) -> str:
    """Wednesday 3 May 2026, 14:00 to 16:00, in London."""
    begins, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    day = date_format(begins, "l j F Y")
    if begins.date() == ends.date():
        return _("%(day)s, %(begins)s to %(ends)s") % {"day": day, "begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}
    return _("%(begins)s to %(ends)s") % {"begins": plain_moment(begins), "ends": plain_moment(ends)}


def where(session: SessionPage) -> str:
    """In person and online, A hall in Leeds."""
    return ", ".join(filter(None, (str(session.get_mode_display()), session.place)))


def rows_of(sessions: Iterable[SessionPage], request: HttpRequest) -> list[dict[str, Any]]:
    """Return sessions as lists show them."""
    return [
        {
            "title": one.title,
            "url": one.get_url(request),
            "state": state_of(one),
            "when": when(one),
            "where": where(one),
        }
        for one in sessions
    ]


def changed(session: SessionPage) -> datetime:
    return session.last_published_at or session.first_published_at or session.starts_at


def happening(session: SessionPage, request: HttpRequest, cancelled: SessionChange | None) -> Happening:
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
        changed=max(filter(None, (changed(session), cancelled.at if cancelled else None))),
        place=session.place or session.joining_link,
        text=cancelled.reason if cancelled else session.summary,
    )


def announced(session: SessionPage, request: HttpRequest) -> Entry:
    return Entry(
        key=f"session/{session.pk}",
        title=_("Session: %(title)s") % {"title": session.title},
        address=session.get_url(request) or "/",
        published=session.first_published_at or session.starts_at,
        updated=changed(session),
        summary=" ".join(filter(None, (f"{when(session)}.", session.summary))),
        categories=(state_of(session)["text"],),
    )


def cancelled_entry(change: SessionChange, session: SessionPage, request: HttpRequest) -> Entry:
    return Entry(
        key=f"session/{session.pk}/cancelled",
        title=_("Cancelled: %(title)s") % {"title": session.title},
        address=session.get_url(request) or "/",
        published=change.at,
        updated=change.at,
        summary=change.reason,
    )


def moved_in_words(before: Announcement, then: Announcement) -> str:
    return _("It was moved on %(day)s: until then it was announced for %(before)s.") % {
        "day": plain_day(timezone.localdate(then.at)),
        "before": plain_moment(before.starts_at),
    }


def moved_entry(before: Announcement, then: Announcement, session: SessionPage, request: HttpRequest) -> Entry:
    """Return the news that a session was moved, with both times."""
    return Entry(
        key=f"session/{session.pk}/moved/{then.pk}",
        title=_("Moved: %(title)s") % {"title": session.title},
        address=session.get_url(request) or "/",
        published=then.at,
        updated=then.at,
        summary=_("To %(then)s, from %(before)s.")
        % {"then": plain_moment(then.starts_at), "before": plain_moment(before.starts_at)},
    )


def url_of_paper(paper: Paper | int) -> str:
    return reverse("assemblies:paper", args=[paper if isinstance(paper, int) else paper.pk])
