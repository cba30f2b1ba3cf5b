"""From what an editor published to rows that answers can stand on."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from wagtail.rich_text import expand_db_html

from consultations.calls.models import CallPage, Question, QuestionVersion, Section
from consultations.calls.plan import lines
from core import audit
from core.actors import Actor
from core.changes import announce
from core.html import rich


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


def differs(call: CallPage, questionnaire: Any) -> bool:
    """Whether publishing `questionnaire` would change what the call asks now."""
    new = {key: asks for _section, key, _position, asks in _questions_in(questionnaire)}
    now = {one.key: one.current for one in call.questions.filter(retired_at=None).select_related("current")}
    return {key: version.asks() for key, version in now.items() if version} != new


def asked_in(questionnaire: Any) -> list[tuple[str, str, QuestionVersion]]:
    """Return the questions of an unpublished questionnaire as unsaved versions, each with its section's title and intro."""
    sections = {_key(one): one.value for one in questionnaire}
    return [
        (
            sections[section]["title"],
            _prose(sections[section]["intro"]),
            QuestionVersion(question=Question(key=key, position=position), number=0, **asks),
        )
        for section, key, position, asks in _questions_in(questionnaire)
    ]


def _write(call: CallPage) -> Difference:
    difference = Difference()
    sections = _write_sections(call)
    questions = {one.key: one for one in call.questions.select_related("current")}
    kept = set()
    for section, key, position, asks in _questions_in(call.questionnaire):
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
        section.intro = _prose(block.value["intro"])
        section.save()
        written[key] = section
    for gone in sections.values():
        if gone.retired_at is None:
            gone.retired_at = timezone.now()
            gone.save(update_fields=["retired_at"])
    return written


def _questions_in(questionnaire: Any) -> list[tuple[UUID, UUID, int, dict[str, Any]]]:
    """Return, for each question block in order: its section's key, its key, its place, and what it asks."""
    keys = {question.value["code"]: question.id for section in questionnaire for question in section.value["questions"]}
    return [
        (_key(section), _key(question), place, _asks(question, keys))
        for section in questionnaire
        for place, question in enumerate(section.value["questions"])
    ]


def _prose(intro: Any) -> str:
    """Return an editor's rich text as clean HTML whose links lead somewhere, so that no reader needs Wagtail to draw it."""
    return rich(expand_db_html(intro.source)) if intro else ""


def _key(block: Any) -> UUID:
    """Return a block's id. One that was never saved has none yet, so it is like no other."""
    return UUID(block.id) if block.id else uuid4()


def _asks(block: Any, keys: dict[str, str]) -> dict[str, Any]:
    """Return the fields of a version. A condition names its question by key, so that codes may change."""
    fields = block.value
    condition = fields.get("show_when") or {}
    depends_on = keys.get((condition.get("question") or "").strip())
    return {
        "type": str(block.block_type),
        "code": fields["code"],
        "wording": fields["wording"],
        "help": fields["help"] or "",
        "required": bool(fields["required"]),
        "options": lines(fields.get("options", "")),
        "scale": lines(fields.get("scale", "")),
        "word_limit": fields.get("word_limit"),
        "show_when": {"question": depends_on, "is": lines(condition.get("answers", ""))} if depends_on else None,
    }
