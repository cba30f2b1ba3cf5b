"""Reading the blocks of a questionnaire: what is asked where, whether or not it was published."""

from html import unescape
from typing import Any
from uuid import UUID, uuid4

from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from consultations.calls.plan import lines
from core.html import rich


def questions_of_blocks(questionnaire: Any) -> list[tuple[UUID, UUID, int, dict[str, Any]]]:
    """Return, for each question block in order: its section's key, its key, its place, and what it asks."""
    keys = {question.value["code"]: question.id for section in questionnaire for question in section.value["questions"]}
    return [
        (key_of(section), key_of(question), place, _asks(question, keys))
        for section in questionnaire
        for place, question in enumerate(section.value["questions"])
    ]


def prose(intro: Any) -> str:
    """Return an editor's rich text as clean HTML whose links lead somewhere, so that no reader needs Wagtail to draw it.

    Where nothing is written it is the empty string, whatever empty paragraphs the editor's box left.
    """
    return rich(expand_db_html(intro.source)) if intro and has_words(intro.source) else ""


def has_words(html: str) -> bool:
    """Whether there is anything to read in an editor's rich text: an emptied box still saves a paragraph."""
    return bool(unescape(strip_tags(html)).strip())


def key_of(block: Any) -> UUID:
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


def differs(call: Page, questionnaire: Any) -> bool:
    """Whether publishing `questionnaire` would change what the call asks now, in which words or in which order."""
    return _sections_asked(call) != _sections_planned(questionnaire)


def _sections_planned(questionnaire: Any) -> list[tuple[Any, ...]]:
    asked: dict[UUID, list[tuple[UUID, dict[str, Any]]]] = {}
    for section, key, _place, asks in questions_of_blocks(questionnaire):
        asked.setdefault(section, []).append((key, asks))
    keys = [key_of(section) for section in questionnaire]
    return [
        (key, section.value["title"], prose(section.value["intro"]), asked.get(key, []))
        for key, section in zip(keys, questionnaire, strict=True)
    ]


def _sections_asked(call: Page) -> list[tuple[Any, ...]]:
    asked: dict[int, list[tuple[UUID, dict[str, Any]]]] = {}
    for one in call.questions.filter(retired_at=None, current__isnull=False).select_related("current", "section"):
        asked.setdefault(one.section_id, []).append((one.key, one.current.asks()))
    return [
        (section.key, section.title, section.intro, asked.get(section.pk, []))
        for section in call.sections.filter(retired_at=None)
    ]
