"""The record of a town hall to take away: its transcript and its moderation log, as CSV and JSON.

Both transcripts are of the one reading in `transcript`, and leave piece by piece. No cell begins a formula.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from consultations.townhalls.clock import offset_in_words
from consultations.townhalls.enums import ContributionKind, EntryKind
from consultations.townhalls.models import TownHallPage
from consultations.townhalls.record.moderation_log import ModerationLog, as_object, outcome_names
from consultations.townhalls.record.transcript import Entry, filled, places_of
from core.tables import LICENCE, LICENCE_URL, as_file, csv_parts

# The names of the columns are for machines too, so they are the same in every language.
HEAD = (
    "Part", "Event", "Time", "Offset", "What", "Reference", "Kind", "Name", "Host", "In reply to", "Text", "State",
    "Votes", "Answer", "Merged into", "Carried over to", "Edited", "Address", "Licence",
)  # fmt: skip
LOG_HEAD = ("Section", "What", "Questions", "Comments", "Replies", "Count", "Why", "By", "From", "Until", "Ended")


def transcript_csv(hall: TownHallPage) -> StreamingHttpResponse:
    """One line an entry, in the order of the log."""
    lines = (_line(entry) for entry in filled(hall, places_of(hall)))
    return _download(csv_parts(HEAD, lines), "text/csv; charset=utf-8", hall, "transcript.csv")


def transcript_json(hall: TownHallPage, log: ModerationLog) -> StreamingHttpResponse:
    """One object an entry, after what the town hall was and how much of it is not here."""
    return _download(_json_parts(hall, log), "application/json", hall, "transcript.json")


def log_csv(hall: TownHallPage, log: ModerationLog) -> StreamingHttpResponse:
    """A line for each outcome, each reason, each wait and each measure."""
    return _download(csv_parts(LOG_HEAD, _log_lines(log)), "text/csv; charset=utf-8", hall, "moderation.csv")


def log_json(hall: TownHallPage, log: ModerationLog) -> StreamingHttpResponse:
    text = json.dumps({**_about(hall), **as_object(log)}, ensure_ascii=False, indent=1)
    return _download([text], "application/json", hall, "moderation.json")


def _line(entry: Entry) -> tuple[str, ...]:
    one = entry.known
    is_said = one is not None and entry.kind is EntryKind.SAID and one.is_visible
    is_answer = one is not None and entry.kind is EntryKind.ANSWERED
    return (
        str(entry.part),
        str(entry.number),
        _time(entry),
        offset_in_words(entry.offset),
        str(entry.kind.label),
        one.reference if one else "",
        str(one.kind.label) if one else "",
        one.name if one and is_said else "",
        "yes" if one and is_said and one.is_from_host else "",
        entry.under if is_said else "",
        one.text if one and is_said else entry.told,
        str(one.state.label) if one and is_said else "",
        str(one.votes) if one and is_said and one.kind is ContributionKind.QUESTION else "",
        one.answer if one and is_answer else "",
        one.merged_into if one else "",
        entry.leads_to[0] if entry.leads_to and entry.kind is EntryKind.CARRIED else "",
        "yes" if one and is_said and one.was_edited else "",
        _address(entry),
        LICENCE,
    )


def _json_parts(hall: TownHallPage, log: ModerationLog) -> Iterator[str]:
    not_published = [{"reason": code.value, "count": count} for code, count in log.reasons.items()]
    head = {**_about(hall), "not_published": not_published}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "entries": ['
    comma = ""
    for entry in filled(hall, places_of(hall)):
        yield comma + "\n" + json.dumps(_object(entry), ensure_ascii=False)
        comma = ","
    yield "\n]}\n"


def _object(entry: Entry) -> dict[str, Any]:
    told: dict[str, Any] = {
        "part": entry.part,
        "event": entry.number,
        "time": _time(entry),
        "offset_seconds": entry.offset,
        "recording_url": entry.link or None,
        "what": entry.kind.value,
    }
    one = entry.known
    if one is None:
        return {**told, "told": entry.told}
    told |= {"reference": one.reference or None, "kind": one.kind.value, "told": entry.told or None}
    if entry.kind is EntryKind.ANSWERED:
        told["answer"] = one.answer or None
    if entry.kind is EntryKind.MERGED:
        told["merged_into"] = one.merged_into
    if entry.kind is EntryKind.CARRIED and entry.leads_to:
        told["carried_over_to"] = entry.leads_to[0]
    if entry.kind is not EntryKind.SAID or not one.is_visible:
        return told
    return told | {
        "name": one.name,
        "is_from_host": one.is_from_host,
        "in_reply_to": entry.under or None,
        "text": one.text,
        "as_sent": one.as_sent or None,
        "state": one.state.value,
        "votes": one.votes,
        "merged_into": one.merged_into or None,
        "url": _address(entry),
    }


def _log_lines(log: ModerationLog) -> Iterator[tuple[str, ...]]:
    for outcome, label in outcome_names().items():
        counts = [str(log.outcomes.get((kind, outcome), 0)) for kind in ContributionKind]
        yield ("Outcome", label, *counts, str(log.of(outcome)), "", "", "", "", "")
    for code, count in log.reasons.items():
        yield ("Not published", str(code.label), "", "", "", str(count), "", "", "", "", "")
    for label, wait in (("until read", log.until_read), ("until answered", log.until_answered)):
        seconds = "" if wait is None else str(round(wait.total_seconds()))
        yield ("Median wait in seconds", label, "", "", "", seconds, "", "", "", "", "")
    for one in log.measures:
        times = [
            timezone.localtime(at).isoformat(timespec="seconds") if at else ""
            for at in (one.at, one.until, one.ended_at)
        ]
        yield ("Measure", one.said, "", "", "", "", one.reason, one.by, *times)


def _about(hall: TownHallPage) -> dict[str, Any]:
    return {
        "title": hall.title,
        "url": hall.full_url,
        "begins": timezone.localtime(hall.starts_at).isoformat(),
        "ends": timezone.localtime(hall.ends_at).isoformat(),
        "state": hall.state,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
    }


def _address(entry: Entry) -> str:
    if entry.kind is not EntryKind.SAID or entry.known is None or not entry.known.is_visible:
        return ""
    return settings.BASE_URL + reverse("townhalls:said", args=[entry.known.key])


def _time(entry: Entry) -> str:
    return timezone.localtime(entry.at).isoformat(timespec="seconds")


def _download(parts: Iterable[str], content_type: str, hall: TownHallPage, name: str) -> StreamingHttpResponse:
    return as_file(parts, content_type, f"{slugify(hall.title)[:60] or 'town-hall'}-{name}")
