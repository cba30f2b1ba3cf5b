"""From what an editor published to rows that answers can stand on."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from consultations.calls.models import CallPage, Question, QuestionVersion, Section
from consultations.calls.reading import prose, questions_of_blocks
from core import audit
from core.actors import Actor
from core.changes import announce


@dataclass
class Difference:
    """What a publishing changed, by the codes of the questions."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.retired)


def publish_questions(*, call: CallPage, actor: Actor) -> Difference:
    """Write the sections and questions of a published call, and return what changed.

    A question is known by its block's id: it keeps its row for life, gets a new version when what it asks changed, is
    retired when its block is gone and comes back when the block does. Nothing is deleted. What changed is logged by
    the questions' codes, with the editor's reason when the call is open. Publishing the same again changes nothing.
    """
    with transaction.atomic():
        call = CallPage.objects.select_for_update().get(pk=call.pk)
        difference = _write(call)
        announce(call)
        if difference:
            audit.record(
                "call.questions",
                actor=actor,
                subject=call,
                added=difference.added,
                changed=difference.changed,
                retired=difference.retired,
                open=call.is_open,
                **({"reason": call.change_reason} if call.is_open and call.change_reason else {}),
            )
        return difference


def _write(call: CallPage) -> Difference:
    difference = Difference()
    sections = _write_sections(call)
    questions = {one.key: one for one in call.questions.select_related("current")}
    kept = set()
    for section, key, position, asks in questions_of_blocks(call.questionnaire):
        question = questions.get(key) or Question(call=call, key=key)
        was_asked = question.pk is not None and question.retired_at is None
        question.section, question.position, question.retired_at = sections[section], position, None
        question.save()
        kept.add(key)
        if question.current is None or question.current.asks() != asks:
            number = question.current.number + 1 if question.current else 1
            question.current = QuestionVersion.objects.create(question=question, number=number, **asks)
            question.save(update_fields=["current"])
            (difference.changed if was_asked else difference.added).append(asks["code"])
        elif not was_asked:
            difference.added.append(asks["code"])
    for question in questions.values():
        if question.key not in kept and question.retired_at is None:
            question.retired_at = timezone.now()
            question.save(update_fields=["retired_at"])
            difference.retired.append(question.current.code if question.current else "")
    return difference


def _write_sections(call: CallPage) -> dict[UUID, Section]:
    sections = {one.key: one for one in call.sections.all()}
    written = {}
    for position, block in enumerate(call.questionnaire):
        key = UUID(block.id)
        section = sections.pop(key, None) or Section(call=call, key=key)
        section.position, section.title, section.retired_at = position, block.value["title"], None
        section.intro = prose(block.value["intro"])
        section.save()
        written[key] = section
    for gone in sections.values():
        if gone.retired_at is None:
            gone.retired_at = timezone.now()
            gone.save(update_fields=["retired_at"])
    return written
