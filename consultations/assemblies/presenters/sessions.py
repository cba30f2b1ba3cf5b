"""Sessions as lists tell of them."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consultations.assemblies.lifecycle import SESSION
from consultations.assemblies.models import Announcement, Paper, SessionPage
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


def moved_in_words(before: Announcement, then: Announcement) -> str:
    return _("It was moved on %(day)s: until then it was announced for %(before)s.") % {
        "day": plain_day(timezone.localdate(then.at)),
        "before": plain_moment(before.starts_at),
    }


def url_of_paper(paper: Paper | int) -> str:
    return reverse("assemblies:paper", args=[paper if isinstance(paper, int) else paper.pk])
