"""Reads of calls and their questions."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from consultations.calls.enums import CallStatus, Format, Phase
from consultations.calls.models import CallDocument, CallPage, Extension, Question, QuestionVersion
from consultations.calls.reading import key_of, prose, questions_of_blocks
from core.visibility import for_everyone


def by_phase(now: datetime) -> QuerySet[CallPage]:
    """Return the calls that everybody may see with their phase as `phase_now`: open first, the soonest to close on top.

    The phase is that of CallPage.phase_at.
    """
    return (
        for_everyone(CallPage.objects.all())
        .annotate(
            phase_now=Case(
                When(Q(status=CallStatus.PREPARING) | Q(opens_at__gt=now), then=Value(Phase.FORTHCOMING)),
                When(closes_at__gt=now, then=Value(Phase.OPEN)),
                When(status=CallStatus.OUTCOME, then=Value(Phase.OUTCOME)),
                default=Value(Phase.CLOSED),
            ),
            rank=Case(
                When(phase_now=Phase.OPEN, then=Value(0)),
                When(phase_now=Phase.FORTHCOMING, then=Value(1)),
                default=Value(2),
            ),
            # What is to come stands soonest first, what is past latest first.
            soonest=Case(When(rank=0, then=F("closes_at")), When(rank=1, then=F("opens_at"))),
        )
        .order_by("rank", "soonest", "-closes_at", "pk")
    )


def in_phase(phase: Phase, now: datetime) -> QuerySet[CallPage]:
    """Return the calls on the site in one phase, in the order of `by_phase`."""
    return by_phase(now).filter(phase_now=phase)


def closes_for(call: CallPage, email: str = "", format: Format | str = Format.STANDARD) -> datetime:  # noqa: A002
    """Return until when this call takes an answer in `format` from `email`, with extensions counted."""
    mine = Q(format=format)
    if email:
        mine |= Q(email__iexact=email.strip())
    later = extensions_of(call).filter(mine).order_by("-closes_at").first()
    return later.closes_at if later else call.closes_at


def extensions_of(call: CallPage) -> QuerySet[Extension]:
    """Return the later closing times of this call that were not ended, also those that are over."""
    return Extension.objects.filter(call=call, closes_at__gt=call.closes_at, ended_at__isnull=True)


def running(call: CallPage, now: datetime) -> QuerySet[Extension]:
    """Return the later closing times by which this call still takes answers."""
    return extensions_of(call).filter(closes_at__gt=now)


def all_extensions_of(call: CallPage) -> QuerySet[Extension]:
    """Return every later closing time that was given: those that stand first, then those that ended, the last on top."""
    rows = Extension.objects.filter(call=call).select_related("given_by", "ended_by")
    return rows.order_by(F("ended_at").desc(nulls_first=True), "-given_at")


def formats_taken(call: CallPage, now: datetime) -> list[Format]:
    """Return the formats in which everybody may answer at `now`, where it matters which: the standard one while the
    call is open, and each with a later closing time of its own that is not over.
    """
    later = {one.format for one in running(call, now).exclude(format="")}
    return [one for one in Format if one in later or (one is Format.STANDARD and now < call.closes_at)]


def is_held_back(document: Any, today: date) -> bool:
    """Whether a file of Wagtail's is a paper of calls that is not published yet anywhere."""
    days = list(CallDocument.objects.filter(document=document).values_list("published_on", flat=True))
    return bool(days) and min(days) > today


def questions_of(call: CallPage) -> list[Question]:
    """Return what the call asks now, in order, each with its section and wording: one query."""
    return _with_wordings(_asked_now().filter(call=call))


def questions_of_calls(calls: Iterable[int]) -> dict[int, list[Question]]:
    """Return the same for several calls, by their keys: one query."""
    found: dict[int, list[Question]] = {call: [] for call in calls}
    for question in _with_wordings(_asked_now().filter(call__in=found)):
        if question.call_id is not None:
            found[question.call_id].append(question)
    return found


def asked_in(questionnaire: Any) -> list[tuple[str, str, QuestionVersion]]:
    """Return the questions of an unpublished questionnaire as unsaved versions, each with its section's title and intro."""
    sections = {key_of(one): one.value for one in questionnaire}
    return [
        (
            sections[section]["title"],
            prose(sections[section]["intro"]),
            QuestionVersion(question=Question(key=key, position=position), number=0, **asks),
        )
        for section, key, position, asks in questions_of_blocks(questionnaire)
    ]


def _asked_now() -> QuerySet[Question]:
    return (
        Question.objects.filter(retired_at__isnull=True, section__retired_at__isnull=True, current__isnull=False)
        .select_related("current", "section")
        .order_by("section__position", "position")
    )


def _with_wordings(rows: QuerySet[Question]) -> list[Question]:
    """Join each wording back to its question, so that a form asks the database nothing more."""
    questions = list(rows)
    for question in questions:
        if question.current is not None:
            question.current.question = question
    return questions


def names_in_the_log(keys: Collection[int]) -> dict[int, str]:
    """Return what calls are called in the audit log, by key."""
    rows = CallPage.objects.filter(pk__in=keys).values_list("pk", "code", "title")
    return {key: " ".join(filter(None, (code, title))) for key, code, title in rows}
