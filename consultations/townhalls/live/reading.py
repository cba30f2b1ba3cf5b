"""What the hub reads of the database: in threads of its own, each with a connection that it keeps.

Under ASGI each request has a context of its own, and what it opened goes with it. A hub reads every second, and beginning a
connection took most of the time of a reading.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections

from consultations.townhalls import log
from consultations.townhalls.enums import Stream
from consultations.townhalls.live import frames, tallies
from consultations.townhalls.live.room import Place, Room
from consultations.townhalls.models import Thread, ThreadEvent
from consultations.townhalls.queries import followed
from core.visibility import asked_once

KEPT = 60  # seconds that a connection serves, whatever CONN_MAX_AGE says of those of requests
COVERED = 60  # seconds: counts that moved so long before a room was opened are read with it


_open: list[Any] = []


def _have_connection() -> None:
    """Prepare the connection of a new thread, so that another may close it."""
    connection: Any = connections[DEFAULT_DB_ALIAS]
    connection.settings_dict = {**connection.settings_dict, "CONN_MAX_AGE": KEPT}
    connection.inc_thread_sharing()
    _open.append(connection)


_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="hub", initializer=_have_connection)


async def close() -> None:
    """Close the connections of all threads. The next reading opens one anew."""

    def closing() -> None:
        for connection in _open:
            connection.close()

    await asyncio.to_thread(closing)


async def read(function: Callable[..., Any], *arguments: Any) -> Any:
    """Run a read of the database in a thread of the hub's."""

    def reading() -> Any:
        close_old_connections()
        try:
            return function(*arguments)
        finally:
            close_old_connections()

    return await asyncio.get_running_loop().run_in_executor(_threads, reading)


def opened(place: Place) -> Room | None:
    """Read a room: where it stands, and the last events with how their rows look now. None if it may not be followed."""
    key, stream = place
    thread = thread_at(place)
    if thread is None:
        return None
    covers = time.time() - COVERED
    here = log.cursor_of(thread, stream)
    rows = ThreadEvent.objects.filter(thread=thread, stream=stream, seq__lte=here.seq).order_by("-seq")
    events = [frames.told(row) for row in reversed(rows[: log.MOST_REPLAYED])]
    looks = frames.bodies(stream, events)
    room = Room(place, thread.pk, here.epoch, here.seq, deque(events), looks, covers, wanted=here.seq)
    moved = tallies.moved_since([key], covers).get(key, {})
    room.take_counts(moved, tallies.standing(moved))
    return room


def news(room: Room) -> tuple[list[frames.Told], dict[frames.Subject, Any]] | None:
    """Read what followed; None if it can't be told in full, or to nobody any more."""
    with asked_once():
        thread = thread_at(room.place)
        if thread is None:
            return None
        following = log.replay(thread, log.Cursor(room.epoch, room.last), room.place[1])
        if following.is_reset:
            return None
        events = [frames.told(event) for event in following.events]
        return events, frames.bodies(room.place[1], events)


def looked(keys: Collection[UUID], since: float) -> tuple[dict[Place, int], dict[UUID, dict[frames.Subject, float]]]:
    """Read where the streams of some threads stand, and which of their counts moved since a moment."""
    return log.heads(keys), tallies.moved_since(keys, since)


def earlier_counts(
    place: Place, since: float
) -> tuple[dict[frames.Subject, float], dict[frames.Subject, frames.Tally]]:
    """Read which counts of a room moved since a moment, and how they stand."""
    moved = tallies.moved_since([place[0]], since).get(place[0], {})
    return moved, tallies.standing(moved)


def thread_at(place: Place) -> Thread | None:
    """Return the thread of a place. What is not public is the hosts' alone, and who is one is asked at the door."""
    key, stream = place
    return followed(key) if stream is Stream.PUBLIC else Thread.objects.filter(key=key).first()
