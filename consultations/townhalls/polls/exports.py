"""The results of closed polls to take away, as CSV and JSON: made of what everybody may know."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from consultations.townhalls.disclosure import KnownPoll
from consultations.townhalls.models import Poll, TownHallPage
from consultations.townhalls.polls.presenters import in_public, label_of, median_of
from core.tables import LICENCE, LICENCE_URL, as_file, csv_parts

CHUNK = 100
# The names of the columns are for machines too, so they are the same in every language.
HEAD = ("Town hall", "Question", "Kind", "Opened", "Closed", "People", "Choice", "Votes", "Address", "Licence")
Rows = QuerySet[Poll]


def as_csv(hall: TownHallPage, rows: Rows) -> StreamingHttpResponse:
    """One line a choice."""
    return _download(hall, csv_parts(HEAD, _lines(hall, rows)), "text/csv; charset=utf-8", "csv")


def as_json(hall: TownHallPage, rows: Rows) -> StreamingHttpResponse:
    """One object a poll."""
    return _download(hall, _json_parts(hall, rows), "application/json", "json")


FORMATS: dict[str, Callable[[TownHallPage, Rows], StreamingHttpResponse]] = {"csv": as_csv, "json": as_json}


def _lines(hall: TownHallPage, rows: Rows) -> Iterator[tuple[str, ...]]:
    for known in map(in_public, rows.iterator(chunk_size=CHUNK)):
        facts = (
            hall.title,
            known.question,
            str(known.kind.label),
            _moment(known.opened_at),
            _moment(known.closed_at),
            str(known.voters),
        )
        counts = [(label_of(known, number), str(one.count)) for number, one in enumerate(known.choices)]
        for count in counts or [("", "")]:
            yield (*facts, *count, _address(hall, known), LICENCE)


def _json_parts(hall: TownHallPage, rows: Rows) -> Iterator[str]:
    head = {"licence": LICENCE, "licence_url": LICENCE_URL, "town_hall": hall.title, "url": hall.full_url}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "polls": ['
    comma = ""
    for known in map(in_public, rows.iterator(chunk_size=CHUNK)):
        yield comma + "\n" + json.dumps(_as_object(hall, known), ensure_ascii=False)
        comma = ","
    yield "\n]}\n"


def _as_object(hall: TownHallPage, known: KnownPoll) -> dict[str, Any]:
    return {
        "question": known.question,
        "kind": known.kind.value,
        "url": _address(hall, known),
        "opened": _moment(known.opened_at),
        "closed": _moment(known.closed_at),
        "people": known.voters,
        "most": known.most,
        "median": float(median) if (median := median_of(known)) else None,
        "held_back": known.held_count,
        "choices": [{"text": label_of(known, number), "votes": one.count} for number, one in enumerate(known.choices)],
    }


def _moment(at: Any) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""


def _address(hall: TownHallPage, known: KnownPoll) -> str:
    return settings.BASE_URL + reverse("townhalls:poll", args=[hall.pk, known.key])


def _download(hall: TownHallPage, parts: Iterator[str], content_type: str, extension: str) -> StreamingHttpResponse:
    return as_file(parts, content_type, f"polls-{slugify(hall.title)[:60]}.{extension}")
