"""The timetable of the days on site, one meeting, and both as calendars."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.acts import done
from core.panels import panels_for
from core.private_pages import private
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside
from peer_review.teams.queries.members import member_of
from peer_review.visits.disclosure import known_to
from peer_review.visits.domain.telling import tell_attendees
from peer_review.visits.presenters.calendars import calendar_file
from peer_review.visits.presenters.timetable import BY, cares_of, days_of
from peer_review.visits.queries.meetings import held_by, known_team, whole_meetings
from peer_review.visits.rules import is_planner, may_lay_out


@require_safe
@inside(Thing.TIMETABLE)
def timetable(request: HttpRequest, review: Review, reader: Reader) -> HttpResponse:
    """All meetings by day. Its parameter: by, "room" (at first) or "peer"."""
    by = request.GET.get("by") if request.GET.get("by") in BY else BY[0]
    own = member_of(request.user, review)
    known = [known_to(one, reader, own) for one in _meetings(review)]
    context: dict[str, Any] = {
        "review": review,
        "by": by,
        "own": own,
        "days": days_of(known, by or BY[0], known_team(review, request.user)),
        "cancelled": [one for one in known if one.is_cancelled],
        "is_planner": is_planner(reader, review),
        "may_lay_out": may_lay_out(reader, review),
        "views": [
            {"text": _("By room"), "url": "?by=room", "current": by == "room"},
            {"text": _("By peer"), "url": "?by=peer", "current": by == "peer"},
        ],
    }
    if context["is_planner"]:
        context |= {"cares": cares_of(known), "rooms": review.rooms.all()}
    return private(render(request, "visits/timetable.html", context))


@require_safe
@inside(Thing.TIMETABLE)
def meeting(request: HttpRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    """One meeting; who is heard in it stands there for planners and for the peers who hold it."""
    row = get_object_or_404(whole_meetings(review), pk=pk)
    row.review = review
    context = {
        "review": review,
        "known": known_to(row, reader, member_of(request.user, review)),
        "lines": [f"{one.code} {one.title}" for one in row.lines.select_related("theme")],
        "may_lay_out": may_lay_out(reader, review),
        "panels": panels_for("peer_meeting", request, row),
    }
    return private(render(request, "visits/meeting.html", context))


@require_safe
@inside(Thing.TIMETABLE)
def meeting_calendar(request: HttpRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    row = get_object_or_404(whole_meetings(review), pk=pk)
    row.review = review
    known = known_to(row, reader, member_of(request.user, review))
    return calendar_file(request, review, [(row, known)], name=f"meeting-{row.pk}")


@require_safe
@inside(Thing.TIMETABLE)
def own_calendar(request: HttpRequest, review: Review, reader: Reader) -> HttpResponse:
    """The meetings that a peer holds."""
    own = member_of(request.user, review)
    if own is None:
        raise Http404
    own.review = review
    rows = list(held_by(own))
    for one in rows:
        one.review = review
    return calendar_file(request, review, [(one, known_to(one, reader, own)) for one in rows], name="my-meetings")


@require_POST
@inside(Thing.TIMETABLE)
def tell(request: HttpRequest, review: Review, reader: Reader) -> HttpResponse:
    """Send everybody who is to be heard and was not told yet their own link."""
    by: Any = request.user
    count: list[int] = []
    if done(request, lambda: count.append(tell_attendees(review=review, by=by))):
        text = ngettext("%(n)d mail is sent.", "%(n)d mails are sent.", count[0]) % {"n": count[0]}
        messages.success(request, text)
    return private(redirect("peer_timetable:timetable", review.reference))


def _meetings(review: Review) -> list[Any]:
    rows = list(whole_meetings(review))
    for one in rows:
        one.review = review
    return rows
