"""The links in the mail: signed, and stored nowhere.

Each is good for one thing, and ends with the row that it names. A mail is forwarded, so the link in each alert stops that
alert and shows no other; whatever opens all alerts of an address is asked for, and ends after a week.
"""

from datetime import timedelta
from uuid import UUID

from core.signed_links import SignedLink
from search.models import Alert, Subscriber

OPENS_FOR = timedelta(days=7)
CONFIRMS_FOR = timedelta(days=7)
_confirming = SignedLink("alerts:confirm", salt="search.alerts.confirm", lasts=CONFIRMS_FOR)
_stopping = SignedLink("alerts:stop_by_link", salt="search.alerts.stop")
_opening = SignedLink("alerts:open", salt="search.alerts.open", lasts=OPENS_FOR)


def confirm_link(alert: Alert) -> str:
    return _confirming.to(alert.key)


def stop_link(alert: Alert) -> str:
    return _stopping.to(alert.key)


def open_link(subscriber: Subscriber) -> str:
    return _opening.to(subscriber.key)


def alert_to_confirm(token: str) -> Alert | None:
    """Return what a link confirms, or None for a link that we did not make or that has ended."""
    return _alert(_confirming.key_in(token))


def alert_to_stop(token: str) -> Alert | None:
    return _alert(_stopping.key_in(token))


def is_to_stop(token: str) -> bool:
    """Whether we made this link to stop an alert, be there one or not any more."""
    return _stopping.key_in(token) is not None


def subscriber_of(token: str) -> Subscriber | None:
    key = _opening.key_in(token)
    return Subscriber.objects.filter(key=key).first() if key else None


def _alert(key: UUID | None) -> Alert | None:
    return Alert.objects.select_related("subscriber").filter(key=key).first() if key else None
