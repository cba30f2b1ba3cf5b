"""Writing, sending and sending again."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from core import audit
from core.actors import Actor
from core.background import after_commit
from core.errors import Refused
from core.outbox.message import ATTEMPTS, Message, MessageState
from core.outbox.words import Words, from_template, one_line, waits_for_its_words, words_of

GIVEN_UP_KEPT = timedelta(days=30)


def post(
    *, to: str, template: str, context: dict[str, object], kind: str, about: models.Model | None = None
) -> Message:
    """Write one message from `mail/<template>.txt`, whose first line is the subject, and send it after the commit.

    `about` is the row that it tells of, by which `rewrite` finds it again wherever it was to go.
    """
    words = from_template(template, context)
    return put(to=to, subject=words.subject, text=words.text, kind=kind, about=about)


def put(
    *,
    to: str,
    subject: str,
    text: str = "",
    kind: str = "general",
    headers: dict[str, str] | None = None,
    about: models.Model | None = None,
    not_before: datetime | None = None,
) -> Message:
    """Write one message row and send it after the commit, or with the sweep that comes after `not_before`.

    A kind that `written_when_sent` knows needs no text.
    """
    message = Message.objects.create(
        to=to,
        subject=one_line(subject),
        text=text,
        kind=kind,
        headers=headers or {},
        about=audit.name_of(about) if about else "",
        next_attempt_at=not_before or timezone.now(),
    )
    if not_before is None:
        after_commit(send_message, message.pk)
    return message


@task()
def send_message(pk: int) -> str:
    """Send one waiting message that is due. Returns the state it ends in. Safe to run twice.

    One that has nothing to say any more (core.outbox.words) is deleted instead.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update(skip_locked=True).filter(pk=pk, state=MessageState.WAITING).first()
        if message is None or message.next_attempt_at > timezone.now():
            return "nothing to do"
        message.attempts += 1
        try:
            words = words_of(message)
            if words is None:
                message.delete()
                return "nothing to say"
            _carry(message, words)
        except Exception as error:  # noqa: BLE001 - any carrier fault means: try again later
            message.last_error = type(error).__name__
            message.next_attempt_at = timezone.now() + message.wait_after_failure()
            if message.attempts >= ATTEMPTS:
                message.state = MessageState.GIVEN_UP
        else:
            message.state, message.sent_at = MessageState.SENT, timezone.now()
            message.text, message.headers, message.last_error = "", {}, ""
        message.save()
        return message.state


def send_due() -> int:
    """Send every message that is due; return how many were tried. For the sweep."""
    due = Message.objects.filter(state=MessageState.WAITING, next_attempt_at__lte=timezone.now())
    keys = list(due.values_list("pk", flat=True))
    for pk in keys:
        send_message.call(pk)
    return len(keys)


def send_again(message: Message, *, by: Actor) -> None:
    """Put a message that was given up back in the queue. Logged. Raises Refused when its words were wiped meanwhile."""
    with transaction.atomic():
        row = Message.objects.select_for_update().get(pk=message.pk)
        if row.state != MessageState.GIVEN_UP:
            return
        if not row.text and not waits_for_its_words(row):
            raise Refused(_("Its words were wiped, so it can't be sent any more."))
        row.state, row.attempts, row.next_attempt_at = MessageState.WAITING, 0, timezone.now()
        row.save(update_fields=["state", "attempts", "next_attempt_at"])
        audit.record("message.send_again", actor=by, subject=row, kind=row.kind)
    after_commit(send_message, message.pk)


def wipe_given_up() -> int:
    """Wipe the words of what was given up thirty days ago; return of how many. For the sweep.

    They may hold a private link, and nobody who has not written by then is helped by an old one.
    """
    old = Message.objects.filter(state=MessageState.GIVEN_UP, next_attempt_at__lt=timezone.now() - GIVEN_UP_KEPT)
    return old.exclude(text="").update(text="", headers={})


def rewrite(*, about: models.Model, to: Collection[str], change: Callable[[str], str]) -> int:
    """Change the words of every message about a row, and of those about no row to one of these addresses; return how many.

    A message to an address that would change loses it, and is given up when it has not left.
    """
    changed = 0
    with transaction.atomic():
        theirs = Q(about=audit.name_of(about)) | Q(about="", to__in=to)
        for message in Message.objects.select_for_update().filter(theirs):
            before = (message.to, message.subject, message.text)
            message.subject, message.text = change(message.subject)[:255], change(message.text)
            if change(message.to) != message.to:
                # Half an address is none.
                message.to = ""
                if message.state != MessageState.SENT:
                    message.state, message.text, message.headers = MessageState.GIVEN_UP, "", {}
            if (message.to, message.subject, message.text) != before:
                message.save()
                changed += 1
    return changed


def _carry(message: Message, words: Words) -> None:
    connection = get_connection(settings.OUTBOX_CARRIER)
    mail = EmailMessage(
        subject=words.subject,
        body=words.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to],
        headers=words.headers,
        connection=connection,
    )
    if words.calendar:
        mail.attach("meeting.ics", words.calendar, "text/calendar")
    mail.send()
