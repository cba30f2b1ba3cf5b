"""Reads of calls and their questions."""

from django.db.models import QuerySet

from consultations.calls.models import CallPage, Question, Section


def questions_of(call: CallPage) -> list[Question]:
    """Return what the call asks now, in order, each with its section and wording: one query."""
    return _with_wordings(_asked_now().filter(call=call))


def questions_in(section: Section) -> list[Question]:
    """Return what a section asks now, in order: one query."""
    return _with_wordings(_asked_now().filter(section=section))


def sections_of(call: CallPage) -> QuerySet[Section]:
    """Return the sections in use, in order."""
    return Section.objects.filter(call=call, retired_at__isnull=True).order_by("position")


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
