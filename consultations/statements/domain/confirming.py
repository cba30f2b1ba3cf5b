"""How a guest proves an address, to comment: the same person as in town halls, by a link that leads back here."""

from django.conf import settings
from django.urls import reverse

from consultations.statements.models import Statement
from consultations.townhalls.domain import participants
from consultations.townhalls.models import Participant
from core.outbox.domain import post

PLACE = "statement"


def ask_to_confirm(*, statement: Statement, email: str, browser: Participant | None) -> None:
    """Mail a link that confirms an address. The same mail goes out whoever has it, so whoever asks learns nothing."""
    token = participants.confirming(email, browser, **{PLACE: statement.pk})
    post(
        to=email.strip().lower(),
        template="statements/confirm",
        context={
            "link": settings.BASE_URL + reverse("statements:confirm", args=[token]),
            "reference": statement.reference,
            "days": participants.CONFIRMS_FOR // 86_400,
        },
        kind="comment_confirm",
    )


def asked_to_confirm(token: str) -> tuple[str, int, str] | None:
    """Return the address, the statement's key and the browser that a link names; None for any other or an old one."""
    return participants.asked_to_confirm(token, PLACE)
