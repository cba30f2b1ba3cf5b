"""Somebody who follows: what they are sent, whoever else is slow or gone."""

import asyncio
import logging

import pytest

from consultations.townhalls.live import follower as live
from consultations.townhalls.live.follower import MOST_QUEUED, Ended, Follower
from tests.consultations.townhalls.followers import until


class Line:
    """What a server does for one who follows: it takes messages, unless it has to wait, and says when they leave."""

    def __init__(self):
        self.follower, self.taken, self.goes_on = Follower(), [], asyncio.Event()
        self.goes_on.set()
        self.left: asyncio.Future[dict[str, str]] = asyncio.get_running_loop().create_future()
        self.fails: Exception | None = None
        self.task = asyncio.create_task(self.follower.carried(self.tell, self.receive, "leaves"))

    async def receive(self):
        return await self.left

    async def tell(self, follower):
        while (text := follower.take()) is not None:
            await self.goes_on.wait()
            if self.fails:
                raise self.fails
            self.taken.append(text)
        if follower.ended:
            self.taken.append(follower.ended)


def run(scene):
    async def played():
        line = Line()
        await asyncio.sleep(0)
        await scene(line)

    asyncio.run(played())


def test_what_can_be_sent_is_sent_at_once():
    async def scene(line):
        line.follower.put("one")
        line.follower.put("two")
        assert line.taken == ["one", "two"]

    run(scene)


def test_what_was_put_before_somebody_listened_is_sent_first():
    async def played():
        line = Line()
        line.follower.put("one")
        assert line.taken == []
        await asyncio.sleep(0)
        line.follower.put("two")
        assert line.taken == ["one", "two"]

    asyncio.run(played())


def test_one_who_waits_holds_up_nobody_and_gets_all_in_order():
    async def scene(line):
        line.goes_on.clear()
        for text in ("one", "two", "three"):
            line.follower.put(text)
        await asyncio.sleep(0.05)
        assert line.taken == []
        line.goes_on.set()
        await until(lambda: line.taken == ["one", "two", "three"])
        line.follower.put("four")
        assert line.taken[-1] == "four"

    run(scene)


def test_who_is_let_go_is_said_goodbye_and_heard_no_more():
    async def scene(line):
        line.follower.end(Ended.STOPS, "goodbye")
        line.follower.put("too late")
        await asyncio.wait_for(line.task, 1)
        assert line.taken == ["goodbye", Ended.STOPS]

    run(scene)


def test_who_leaves_is_sent_nothing_more():
    async def scene(line):
        line.left.set_result({"type": "leaves"})
        await asyncio.wait_for(line.task, 1)
        line.follower.put("too late")
        assert line.taken == []

    run(scene)


def test_who_leaves_while_something_is_being_sent_leaves_no_task_behind():
    async def scene(line):
        line.goes_on.clear()
        line.follower.put("one")
        line.left.set_result({"type": "leaves"})
        await asyncio.wait_for(line.task, 1)
        await until(lambda: len(asyncio.all_tasks()) == 1)
        assert line.taken == []

    run(scene)


@pytest.mark.parametrize("waits", [False, True])
def test_one_whose_line_is_cut_is_let_go_in_silence(waits, caplog):
    async def scene(line):
        line.fails = ConnectionResetError()
        if waits:
            line.goes_on.clear()
        line.follower.put("one")
        line.goes_on.set()
        await asyncio.wait_for(line.task, 1)
        assert line.follower.ended is Ended.LEFT

    run(scene)
    assert caplog.records == []


@pytest.mark.parametrize("waits", [False, True])
def test_one_whose_server_fails_stops_no_other_and_is_logged(waits, caplog):
    async def scene(line):
        line.fails = RuntimeError("not in this state")
        if waits:
            line.goes_on.clear()
        line.follower.put("one")  # raises nothing to whoever tells the next
        line.goes_on.set()
        await asyncio.wait_for(line.task, 1)
        assert line.follower.ended is Ended.LEFT

    with caplog.at_level(logging.WARNING):
        run(scene)
    assert [record.failure for record in caplog.records] == ["RuntimeError"]


def test_one_who_takes_nothing_is_let_go_after_a_while(monkeypatch):
    monkeypatch.setattr(live, "WITHIN", 0.05)

    async def scene(line):
        line.goes_on.clear()
        line.follower.put("one")
        await asyncio.wait_for(line.task, 1)
        assert line.follower.ended is Ended.LEFT

    run(scene)


def test_one_who_is_far_behind_is_let_go_and_told_so():
    async def scene(line):
        line.goes_on.clear()
        for number in range(MOST_QUEUED + 2):
            line.follower.put(str(number))
        assert line.follower.ended is Ended.SLOW
        line.goes_on.set()
        await asyncio.wait_for(line.task, 1)
        assert line.taken == ["0", Ended.SLOW]

    run(scene)
