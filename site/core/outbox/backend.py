"""Django's mail interface over the outbox, so that allauth's mail becomes rows too."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from core.outbox.domain import put


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write a row for each address of each message; returns how many messages were taken."""
        for message in email_messages:
            for address in message.recipients():
                put(to=address, subject=str(message.subject), text=str(message.body), kind="account")
        return len(email_messages)
