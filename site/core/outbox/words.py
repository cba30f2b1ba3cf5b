"""The words of a message: from a template, and for some kinds not before it is sent.

Hours may lie between the row and the sending, and what a mail names may be taken back meanwhile. A kind of mail that
names what others may take back has a writer here: its row holds no words, and they are written as it leaves.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from core.outbox.message import Message


@dataclass(frozen=True)
class Words:
    """`calendar` is a file for the reader's calendar (RFC 5545), which goes along with the mail."""

    subject: str
    text: str
    headers: dict[str, str] = field(default_factory=dict)
    calendar: str = ""


Writer = Callable[[Message], Words | None]
_writers: dict[str, Writer] = {}


def written_when_sent(kind: str) -> Callable[[Writer], Writer]:
    """Register what writes the words of all messages of a kind, or returns None when nothing is left to be said."""

    def register(writer: Writer) -> Writer:
        _writers[kind] = writer
        return writer

    return register


def waits_for_its_words(message: Message) -> bool:
    return message.kind in _writers


def words_of(message: Message) -> Words | None:
    """Return what `message` says now; None when it need not be sent any more."""
    if not waits_for_its_words(message):
        return Words(message.subject, message.text, message.headers)
    with transaction.atomic():  # so that a writer that fails leaves the transaction of the sending whole
        return _writers[message.kind](message)


def from_template(template: str, context: dict[str, object], headers: dict[str, str] | None = None) -> Words:
    """Return the words of `mail/<template>.txt`, whose first line is the subject."""
    written = render_to_string(
        f"mail/{template}.txt",
        {
            "service_name": settings.SERVICE_NAME,
            "base_url": settings.BASE_URL,
            "contact_email": settings.CONTACT_EMAIL,
            **context,
        },
        using="text",
    )
    subject, _, text = written.strip().partition("\n")
    return Words(one_line(subject), text.strip() + "\n", headers or {})


def one_line(subject: str) -> str:
    """Return a subject as mail takes it."""
    return " ".join(subject.split())[:255]
