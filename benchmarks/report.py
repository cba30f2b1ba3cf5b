"""How every benchmark tells its figures: a table on the screen and, with JSON=path, the same rows in a file."""

import json
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter


@dataclass(frozen=True)
class Row:
    """One figure. `aim` is what we want of it, in words, or empty; `met` is None where there is no aim."""

    name: str
    value: float
    unit: str
    aim: str = ""
    met: bool | None = None


def at_most(name: str, value: float, unit: str, limit: float) -> Row:
    """Return a row whose aim is to stay at or under `limit`."""
    return Row(name, value, unit, f"≤ {limit:g}", value <= limit)


def at_least(name: str, value: float, unit: str, limit: float) -> Row:
    """Return a row whose aim is to reach `limit`."""
    return Row(name, value, unit, f"≥ {limit:g}", value >= limit)


def figure(name: str, value: float, unit: str) -> Row:
    """Return a row without an aim."""
    return Row(name, value, unit)


def timed(work: Callable[[], object], *, runs: int, warm_up: int = 3) -> tuple[float, float]:
    """Run `work` and return its p50 and p95 in milliseconds."""
    for _ in range(warm_up):
        work()
    spans = []
    for _ in range(runs):
        began = perf_counter()
        work()
        spans.append((perf_counter() - began) * 1000)
    return spread(spans)


def spread(spans: Sequence[float]) -> tuple[float, float]:
    """Return the p50 and the p95."""
    return median(spans), quantiles(spans, n=20)[-1]


def tell(title: str, rows: list[Row]) -> None:
    """Print the rows as a table; write them to the path in the environment variable JSON, if there is one."""
    print(f"\n{title}")
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} processors\n")
    width = max(len(row.name) for row in rows)
    print(f"{'':{width}}  {'value':>10}  {'unit':8}  {'aim':8}  met")
    for row in rows:
        met = {True: "yes", False: "NO", None: ""}[row.met]
        print(f"{row.name:{width}}  {row.value:>10,.1f}  {row.unit:8}  {row.aim:8}  {met}")
    if path := os.environ.get("JSON"):
        Path(path).write_text(json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False) + "\n")
