"""The link that proves an address, so that only its owner learns of a later closing time and uses it.

The link is signed and stands nowhere else. It opens no words, only the form with which an answer begins, and only while
the later closing time runs; so it needs no row and no end of its own.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from consultations.calls.models import CallPage
from consultations.calls.queries import running
from core import audit
from core.actors import SYSTEM
from core.outbox.domain import post

SALT = "submissions.later"


@dataclass(frozen=True)
class LaterLink:
    code: str
    email: str


def send_later_link(*, call: CallPage, email: str) -> bool:
    """Mail a link to begin an answer, where this address has a later closing time; return whether it has. Logged.

    Whoever asks must not learn the answer: it would tell them with whom a date was agreed.
    """
    email = email.strip().lower()
    with transaction.atomic():
        later = running(call, timezone.now()).filter(email=email).first()
        if later is None:
            return False
        token = signing.dumps([call.code, email], salt=SALT)
        link = settings.BASE_URL + reverse("respond:open_later", args=[token])
        context = {"call": call, "link": link, "closes_at": later.closes_at}
        post(to=email, template="later_date", context=context, kind="submission.later")
        audit.record("call.send_later_link", actor=SYSTEM, subject=call, extension=later.pk)
        return True


def read_later_link(token: str) -> LaterLink | None:
    """Return the call and the address that a token was made for, or None when we did not make it."""
    try:
        code, email = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return LaterLink(code, email)
