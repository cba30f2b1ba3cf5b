"""The run: every peer filled, then asked in turns.

    make bench-search                      20,000 submissions
    make bench-search SUBMISSIONS=2000     another size
    make bench-search GROWTH=yes           also our engine at 10,000 and at 100,000, and what ten times as much costs
    make bench-search ROUNDS=5             more rounds
    make bench-search WITHOUT="whoosh elasticsearch"    without the slow peers: their names begin so

Elasticsearch is the server that ELASTICSEARCH_URL names, or one started for the run where Maven and a JDK are there.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.report import Row, at_least, at_most, figure, spread, tell
from benchmarks.search import ROOT
from benchmarks.search.peers import BARE, OURS, OURS_ON_SERVER, PAGE, PEERS, SERVER, WHOOSH, Peer
from benchmarks.search.questions import HOW_MANY
from benchmarks.search.server import address_of_server
from benchmarks.talk import Member, member

WORKER = "benchmarks.search.worker"
KEPT = ROOT / "var" / "bench-search"
SUBMISSIONS = int(os.environ.get("SUBMISSIONS", "20000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
WITHOUT = tuple(os.environ.get("WITHOUT", "").lower().split())
GROWN = (10_000, 100_000)
AT_ONCE = 10  # questions that a peer is asked before it is the next one's turn

TIMES_BARE = 1.5
TIMES_WHOOSH = 300
TIMES_GROWN = 3
PAGE_MS = 60
Rounds = Sequence[tuple[float, float]]  # the p50 and the p95 of each


def main() -> None:
    rows: list[Row] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="moothall-bench-")))
        peers = [peer for peer in PEERS if not peer.name.lower().startswith(WITHOUT)]
        server = address_of_server(stack) if SERVER in peers else ""
        members: dict[Peer, Member] = {}
        for number, peer in enumerate(peers):
            if peer.needs_server and not server:
                continue
            place = server if peer.needs_server else str(folder / str(number))
            if peer is PAGE:
                place = str(KEPT / f"page-{SUBMISSIONS}")
            size = round(SUBMISSIONS * peer.share)
            members[peer] = stack.enter_context(member(WORKER, peer.built_by, place, str(size)))
            rows += laid_down(peer, members[peer], size)
        rounds = asked(members)
        rows += [figure(f"{peer.name}: memory", one.memory()["bytes"] / 1e6, "MB") for peer, one in members.items()]
    rows += compared(rounds)
    if os.environ.get("GROWTH"):
        rows += grown()
    tell(f"Search in {SUBMISSIONS:,} submissions: {HOW_MANY} questions, medians of {ROUNDS} rounds", rows)


def asked(members: Mapping[Peer, Member]) -> dict[Peer, Rounds]:
    """Ask everybody in turns, a few questions at a time; who has but a share of the corpus, being slow, in one round."""
    rounds: dict[Peer, list[tuple[float, float]]] = {peer: [] for peer in members}
    for number in range(ROUNDS):
        print(f"Round {number + 1} of {ROUNDS}", flush=True)
        asking = [peer for peer in members if peer.share == 1 or number == 0]
        spans: dict[Peer, list[float]] = {peer: [] for peer in asking}
        answers: dict[Peer, list[Any]] = {peer: [] for peer in asking}
        for turn, first in enumerate(range(0, HOW_MANY, AT_ONCE)):
            begin = turn % len(asking)  # so that nobody always comes after the same one
            for peer in asking[begin:] + asking[:begin]:
                told = members[peer].ask(first, first + AT_ONCE)
                spans[peer] += told["spans"]
                answers[peer] += told["answers"]
        if BARE in asking and answers[BARE] != answers[OURS]:
            raise SystemExit("Bare Tantivy and ours gave different answers, so their times can't be compared.")
        for peer in asking:
            rounds[peer].append(spread(spans[peer]))
    return dict(rounds)


def compared(rounds: Mapping[Peer, Rounds]) -> Iterator[Row]:
    """Yield the times of every peer, and how they compare: each round with itself."""
    for peer, of_peer in rounds.items():
        p50, p95 = median(p50 for p50, _ in of_peer), median(p95 for _, p95 in of_peer)
        yield figure(f"{peer.name}: p50", p50, "ms")
        yield (
            at_most(f"{peer.name}: p95", p95, "ms", PAGE_MS) if peer is PAGE else figure(f"{peer.name}: p95", p95, "ms")
        )
    yield at_most("Tantivy through Haystack, times bare at p95", ratio(rounds, OURS, BARE), "times", TIMES_BARE)
    if SERVER in rounds:
        times = ratio(rounds, OURS_ON_SERVER, SERVER)
        yield at_most("Elasticsearch through Haystack, times bare at p95", times, "times", TIMES_BARE)
        yield figure(
            "Elasticsearch, times Tantivy, both through Haystack", ratio(rounds, OURS_ON_SERVER, OURS), "times"
        )
    if WHOOSH in rounds:
        times = ratio(rounds, WHOOSH, OURS)
        yield figure("Whoosh with a tenth, times Tantivy with all", times, "times")
        # It looks at each document that is found, so what it does grows as the corpus does.
        yield at_least("Whoosh, times Tantivy, of as many submissions", times / WHOOSH.share, "times", TIMES_WHOOSH)


def ratio(rounds: Mapping[Peer, Rounds], one: Peer, other: Peer) -> float:
    """Return the median, over the rounds in which both were asked, of how their p95s compare."""
    return median(mine[1] / theirs[1] for mine, theirs in zip(rounds[one], rounds[other], strict=False))


def grown() -> Iterator[Row]:
    """Yield what a corpus ten times as large costs our engine; both sizes are asked in turns."""
    sizes = {size: Peer(f"{OURS.name}, {size:,}", OURS.built_by) for size in GROWN}
    rounds: dict[int, list[float]] = {size: [] for size in sizes}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="moothall-bench-")))
        members = {}
        for size, peer in sizes.items():
            members[size] = stack.enter_context(member(WORKER, peer.built_by, str(folder / str(size)), str(size)))
            yield from laid_down(peer, members[size], size)
        for _ in range(ROUNDS):
            spans: dict[int, list[float]] = {size: [] for size in sizes}
            for first in range(0, HOW_MANY, AT_ONCE):
                for size in sizes:
                    spans[size] += members[size].ask(first, first + AT_ONCE)["spans"]
            for size in sizes:
                rounds[size].append(spread(spans[size])[1])
    few, many = GROWN
    for size, peer in sizes.items():
        yield figure(f"{peer.name}: p95", median(rounds[size]), "ms")
    times = median(more / less for less, more in zip(rounds[few], rounds[many], strict=True))
    yield at_most(f"{many:,} submissions, times {few:,}, at p95", times, "times", TIMES_GROWN)


def laid_down(peer: Peer, one: Member, size: int) -> Iterator[Row]:
    print(f"{peer.name}: {size:,} submissions are laid down", flush=True)
    told = one.fill()
    yield figure(f"{peer.name}: laid down", size / told["seconds"], "a second")
    yield figure(f"{peer.name}: on disk", told["bytes"] / 1e6, "MB")


if __name__ == "__main__":
    main()
