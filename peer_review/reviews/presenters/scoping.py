"""The scoping record as its page shows it."""

from typing import Any

from core.templatetags.moments import plain_day
from peer_review.reviews.forms.scoping import ScopingForm
from peer_review.reviews.models import Scoping


def rows_of(scoping: Scoping) -> list[tuple[str, str]]:
    """Return what the record says: label and words, in the order of its form."""
    fields: dict[str, Any] = ScopingForm.base_fields
    return [(str(field.label), _words(scoping, name)) for name, field in fields.items()]


def _words(scoping: Scoping, name: str) -> str:
    value = getattr(scoping, name)
    return plain_day(value) if name == "met_on" and value else value or ""
