"""From what an editor published to rows that answers can stand on."""

from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from consultations.calls.blocks import faults_in
from consultations.calls.models import CallPage, Question, QuestionVersion, Section
from consultations.calls.reading import prose, questions_of_blocks
from core.changes import announce
from core.errors import Refused


@dataclass
class Difference:
    """What a publishing changed: questions by their codes, sections by their places."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(asdict(self).values())


def publish_questions(*, call: CallPage) -> Difference:
    """Write the sections and questions of a published call, and return what changed: domain.changes logs it.

    A question is known by its block's id: it keeps its row for life, gets a new version when what it asks changed, is
    retired when its block is gone and comes back when the block does. Nothing is deleted. Publishing the same again
    changes nothing.

    Raises Refused when the questions contradict each other or are not finished, however they came to be published.
    """
    with transaction.atomic():
        call = CallPage.objects.select_for_update().get(pk=call.pk)
        if faults := faults_in(call.questionnaire):
            raise Refused(*faults)
        difference = _write(call)
        announce(call)
        return difference


def _write(call: CallPage) -> Difference:
    difference = Difference()
    questions = {one.key: one for one in call.questions.select_related("current")}
    before = [(key, one.section_id) for key, one in questions.items() if one.retired_at is None]
    sections = _write_sections(call, difference)
    after, codes = [], {}
    for section, key, position, asks in questions_of_blocks(call.questionnaire):
        question = questions.get(key) or Question(call=call, key=key)
        was_asked = question.pk is not None and question.retired_at is None
        question.section, question.position, question.retired_at = sections[section], position, None
        question.save()
        after.append((key, question.section_id))
        codes[key] = asks["code"]
        if question.current is None or question.current.asks() != asks:
            number = question.current.number + 1 if question.current else 1
            question.current = QuestionVersion.objects.create(question=question, number=number, **asks)
            question.save(update_fields=["current"])
            (difference.changed if was_asked else difference.added).append(asks["code"])
        elif not was_asked:
            difference.added.append(asks["code"])
    difference.moved = [codes[key] for key in _moved(before, after)]
    for question in questions.values():
        if question.key not in codes and question.retired_at is None:
            question.retired_at = timezone.now()
            question.save(update_fields=["retired_at"])
            difference.retired.append(question.current.code if question.current else "")
    return difference


def _write_sections(call: CallPage, difference: Difference) -> dict[UUID, Section]:
    sections = {one.key: one for one in call.sections.all()}
    before = [(key, None) for key, one in sections.items() if one.retired_at is None]
    written: dict[UUID, Section] = {}
    for position, block in enumerate(call.questionnaire):
        key, title, intro = UUID(block.id), block.value["title"], prose(block.value["intro"])
        section = sections.pop(key, None) or Section(call=call, key=key)
        if (section.title, section.intro) != (title, intro) or section.retired_at or not section.pk:
            difference.sections.append(position + 1)
        section.position, section.title, section.intro, section.retired_at = position, title, intro, None
        section.save()
        written[key] = section
    moved = _moved(before, [(key, None) for key in written])
    places = {key: position for position, key in enumerate(written, start=1)}
    difference.sections = sorted({*difference.sections, *(places[key] for key in moved)})
    for gone in sections.values():
        if gone.retired_at is None:
            gone.retired_at = timezone.now()
            gone.save(update_fields=["retired_at"])
    return written


def _moved(before: list[tuple[UUID, Any]], after: list[tuple[UUID, Any]]) -> list[UUID]:
    """Return the keys that stand elsewhere than before. What came or went between them moves nobody."""
    common = {key for key, _where in before} & {key for key, _where in after}
    old, new = ([one for one in order if one[0] in common] for order in (before, after))
    return [now[0] for was, now in zip(old, new, strict=True) if was != now]
