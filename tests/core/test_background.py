"""With the database behind the tasks, a worker of its own does what a page left to it."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from core.outbox.domain import put
from core.outbox.message import Message, MessageState

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def tasks_in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work() -> None:
    """Run a worker until nothing waits."""
    call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)


def test_the_worker_sends_the_mail():
    message = put(to="ada@example.org", subject="Your receipt", text="Words.\n")
    assert mail.outbox == []
    assert DBTaskResult.objects.count() == 1

    work()

    message.refresh_from_db()
    assert (message.state, [sent.to for sent in mail.outbox]) == (MessageState.SENT, [["ada@example.org"]])


def test_what_was_rolled_back_is_not_worked_on():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        put(to="ada@example.org", subject="Your receipt", text="Words.\n")
        raise ZeroDivisionError
    work()
    assert (DBTaskResult.objects.count(), mail.outbox) == (0, [])


def test_a_call_that_was_lost_is_found_by_the_sweep():
    message = put(to="ada@example.org", subject="Your receipt", text="Words.\n")
    DBTaskResult.objects.all().delete()  # the process died between the commit and the queue

    work()
    assert Message.objects.get(pk=message.pk).state == MessageState.WAITING
    call_command("sweep", verbosity=0)
    assert Message.objects.get(pk=message.pk).state == MessageState.SENT
