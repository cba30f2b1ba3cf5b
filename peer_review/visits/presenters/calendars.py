"""Meetings of peers and planners as entries for a calendar."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from core.calendars import Happening, calendar_bytes
from core.private_pages import private
from peer_review.reviews.models import Review
from peer_review.visits.disclosure import KnownMeeting, where
from peer_review.visits.models import Meeting


def calendar_file(
    request: HttpRequest, review: Review, meetings: Iterable[tuple[Meeting, KnownMeeting]], *, name: str
) -> HttpResponse:
    """Return meetings as a file for somebody's own calendar: without a name of those who are heard, and kept by no cache."""
    title = _("%(reference)s: days on site") % {"reference": review.reference}
    file = calendar_bytes(
        name=f"{review.reference}-{name}",
        title=title,
        page=request.path,
        happenings=[_happening(review, row, known) for row, known in meetings],
    )
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{review.reference}-{name}.ics"'
    return private(response)


def _happening(review: Review, row: Meeting, known: KnownMeeting) -> Happening:
    return Happening(
        key=f"peer-meeting/{row.pk}",
        title=f"{review.reference}: {known.title}",
        begins=known.begins,
        ends=known.ends,
        address=reverse("peer_timetable:meeting", args=[review.reference, row.pk]),
        changed=row.changed_at,
        place=where(known),
        sequence=row.revision,
        is_cancelled=known.is_cancelled,
    )
