"""Two workers at the same moment."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.outbox.message import Message
from search.alerts.domain import ask_for_alert, confirm, set_up_alert
from search.alerts.run import KIND, tell_what_is_new
from search.asked import Asked
from search.domain.apply import apply_changes
from search.enums import Frequency
from search.models import Alert, Arrival
from tests.core.at_once import at_once
from tests.factories import published

HEATHER = Asked("heather").canonical

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("public_index")]


def test_each_alert_gets_one_mail_however_many_tell_at_once():
    for number in range(5):
        set_up_alert(email=f"{number}@example.org", search=HEATHER, frequency=Frequency.AT_ONCE)
    published(texts=["Heather."])
    apply_changes()
    Arrival.objects.update(arrived_at=timezone.now() - timedelta(hours=1))
    told = at_once(lambda _: tell_what_is_new(), threads=4)
    assert sum(told) == 5
    sent = sorted(message.to[0] for message in mail.outbox if "List-Unsubscribe" in message.extra_headers)
    assert sent == [f"{number}@example.org" for number in range(5)]
    assert Message.objects.filter(kind=KIND).count() == 5


def test_the_task_that_applies_changes_tells_where_nothing_is_gathered(settings):
    settings.ALERTS_GATHERED_FOR = timedelta(0)
    set_up_alert(email="ada@example.org", search=HEATHER, frequency=Frequency.AT_ONCE)
    edition = published(texts=["Heather."])
    (message,) = [message for message in mail.outbox if "List-Unsubscribe" in message.extra_headers]
    assert edition.reference in message.body


def test_five_clicks_ask_for_one_alert_and_confirm_it_once():
    at_once(lambda _: ask_for_alert(email="ada@example.org", search=HEATHER, frequency=Frequency.DAILY), threads=5)
    alert = Alert.objects.get()
    confirmed = at_once(lambda _: confirm(alert=alert).confirmed_at, threads=5)
    assert len(set(confirmed)) == 1
