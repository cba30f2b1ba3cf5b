"""Measure, and print the table."""

import os
import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django  # noqa: E402

django.setup()

from benchmarks.matching.greedy import greedy  # noqa: E402
from benchmarks.matching.judging import missing, worth  # noqa: E402
from benchmarks.matching.made_up import many_candidates, many_needs  # noqa: E402
from benchmarks.report import Row, at_most, figure, tell  # noqa: E402
from peer_review.pool.matching import propose  # noqa: E402

REVIEWS = int(os.environ.get("REVIEWS", "12"))
PEERS = int(os.environ.get("PEERS", "300"))
SECONDS = 5


def main() -> None:
    needs = many_needs(REVIEWS)
    pool = many_candidates(PEERS, needs)
    rows: list[Row] = [figure("reviews", REVIEWS, ""), figure("peers in the pool", PEERS, "")]

    began = perf_counter()
    floor = greedy(needs, pool)
    floor_spent = perf_counter() - began
    began = perf_counter()
    proposal = propose(needs, pool, seconds=SECONDS)
    spent = perf_counter() - began
    ours = {one.need.key: one.members for one in proposal.teams}

    rows.append(at_most("proposed with every reason", spent, "s", SECONDS))
    rows.append(figure("floor: a greedy choice without reasons", floor_spent, "s"))
    rows.append(figure("times the floor", spent / floor_spent, "times"))
    for name, teams in (("proposed", ours), ("floor", floor)):
        rows.append(figure(f"{name}: places filled", sum(len(team) for team in teams.values()), "peers"))
        rows.append(figure(f"{name}: asks not met", missing(needs, teams), ""))
        rows.append(figure(f"{name}: cost less gain (lower is better)", worth(needs, teams), ""))
    fewer = missing(needs, ours) - missing(needs, floor)
    rows.append(at_most("asks not met, more than the floor", fewer, "", 0))
    reasons = sum(
        len(one.fills) + sum(len(each.why_not) for each in one.instead)
        for team in proposal.teams
        for one in team.chosen
    )
    rows.append(figure("sentences of reasons", reasons, ""))
    tell(f"{REVIEWS} reviews from a pool of {PEERS}", rows)


if __name__ == "__main__":
    main()
