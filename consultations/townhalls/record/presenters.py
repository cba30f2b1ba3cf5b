"""The record of a town hall as its pages draw it: transcript, timeline, moderation log, agenda."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from consultations.townhalls import presenters
from consultations.townhalls.clock import Clock, clock_of, offset_in_words
from consultations.townhalls.enums import OVER, ContributionKind, EntryKind, TownHallState
from consultations.townhalls.models import Beginning, TownHallPage
from consultations.townhalls.queries import beginnings, left_to
from consultations.townhalls.record.moderation_log import ModerationLog, moderation_log_of, outcome_names
from consultations.townhalls.record.transcript import Entry, filled, places_of, timeline_of
from core.citations import Links
from core.templatetags.moments import plain_moment
from core.visibility import for_everyone

PER_PAGE = 500  # entries of a transcript on one page


def transcript_page(hall: TownHallPage, number: str) -> dict[str, Any]:
    """Return one page of the transcript. Most town halls have one."""
    places = places_of(hall)
    page = Paginator(places, PER_PAGE).get_page(number)
    pages = {place.subject: at // PER_PAGE + 1 for at, place in enumerate(places) if place.kind is EntryKind.SAID}
    entries = list(filled(hall, list(page.object_list)))
    log = moderation_log_of(hall)
    return {
        "page": page,
        "rows": [_row(entry, pages.get(entry.known.pk, 0) if entry.known else 0, page.number) for entry in entries],
        "references": presenters.referred_to((), [entry.known for entry in entries if entry.known]),
        "contents": _contents(entries),
        "not_published": [(code.label, count) for code, count in log.reasons.items()],
        "has_recording": clock_of(hall) is not None,
    }


def timeline_page(hall: TownHallPage, number: str) -> dict[str, Any]:
    """Return one page of the timeline; it leads to the words, and does not repeat them."""
    page = Paginator(timeline_of(hall), PER_PAGE).get_page(number)
    return {
        "page": page,
        "rows": [_row(entry, 0, 0) for entry in filled(hall, list(page.object_list))],
        "is_brief": True,
        "recording": clock_of(hall),
        "recording_link": hall.recording_link,
    }


def moderation_page(hall: TownHallPage) -> dict[str, Any]:
    """Return the counts as tables, and the measures."""
    log = moderation_log_of(hall)
    return {
        "log": log,
        "counts": _counts(log),
        "outcomes": [
            [label, *(log.outcomes.get((kind, outcome), 0) for kind in ContributionKind), log.of(outcome)]
            for outcome, label in outcome_names().items()
        ],
        "outcome_head": ["", _("Questions"), _("Comments"), _("Replies"), _("All")],
        "numeric_outcomes": [1, 2, 3, 4],
        "numeric_reasons": [1],
        "reasons": [[code.label, count] for code, count in log.reasons.items()],
        "reason_head": [_("Reason"), _("How many")],
    }


def on_the_page(hall: TownHallPage, references: Links) -> dict[str, Any]:
    """Return what a town hall's own page shows of its record; `references` takes in what stands there."""
    left = [presenters.in_public(row) for row in left_to(hall)]
    references.also([hall.summary, str(hall.body), summing_up_of(hall), *(one.reference for one in left)])
    return {
        "records": record_links(hall),
        "agenda": agenda_of(hall),
        "summing_up": summing_up_of(hall),
        "panel": list(hall.panellists.all()),
        "workstream": for_everyone(Page.objects.filter(pk=hall.workstream_id)).first() if hall.workstream_id else None,
        "is_over": hall.state in OVER,
        "left_to_it": left,
    }


def summing_up_of(hall: TownHallPage) -> str:
    """Return what staff wrote about what was said, once it is over: a page's draft of it is nobody's."""
    return str(hall.summing_up) if hall.state in OVER else ""


def agenda_of(hall: TownHallPage) -> list[dict[str, Any]]:
    """Return the agenda as the component `steps` shows it: when each point is to begin, or began."""
    began, clock = beginnings(hall), clock_of(hall)
    items = list(hall.agenda.all())
    current = _current(hall, began)
    return [
        {
            "title": item.title,
            "when": _began(began[item.pk], clock) if item.pk in began else _to_begin(hall, item.begins_after),
            "state": "current" if item.pk == current else "done" if item.pk in began or hall.state in OVER else "next",
        }
        for item in items
    ]


def desk_agenda(hall: TownHallPage) -> list[dict[str, Any]]:
    """Return the agenda as those see it who say when each point began, with each time that was ever said."""
    rows = list(Beginning.objects.filter(town_hall=hall).select_related("by").order_by("-pk"))
    said: dict[int | None, list[dict[str, Any]]] = {}
    for row in rows:
        told = {"began_at": row.began_at, "by": str(row.by or ""), "at": row.at}
        said.setdefault(row.item_id, []).append(told)
    return [{"item": item, "said": said.get(item.pk, [])} for item in hall.agenda.all()]


def record_links(hall: TownHallPage, current: str = "") -> list[dict[str, Any]]:
    """Return the pages of the record, for the component `views`."""
    pages = [
        ("", hall.get_url() or "/", _("Questions")),
        ("transcript", reverse("townhalls:transcript", args=[hall.pk]), _("Transcript")),
        ("timeline", reverse("townhalls:timeline", args=[hall.pk]), _("Timeline")),
        ("moderation", reverse("townhalls:moderation", args=[hall.pk]), _("Moderation log")),
    ]
    return [{"text": text, "url": url, "current": name == current} for name, url, text in pages]


def _row(entry: Entry, page: int, here: int) -> dict[str, Any]:
    local = timezone.localtime(entry.at)
    return {
        "entry": entry,
        "one": entry.known,
        "is_said": entry.kind is EntryKind.SAID,
        "day": local.date(),
        "clock": f"{local:%H:%M:%S}",
        "iso": local.isoformat(timespec="seconds"),
        "offset": offset_in_words(entry.offset),
        "url": _place_of(entry, page, here),
    }


def _place_of(entry: Entry, page: int, here: int) -> str:
    """Return where the words stand that an entry is about: on this page of the transcript, or on another."""
    if entry.known is None or not entry.known.is_visible:
        return ""
    anchor = entry.known.reference or f"said-{entry.known.pk}"
    if page and page != here:
        return f"?page={page}#{anchor}"
    return f"#{anchor}" if page else reverse("townhalls:said", args=[entry.known.key])


def _contents(entries: list[Entry]) -> list[tuple[str, str]]:
    return [
        (f"{entry.known.reference} {Truncator(entry.known.text).chars(70)}", f"#{entry.anchor}")
        for entry in entries
        if entry.kind is EntryKind.SAID and entry.known and entry.known.is_visible and entry.known.reference
    ]


def _counts(log: ModerationLog) -> list[dict[str, Any]]:
    counts = [
        {"number": sum(log.outcomes.values()), "label": _("came in")},
        {"number": log.waiting, "label": _("wait to be read")},
        {"number": log.unanswered, "label": _("questions have no answer yet")},
    ]
    if log.until_read is not None:
        counts.append({"number": _in_words(log.until_read), "label": _("median wait until it was read")})
    if log.until_answered is not None:
        counts.append({"number": _in_words(log.until_answered), "label": _("median wait for an answer")})
    return counts


def _in_words(wait: timedelta) -> str:
    seconds = round(wait.total_seconds())
    if seconds < 60:  # noqa: PLR2004
        return ngettext("%d second", "%d seconds", seconds) % seconds
    now = timezone.now()
    return timesince(now - wait, now, depth=1)


def _current(hall: TownHallPage, began: dict[int, Beginning]) -> int | None:
    """Return the point that is spoken of: the one that began last, while the town hall is live."""
    return next(reversed(began), None) if hall.state == TownHallState.LIVE else None


def _began(row: Beginning, clock: Clock | None) -> str:
    offset = offset_in_words(clock.offset(row.began_at)) if clock else ""
    began = _("Began at %(when)s") % {"when": plain_moment(row.began_at)}
    return _("%(began)s (%(offset)s in the recording)") % {"began": began, "offset": offset} if offset else began


def _to_begin(hall: TownHallPage, minutes: int) -> str:
    return _("From %(time)s") % {"time": f"{timezone.localtime(hall.starts_at + timedelta(minutes=minutes)):%H:%M}"}
