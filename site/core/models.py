"""The kernel's tables, gathered for Django; each lives in the room it belongs to."""

from core.audit import Entry
from core.citations.rows import Citation
from core.outbox.message import Message
from core.references import Series

__all__ = ["Citation", "Entry", "Message", "Series"]
