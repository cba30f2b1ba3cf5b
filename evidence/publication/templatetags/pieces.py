"""How texts with redactions are drawn."""

from collections.abc import Iterable
from typing import Any

from django import template

from evidence.publication import paragraphs as setting
from evidence.submissions.pieces import Piece

register = template.Library()


@register.filter
def paragraphs(pieces: Iterable[Any]) -> list[list[Piece]]:
    """`{% for paragraph in answer.pieces|paragraphs %}`; an edition's JSON does as well."""
    rows = list(pieces)
    return setting.paragraphs(setting.pieces_from_json(rows) if rows and isinstance(rows[0], dict) else rows)


@register.filter
def reason_words(code: str) -> str:
    return setting.reason_words(code)
