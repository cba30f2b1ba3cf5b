"""A message is a row first, goes out once, is tried again, and is given up in the open."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from core import audit
from core.actors import SYSTEM
from core.errors import Refused
from core.outbox.domain import put, rewrite, send_again, send_due, send_message
from core.outbox.message import ATTEMPTS, Message, MessageState
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


class Deaf(EmailBackend):
    """A carrier that never answers, and whose error quotes the address."""

    def send_messages(self, messages):
        raise ConnectionRefusedError(f"could not reach {messages[0].to}")


def a_message(**fields) -> Message:
    return put(**{"to": "ada@example.org", "subject": "Your receipt", "text": "The link: /s/secret/\n", **fields})


def test_it_is_a_row_first_and_goes_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        message = a_message()
        assert message.state == MessageState.WAITING
    assert mail.outbox == []

    for callback in waiting:
        callback()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.SENT, 1)
    assert [(sent.to, sent.subject, sent.body) for sent in mail.outbox] == [
        (["ada@example.org"], "Your receipt", "The link: /s/secret/\n")
    ]


def test_a_rolled_back_transaction_takes_its_message_with_it(committing):
    with committing(), pytest.raises(ZeroDivisionError), transaction.atomic():
        a_message()
        raise ZeroDivisionError
    assert (Message.objects.count(), mail.outbox) == (0, [])


def test_its_words_are_wiped_once_it_is_sent(committing):
    with committing():
        message = a_message(headers={"Reply-To": "desk@example.org"})
    message.refresh_from_db()
    assert (message.text, message.headers, message.last_error) == ("", {}, "")
    assert message.sent_at is not None


def test_a_subject_is_one_line_of_a_length_that_mail_takes():
    message = a_message(subject="Two\nlines \t and  gaps " + "x" * 400)
    assert message.subject.startswith("Two lines and gaps xxx")
    assert len(message.subject) == 255


def test_it_is_sent_once_however_often_it_is_tried(committing):
    with committing():
        message = a_message()
    assert send_message.call(message.pk) == "nothing to do"
    assert send_due() == 0
    assert len(mail.outbox) == 1


def test_a_failure_is_tried_again_with_growing_pauses_and_then_given_up(settings):
    settings.OUTBOX_CARRIER = f"{__name__}.Deaf"
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        message = a_message()
        while message.state == MessageState.WAITING:
            send_message.call(message.pk)
            message.refresh_from_db()
            waits.append((message.next_attempt_at - timezone.now()).total_seconds() / 60)
            clock.move_to(message.next_attempt_at)

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128]
    assert (message.state, message.attempts) == (MessageState.GIVEN_UP, ATTEMPTS)
    assert message.last_error == "ConnectionRefusedError"
    assert message.text == "The link: /s/secret/\n"


def test_it_is_not_tried_before_its_time(settings):
    settings.OUTBOX_CARRIER = f"{__name__}.Deaf"
    message = a_message()
    assert send_message.call(message.pk) == MessageState.WAITING
    assert send_message.call(message.pk) == "nothing to do"


def test_the_sweep_finds_what_a_dead_process_left(capsys):
    a_message()
    a_message(to="bea@example.org")
    Message.objects.update(next_attempt_at=timezone.now() - timedelta(minutes=1))

    call_command("sweep")

    assert sorted(sent.to[0] for sent in mail.outbox) == ["ada@example.org", "bea@example.org"]
    assert "mail: 2" in capsys.readouterr().out
    assert send_due() == 0


def test_what_was_given_up_can_be_sent_again(settings, committing):
    message = a_message()
    Message.objects.filter(pk=message.pk).update(state=MessageState.GIVEN_UP, attempts=ATTEMPTS)
    with committing():
        send_again(message, by=SYSTEM)
    message.refresh_from_db()
    assert (message.state, len(mail.outbox)) == (MessageState.SENT, 1)
    assert audit.entries_about(message).last().action == "message.send_again"


def test_the_words_of_what_was_given_up_are_wiped_after_a_month(capsys):
    old, young = a_message(), a_message()
    Message.objects.update(state=MessageState.GIVEN_UP)
    Message.objects.filter(pk=old.pk).update(next_attempt_at=timezone.now() - timedelta(days=31))

    call_command("sweep")

    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.text, young.text) == ("", "The link: /s/secret/\n")
    with pytest.raises(Refused, match="words were wiped"):
        send_again(old, by=SYSTEM)


def without_secrets(text):
    return text.replace("secret", "…")


def test_words_are_changed_in_every_message_about_a_row_wherever_it_was_to_go(committing):
    subject, other = UserFactory(), UserFactory()
    with committing():
        sent = a_message(subject="A secret", about=subject)
    waiting, elsewhere = a_message(about=subject), a_message(to="bea@example.org", about=subject)
    of_another, of_nobody = a_message(about=other), a_message()
    assert rewrite(about=subject, to=["ada@example.org"], change=without_secrets) == 4
    for message in (sent, waiting, elsewhere, of_another, of_nobody):
        message.refresh_from_db()
    assert (sent.subject, sent.state) == ("A …", MessageState.SENT)
    assert [one.text for one in (waiting, elsewhere, of_nobody)] == ["The link: /s/…/\n"] * 3
    assert of_another.text == "The link: /s/secret/\n"


def test_a_message_to_an_address_that_may_no_longer_be_kept_is_given_up(committing):
    subject = UserFactory()
    with committing():
        sent = a_message(to="secret@example.org", about=subject)
    waiting = a_message(to="secret@example.org", about=subject)
    assert rewrite(about=subject, to=[], change=without_secrets) == 2
    sent.refresh_from_db()
    waiting.refresh_from_db()
    assert (sent.to, sent.state) == ("", MessageState.SENT)
    assert (waiting.to, waiting.text, waiting.state) == ("", "", MessageState.GIVEN_UP)


def test_what_was_sent_is_not_sent_again(committing):
    with committing():
        message = a_message()
    with committing():
        send_again(message, by=SYSTEM)
    assert len(mail.outbox) == 1


def test_the_mail_of_signing_up_comes_this_way_too(client, committing):
    with committing():
        client.post(
            "/accounts/signup/",
            {"email": "new@example.org", "password1": "three old oak trees", "password2": "three old oak trees"},
        )
    message = Message.objects.get(to="new@example.org")
    assert (message.state, message.kind) == (MessageState.SENT, "account")
    assert len(mail.outbox) == 1
    assert not EmailAddress.objects.get(email="new@example.org").verified


def test_a_reset_of_the_password_leaves_no_link_behind(client, committing):
    user = UserFactory()
    with committing():
        client.post("/accounts/password/reset/", {"email": user.email})
    assert "/accounts/password/reset/key/" in mail.outbox[0].body
    assert Message.objects.get(to=user.email).text == ""
