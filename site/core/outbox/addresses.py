"""To whom mail goes, as staff may read it: of some kinds the address alone would tell what is others' to know."""

from django.db.models import Case, CharField, F, QuerySet, Value, When

from core.outbox.message import Message

_private: set[str] = set()


def keep_addresses(*kinds: str) -> None:
    """Let no list show to whom mail of these kinds goes. A room says so when Django starts."""
    _private.update(kinds)


def messages_shown() -> QuerySet[Message]:
    """Return all mail without its words, each with the address that may be shown (`shown_to`): empty for kinds that keep theirs."""
    kept = When(kind__in=sorted(_private), then=Value(""))
    return Message.objects.defer("text", "headers", "subject").annotate(
        shown_to=Case(kept, default=F("to"), output_field=CharField())
    )
