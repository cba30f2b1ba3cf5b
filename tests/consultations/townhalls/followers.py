"""Those who follow, as tests play them: at the hub, and over a websocket."""

import asyncio
import json
import time
from urllib.parse import urlencode

from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from channels.routing import URLRouter
from django.db import close_old_connections, connection

from config.routing import streams, websocket_urlpatterns
from consultations.townhalls import log


class Client:
    """What a browser does with what it is sent: it keeps the newest look of each row, and asks anew when a number is missing."""

    def __init__(self, hub, place, cursor):
        self.hub, self.place, self.cursor = hub, place, cursor
        self.seen, self.looks, self.resets = [], {}, 0
        self.counts, self.told_counts, self.followers = {}, 0, None
        self.follower = None

    async def follow(self):
        while True:
            self.follower = await self.hub.join(self.place, self.cursor)
            while (text := await next_of(self.follower)) is not None:
                if not self.take(json.loads(text)):
                    break
            self.hub.leave(self.place, self.follower)

    def take(self, message):
        """Return False when something is missing."""
        if "beat" in message:
            return message["beat"] <= self.cursor.seq
        if "reset" in message:
            self.resets += 1
            self.cursor = log.Cursor(self.cursor.epoch, message["reset"])
            return True
        self.followers = message.get("followers", self.followers)
        self.told_counts += "tallies" in message
        self.counts |= {(one["of"], one["id"]): one for one in message.get("tallies", ())}
        if "prev" not in message:
            return True
        if message["prev"] > self.cursor.seq:
            return False
        for event in message["events"]:
            if event["seq"] > self.cursor.seq:
                self.seen.append(event["seq"])
            if event.get("body"):
                self.looks[event["body"].get("id", event["of"])] = event["body"]
        self.cursor = log.Cursor(self.cursor.epoch, max(self.cursor.seq, message["seq"]))
        return True


def in_thread(function, *arguments):
    def run():
        close_old_connections()
        try:
            return function(*arguments)
        finally:
            connection.close()

    return sync_to_async(run, thread_sensitive=False)()


def happens(text):
    return '"prev":' in text or '"reset":' in text


async def next_of(follower):
    """Return the next message for somebody, or None once they were let go."""
    while (text := follower.take()) is None and not follower.ended:
        await asyncio.sleep(0.002)
    return text


class Line(ApplicationCommunicator):
    """A browser's websocket to a thread."""

    def __init__(self, key, cursor="", *, place="live", headers=(), client=("192.0.2.1", 1), application=None):
        scope = {
            "type": "websocket",
            "path": f"/town-halls/{key}/{place}/",
            "query_string": urlencode({"after": cursor}).encode(),
            "client": client,
        }
        super().__init__(
            application or URLRouter(websocket_urlpatterns), {**scope, "headers": list(headers), "subprotocols": []}
        )

    async def open(self):
        await self.send_input({"type": "websocket.connect"})
        assert (await self.receive_output(10))["type"] == "websocket.accept"

    async def message(self):
        """Return the next message about what happened: how many follow is told in between."""
        while not happens(text := (await self.receive_output(10))["text"]):
            pass
        return json.loads(text)

    async def close(self):
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(10)


class Sse(ApplicationCommunicator):
    """A browser that follows by server-sent events."""

    def __init__(self, key, cursor="", *, headers=(), client=("192.0.2.1", 1)):
        scope = {"type": "http", "method": "GET", "path": f"/town-halls/{key}/stream/", "client": client}
        query = urlencode({"after": cursor}).encode()
        super().__init__(URLRouter(streams), {**scope, "query_string": query, "headers": list(headers)})

    async def open(self):
        await self.send_input({"type": "http.request", "body": b""})
        start = await self.receive_output(10)
        await self.receive_output(10)
        return start

    async def message(self):
        while (text := (await self.receive_output(10))["body"].decode()).startswith("id:") and not happens(text):
            pass
        return text

    async def close(self):
        await self.send_input({"type": "http.disconnect"})
        await self.wait(10)


async def until(is_so, seconds=30.0):
    """Wait until something is so, and return after how long. Raises AssertionError when it is not in time."""
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < seconds, "It did not happen in time."
        await asyncio.sleep(0.01)
    return time.monotonic() - begun
