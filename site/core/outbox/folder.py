"""Mail as it lies in the folder of local mode, so that a newcomer can open the links in it."""

import email
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path

NEWEST = 50
# What Django's file carrier writes between messages.
RULE = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    text: str
    sent_at: datetime | None


def newest_letters(folder: Path) -> list[Letter]:
    """Return the newest fifty letters of `folder`, newest first; none where there is no folder."""
    if not folder.is_dir():
        return []
    newest = sorted(folder.glob("*.log"), key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)[:NEWEST]
    return [letter for file in newest for letter in reversed(list(_letters_in(file)))][:NEWEST]


def _letters_in(file: Path) -> Iterator[Letter]:
    for part in file.read_bytes().split(RULE):
        if part.strip():
            message = email.message_from_bytes(part, _class=EmailMessage, policy=policy.default)
            body = message.get_body(("plain",))
            header = message["date"]
            yield Letter(
                to=str(message["to"]),
                subject=str(message["subject"]),
                text=str(body.get_content()) if body else "",
                sent_at=_aware(header.datetime) if header else None,
            )


def _aware(moment: datetime) -> datetime:
    """A date header that ends in -0000 is UTC, and Python reads it without a zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
