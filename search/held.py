"""What a standing body holds, as a result of search: its members, its sessions with items, papers and minutes, and its advice."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from consultations.assemblies.lifecycle import MINUTES, SESSION
from consultations.assemblies.models import Advice, AgendaItem, BodyPage, Member, Minutes, Paper, SessionPage
from consultations.assemblies.presenters.advice import state_of
from core.disclosure import PUBLIC, disclose
from core.templatetags.moments import plain_moment

OPENING = 240  # characters
Held = Advice | AgendaItem | Member | Minutes | Paper


def held(row: Held, request: HttpRequest | None) -> dict[str, Any]:
    """Return what a result shows of it."""
    if isinstance(row, Advice):
        return {
            "title": row.title,
            "url": row.get_absolute_url(),
            "reference": row.reference,
            "facts": (row.body.title, state_of(row)["text"]),
            "opening": Truncator(row.text).chars(OPENING),
        }
    if isinstance(row, Member):
        known = disclose(row, PUBLIC)
        address = reverse("assemblies:member", args=[known.pk])
        return {"title": known.name, "url": address, "facts": tuple(filter(None, [known.post]))}
    url = row.session.get_url(request) or "/"
    if isinstance(row, AgendaItem):
        facts = (row.session.title, plain_moment(row.session.starts_at), str(row.get_outcome_display()))
        shown = {"title": row.title, "url": f"{url}#item-{row.pk}", "opening": Truncator(row.text).chars(OPENING)}
        return {**shown, "facts": tuple(filter(None, facts))}
    if isinstance(row, Paper):
        address = reverse("assemblies:paper", args=[row.pk])
        return {"title": row.title, "url": address, "facts": (row.session.title,), "day": row.published_at}
    title = _("Minutes: %(session)s") % {"session": row.session.title}
    state = str(MINUTES.state_of(row).public_label)
    address = reverse("assemblies:last_minutes", args=[row.session_id])
    return {"title": title, "url": address, "facts": (state,), "day": row.published_at}


def of_body_page(row: BodyPage | SessionPage) -> dict[str, Any]:
    """Return what a result shows of a body's or a session's page besides its title and address."""
    if isinstance(row, BodyPage):
        return {"facts": (str(row.get_advises_display()),), "opening": row.purpose}
    facts = (str(SESSION.state_of(row).public_label), plain_moment(row.starts_at))
    return {"facts": facts, "opening": row.summary}
