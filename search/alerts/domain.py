"""The verbs of alerts."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.outbox.domain import post
from core.outbox.message import MessageState
from core.references import Series
from search.alerts.links import CONFIRMS_FOR, OPENS_FOR, confirm_link, open_link
from search.alerts.schedule import next_time
from search.models import Alert, Arrival, News, Subscriber

MOST = 30  # of one address
UNCONFIRMED_KEPT = CONFIRMS_FOR


def ask_for_alert(*, email: str, search: str, frequency: str) -> None:
    """Write to `email` for a confirmation that it wants mail about `search`, a canonical query.

    One mail goes out whatever this address gets already, so whoever asks learns nothing of it. The mail repeats no word
    of the search: anybody may ask in anybody's name, and our mail must not carry their words.
    """
    with transaction.atomic():
        subscriber = _subscriber(email)
        alert = subscriber.alerts.filter(search=search).first()
        if alert is not None and alert.confirmed_at:
            _write_to(subscriber, "already", frequency=alert.get_frequency_display(), link=open_link(subscriber))
        elif _is_full(subscriber):
            _write_to(subscriber, "full", most=MOST, link=open_link(subscriber))
        else:
            alert = alert or Alert(subscriber=subscriber, search=search, told_to=last_arrival())
            alert.frequency, alert.asked_at = frequency, timezone.now()
            alert.save()
            _write_to(subscriber, "confirm", link=confirm_link(alert), days=UNCONFIRMED_KEPT.days)


def set_up_alert(*, email: str, search: str, frequency: str) -> Alert:
    """Send mail about `search` to an address that is proven to be read by whoever asks. Logged.

    One that is there already gets the new frequency. Raises Refused when the address has too many.
    """
    with transaction.atomic():
        subscriber = _subscriber(email)
        alert = subscriber.alerts.filter(search=search).first()
        if alert is not None and alert.confirmed_at:
            return change_frequency(alert=alert, frequency=frequency)
        if _is_full(subscriber):
            raise Refused(_("You get emails about %(most)d searches. Stop one of them first.") % {"most": MOST})
        alert = alert or Alert(subscriber=subscriber, search=search, told_to=last_arrival())
        alert.frequency = frequency
        alert.save()
        return confirm(alert=alert)


def confirm(*, alert: Alert) -> Alert:
    """Begin to send what was asked for. What was published since it was asked for is told too. Logged, once."""
    with transaction.atomic():
        row = Alert.objects.select_for_update().select_related("subscriber").get(pk=alert.pk)
        if row.confirmed_at is None:
            row.confirmed_at = timezone.now()
            row.next_at = next_time(row.frequency, row.confirmed_at)
            row.save(update_fields=["confirmed_at", "next_at"])
            audit.record("alert.confirm", actor=row.subscriber, subject=row, frequency=row.frequency)
        return row


def change_frequency(*, alert: Alert, frequency: str) -> Alert:
    """Send it as often as `frequency` says from now on. What was not told yet comes with the next mail. Logged."""
    with transaction.atomic():
        row = Alert.objects.select_for_update().select_related("subscriber").get(pk=alert.pk)
        if row.frequency != frequency:
            row.frequency, row.next_at = frequency, next_time(frequency, timezone.now())
            row.save(update_fields=["frequency", "next_at"])
            audit.record("alert.change", actor=row.subscriber, subject=row, frequency=frequency)
        return row


def stop(*, alert: Alert) -> None:
    """End an alert, with all mail about it that has not left, and forget an address that has no other. Logged."""
    with transaction.atomic():
        subscriber = Subscriber.objects.select_for_update().filter(pk=alert.subscriber_id).first()
        row = Alert.objects.filter(pk=alert.pk).first()
        if subscriber is None or row is None:
            return
        _end(row, subscriber)


def stop_all(*, subscriber: Subscriber) -> None:
    """End every alert of an address, and forget it. Logged."""
    with transaction.atomic():
        locked = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
        if locked is not None:
            for row in locked.alerts.all():
                _end(row, locked)


def send_open_link(*, email: str) -> None:
    """Mail the link that opens all alerts of an address, if it has any. Whoever asks must not learn whether it has."""
    with transaction.atomic():
        subscriber = Subscriber.objects.filter(email=email.strip().lower()).first()
        if subscriber is not None and subscriber.alerts.confirmed().exists():
            _write_to(subscriber, "link", link=open_link(subscriber), days=OPENS_FOR.days)


def last_arrival() -> int:
    """Return the number of what the index took in last."""
    return Series.objects.filter(name=Arrival.SERIES).values_list("last", flat=True).first() or 0


def forget() -> int:
    """Delete what was never confirmed, what was told, and addresses that have nothing left. For the sweep."""
    old = timezone.now() - UNCONFIRMED_KEPT
    forgotten, _counts = Alert.objects.filter(confirmed_at__isnull=True, asked_at__lt=old).delete()
    News.objects.filter(message__state=MessageState.SENT).delete()
    for subscriber in Subscriber.objects.filter(alerts=None):
        with transaction.atomic():
            locked = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
            if locked is not None and not locked.alerts.exists():
                locked.delete()
    return forgotten


def _subscriber(email: str) -> Subscriber:
    """Return the row of an address, locked, so that it is not forgotten under us."""
    return Subscriber.objects.select_for_update().get_or_create(email=email.strip().lower())[0]


def _write_to(subscriber: Subscriber, template: str, **context: object) -> None:
    post(to=subscriber.email, template=f"alerts/{template}", context=context, kind=f"alert.{template}")


def _is_full(subscriber: Subscriber) -> bool:
    return subscriber.alerts.confirmed().count() >= MOST


def _end(row: Alert, subscriber: Subscriber) -> None:
    if row.confirmed_at is not None:
        audit.record("alert.stop", actor=subscriber, subject=row)
    row.delete()
    if not subscriber.alerts.exists():
        subscriber.delete()
