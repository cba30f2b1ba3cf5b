"""A call as the public meets it: what its pages, lists and panels show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.calls.clock import OutcomeDue, outcome_due, time_left
from consultations.calls.enums import OVER, CallStatus, Phase
from consultations.calls.formats import label_with_language, language_of
from consultations.calls.lifecycle import PHASES
from consultations.calls.models import CallDocument, CallPage, Extension
from consultations.calls.queries import running
from core.lifecycle import State


@dataclass(frozen=True)
class CallRow:
    """One call in a list."""

    call: CallPage
    url: str
    phase: Phase
    state: State
    time_left: str

    @property
    def ends_with(self) -> str:
        """Which date matters now."""
        return {Phase.FORTHCOMING: "opens", Phase.OPEN: "closes"}.get(self.phase, "closed")


def rows_of(calls: Iterable[CallPage], request: HttpRequest, now: datetime) -> list[CallRow]:
    """Return lines for a list; their addresses cost one query for any number."""
    return [row_of(call, request, now) for call in calls]


def row_of(call: CallPage, request: HttpRequest | None, now: datetime) -> CallRow:
    phase = call.phase_at(now)
    return CallRow(call, call.get_url(request) or "", phase, PHASES[phase], time_left(call, now))


@dataclass(frozen=True)
class DocumentLine:
    """A document of a call in one format, as a line to open. Before its day it is announced and has no `url`."""

    title: str
    url: str
    kind: str
    size: int | None
    format: str
    document: CallDocument
    language: str = ""


@dataclass(frozen=True)
class CallView:
    """All that the call's page shows."""

    row: CallRow
    start_url: str
    questions_url: str
    document_url: str
    documents: list[DocumentLine]
    extensions: list[tuple[str, Extension, str]]
    due: OutcomeDue | None
    shows_contact: bool
    is_open: bool
    is_over: bool
    has_outcome: bool


def present(call: CallPage, request: HttpRequest, now: datetime) -> CallView:
    row = row_of(call, request, now)
    # The address of those who may still answer after the rest closed; who they are is nobody's business.
    later = running(call, now).exclude(format="").order_by("closes_at", "pk")
    start = reverse("respond:start", args=[call.code])
    is_open = row.phase is Phase.OPEN
    return CallView(
        row=row,
        start_url=start,
        questions_url=f"{row.url}questions/" if call.questions_are_public else "",
        document_url=f"{row.url}questions/document/" if call.questions_are_public else "",
        documents=[_line(one, timezone.localdate(now)) for one in call.documents.select_related("document")],
        extensions=[(label_with_language(one.format), one, f"{start}?format={one.format}") for one in later],
        due=outcome_due(call, now),
        shows_contact=row.phase in (Phase.FORTHCOMING, Phase.OPEN)
        and any((call.contact_email, call.contact_telephone, call.postal_address)),
        is_open=is_open,
        is_over=row.phase in OVER,
        has_outcome=row.phase is Phase.OUTCOME and call.status == CallStatus.OUTCOME,
    )


def _line(one: CallDocument, today: date) -> DocumentLine:
    document: Any = one.document
    common: dict[str, Any] = {
        "title": one.title,
        "format": label_with_language(one.format),
        "document": one,
        "language": language_of(one.format),
    }
    if one.published_on > today:
        return DocumentLine(url="", kind="", size=None, **common)
    if document is None:
        return DocumentLine(url=one.link, kind=_("link"), size=None, **common)
    return DocumentLine(url=document.url, kind=document.file_extension.upper(), size=document.get_file_size(), **common)
