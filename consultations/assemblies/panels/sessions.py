"""What sessions have to say on other pages: a body's, and a member's own."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from consultations.assemblies.enums import NOT_OVER
from consultations.assemblies.models import BodyPage, Member, Term
from consultations.assemblies.presenters import sessions as as_lists
from consultations.assemblies.presenters.session_papers import paper_line
from consultations.assemblies.presenters.year import year_of
from consultations.assemblies.queries import sessions as queries
from consultations.assemblies.queries.bodies import sessions_shown
from core.panels import offer

FIRST_YEAR, LAST_YEAR = 1900, 2200


def of_body(request: HttpRequest, body: BodyPage) -> dict[str, Any] | None:
    """The sessions to come, and the body's year. Its parameter: year."""
    rows = list(queries.of_body(body)) if body.pk else []
    if not rows:
        return None
    return {
        "body": body,
        "to_come": as_lists.rows_of(queries.to_come(body), request),
        **year_of(body, rows, _asked(request)),
    }


def of_member(request: HttpRequest, member: Member) -> dict[str, Any] | None:
    """Papers to read: of the sessions to come of each body on which the member sits."""
    paths = Term.objects.today().filter(member=member).values_list("seat__category__body__path", flat=True)
    bodies = set(paths)
    ahead = sessions_shown().filter(state__in=NOT_OVER).order_by("starts_at", "pk")
    sessions = {one.pk: one for one in ahead if one.path_of_body in bodies}
    rows = [(paper_line(one), sessions[one.session_id]) for one in queries.papers_to_read(sessions.values())]
    return {
        "rows": [
            {"line": line, "session": session, "url": session.get_url(request), "day": session.day}
            for line, session in rows
        ]
    }


def _asked(request: HttpRequest) -> int:
    """Return the year that was asked for, or this one: an address with anything else is an old or a broken one."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0  # noqa: PLR2004
    return year if FIRST_YEAR <= year <= LAST_YEAR else timezone.localdate().year


def offer_panels() -> None:
    offer("body", "assemblies/sessions_panel.html", of_body, order=10)
    offer("workspace", "assemblies/papers_panel.html", of_member, order=10)
