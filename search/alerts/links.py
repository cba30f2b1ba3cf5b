"""The links in the mail: signed, and stored nowhere.

Each is good for one thing, and ends with the row that it names. A mail is forwarded, so the link in each alert stops that
alert and shows no other; whatever opens all alerts of an address is asked for, and ends after a week.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from search.models import Alert, Subscriber

OPENS_FOR = timedelta(days=7)
CONFIRMS_FOR = timedelta(days=7)
_confirming = signing.TimestampSigner(salt="search.alerts.confirm")
_stopping = signing.Signer(salt="search.alerts.stop")
_opening = signing.TimestampSigner(salt="search.alerts.open")


def confirm_link(alert: Alert) -> str:
    return _address("alerts:confirm", _confirming.sign(alert.key.hex))


def stop_link(alert: Alert) -> str:
    return _address("alerts:stop_by_link", _stopping.sign(alert.key.hex))


def open_link(subscriber: Subscriber) -> str:
    return _address("alerts:open", _opening.sign(subscriber.key.hex))


def alert_to_confirm(token: str) -> Alert | None:
    """Return what a link confirms, or None for a link that we did not make or that has ended."""
    return _alert(_key_in_time(_confirming, token, CONFIRMS_FOR))


def alert_to_stop(token: str) -> Alert | None:
    return _alert(_key(_stopping, token))


def is_to_stop(token: str) -> bool:
    """Whether we made this link to stop an alert, be there one or not any more."""
    return _key(_stopping, token) is not None


def subscriber_of(token: str) -> Subscriber | None:
    key = _key_in_time(_opening, token, OPENS_FOR)
    return Subscriber.objects.filter(key=key).first() if key else None


def _alert(key: UUID | None) -> Alert | None:
    return Alert.objects.select_related("subscriber").filter(key=key).first() if key else None


def _key(signer: signing.Signer, token: str) -> UUID | None:
    try:
        return UUID(signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def _key_in_time(signer: signing.TimestampSigner, token: str, age: timedelta) -> UUID | None:
    try:
        return UUID(signer.unsign(token, max_age=age))
    except (signing.BadSignature, ValueError):
        return None


def _address(name: str, token: str) -> str:
    return settings.BASE_URL + reverse(name, args=[token])
