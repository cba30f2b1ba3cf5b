"""The advice register to take away, as CSV and JSON. It holds what the pages show, and no cell begins a formula."""

import json
from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils import timezone

from consultations.assemblies.models import Advice
from consultations.assemblies.models.advice import AdviceQuerySet
from consultations.assemblies.queries.advice import read_whole
from core.tables import LICENCE, LICENCE_URL, as_file, csv_parts

CHUNK = 300
# The names of the columns are for machines too, so they are the same in every language.
HEAD = (
    "Reference", "Body", "Title", "Advice", "Horizon", "Asked to reply", "Given on", "Reply due", "State", "Overdue",
    "Replied by", "Reply", "Reply received", "Outcome", "Outcome on", "Withdrawn because", "Address", "Licence",
)  # fmt: skip


def as_csv(rows: AdviceQuerySet) -> StreamingHttpResponse:
    """One line a reply, and one for advice without any."""
    return as_file(csv_parts(HEAD, _lines(rows)), "text/csv; charset=utf-8", _name("csv"))


def as_json(rows: AdviceQuerySet) -> StreamingHttpResponse:
    """One object an advice, with its replies and each day to reply that was moved."""
    return as_file(_json_parts(rows), "application/json", _name("json"))


FORMATS: dict[str, tuple[str, Callable[[AdviceQuerySet], StreamingHttpResponse]]] = {
    "csv": ("CSV", as_csv),
    "json": ("JSON", as_json),
}


def _lines(rows: AdviceQuerySet) -> Iterator[tuple[str, ...]]:
    for one in read_whole(rows).iterator(chunk_size=CHUNK):
        before = (
            one.reference, one.body.title, one.title, one.text, one.get_horizon_display(), one.asked,
            one.given_on.isoformat(), one.reply_due.isoformat(), one.state, "yes" if one.is_overdue else "no",
        )  # fmt: skip
        after = (
            one.outcome, one.outcome_on.isoformat() if one.outcome_on else "", one.withdrawn_because,
            settings.BASE_URL + one.get_absolute_url(), LICENCE,
        )  # fmt: skip
        replies = [(row.by, row.text, row.received_on.isoformat()) for row in one.replies.all()]
        for reply in replies or [("", "", "")]:
            yield (*before, *reply, *after)


def _json_parts(rows: AdviceQuerySet) -> Iterator[str]:
    head = {"licence": LICENCE, "licence_url": LICENCE_URL, "source": settings.BASE_URL}
    yield json.dumps(head)[:-1] + ', "advice": ['
    comma = ""
    for one in read_whole(rows).iterator(chunk_size=CHUNK):
        yield comma + "\n" + json.dumps(_as_object(one), ensure_ascii=False)
        comma = ","
    yield "\n]}\n"


def _as_object(one: Advice) -> dict[str, object]:
    return {
        "reference": one.reference,
        "url": settings.BASE_URL + one.get_absolute_url(),
        "body": one.body.title,
        "title": one.title,
        "text": one.text,
        "horizon": one.horizon,
        "asked": one.asked,
        "given_on": one.given_on.isoformat(),
        "reply_due": one.reply_due.isoformat(),
        "moved": [
            {"was_due": row.was_due.isoformat(), "due": row.due.isoformat(), "reason": row.reason}
            for row in one.due_moves.all()
        ],
        "state": one.state,
        "is_overdue": one.is_overdue,
        "replies": [
            {"by": row.by, "text": row.text, "received_on": row.received_on.isoformat()} for row in one.replies.all()
        ],
        "outcome": one.outcome or None,
        "outcome_on": one.outcome_on.isoformat() if one.outcome_on else None,
        "withdrawn_because": one.withdrawn_because or None,
    }


def _name(extension: str) -> str:
    return f"advice-{timezone.localdate():%Y-%m-%d}.{extension}"
