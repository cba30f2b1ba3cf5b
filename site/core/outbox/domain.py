"""Writing, sending and sending again."""

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import task

from core.background import after_commit
from core.outbox.message import ATTEMPTS, Message, MessageState


def post(*, to: str, template: str, context: dict[str, object], kind: str) -> Message:
    """Write one message from `mail/<template>.txt`, whose first line is the subject, and send it after the commit."""
    written = render_to_string(
        f"mail/{template}.txt",
        {"service_name": settings.SERVICE_NAME, "base_url": settings.BASE_URL, **context},
        using="text",
    )
    subject, _, text = written.strip().partition("\n")
    return put(to=to, subject=subject.strip(), text=text.strip() + "\n", kind=kind)


def put(*, to: str, subject: str, text: str, kind: str = "general", headers: dict[str, str] | None = None) -> Message:
    """Write one message row and send it after the commit."""
    message = Message.objects.create(
        to=to, subject=" ".join(subject.split())[:255], text=text, kind=kind, headers=headers or {}
    )
    after_commit(send_message, message.pk)
    return message


@task()
def send_message(pk: int) -> str:
    """Send one waiting message that is due. Returns the state it ends in. Safe to run twice."""
    with transaction.atomic():
        message = Message.objects.select_for_update(skip_locked=True).filter(pk=pk, state=MessageState.WAITING).first()
        if message is None or message.next_attempt_at > timezone.now():
            return "nothing to do"
        message.attempts += 1
        try:
            _carry(message)
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


def send_again(message: Message) -> None:
    """Put a message that was given up back in the queue."""
    Message.objects.filter(pk=message.pk, state=MessageState.GIVEN_UP).update(
        state=MessageState.WAITING, attempts=0, next_attempt_at=timezone.now()
    )
    after_commit(send_message, message.pk)


def _carry(message: Message) -> None:
    connection = get_connection(settings.OUTBOX_CARRIER)
    EmailMessage(
        subject=message.subject,
        body=message.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to],
        headers=message.headers,
        connection=connection,
    ).send()
