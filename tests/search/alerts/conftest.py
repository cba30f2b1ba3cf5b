"""Alerts on the site's own index."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from haystack import connections
from haystack.exceptions import SearchBackendError

from search.alerts.domain import set_up_alert
from search.alerts.run import tell_what_is_new
from search.asked import Asked
from search.enums import Frequency
from search.models import Alert

HEATHER = Asked("heather").canonical


@pytest.fixture
def clock(public_index: object) -> Iterator[time_machine.Traveller]:
    """Ten o'clock in London on Wednesday 18 November 2026. It stands still until a test moves it."""
    with time_machine.travel("2026-11-18T10:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def alert() -> Callable[..., Alert]:
    """`alert(...)` is one of ada@example.org's, of heather and told at once, unless it says otherwise."""

    def made(email: str = "ada@example.org", search: str = HEATHER, frequency: str = Frequency.AT_ONCE) -> Alert:
        return set_up_alert(email=email, search=search, frequency=frequency)

    return made


def news() -> list:
    """All the mail of alerts so far, without that to respondents."""
    return [message for message in mail.outbox if "List-Unsubscribe" in message.extra_headers]


@pytest.fixture
def run(clock: time_machine.Traveller, committing: Callable) -> Callable[..., list]:
    """`run()` lets the gathering pass, does what the sweep does, and returns the mail that went out by it."""

    def sweep(**wait: int) -> list:
        clock.shift(timedelta(**wait) if wait else timedelta(minutes=6))
        before = len(news())
        with committing():
            tell_what_is_new()
        return news()[before:]

    return sweep


@pytest.fixture
def at(clock: time_machine.Traveller, run: Callable) -> Callable[[str], list]:
    """`at("2026-11-19 08:00")` is `run()` at that time of London's."""

    def moment(london: str) -> list:
        day, hour = london.split()
        zone = timezone.get_default_timezone()
        clock.move_to(datetime.fromisoformat(f"{day}T{hour}:00").replace(tzinfo=zone))
        return run(seconds=0)

    return moment


@pytest.fixture
def engine_down() -> Callable:
    """`with engine_down("search"):` no call of these methods of the engine succeeds; of none, if none is named."""

    def down(*args: object, **kwargs: object) -> None:
        raise SearchBackendError("heather: down")

    @contextmanager
    def broken(*methods: str) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for method in methods or ("search", "remove_where"):
                patch.setattr(type(connections["default"].get_backend()), method, down)
            yield

    return broken
