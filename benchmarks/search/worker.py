"""One peer in a process of its own, so that its memory is its own: reads commands as JSON lines and answers each in one.

fill                 lay down the whole corpus: seconds, without the making of the corpus, and bytes on disk
ask FROM TO          ask some of the questions: the milliseconds of each, and what was answered
memory               the most memory that this process has held
"""

import resource
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from time import perf_counter
from typing import Any

from benchmarks.search.questions import questions
from benchmarks.talk import serve_lines

A_UNIT = 1024 if sys.platform == "linux" else 1  # bytes in which the system counts memory


class Worker:
    def __init__(self, built_by: str, place: str, size: int) -> None:
        module, _, name = built_by.rpartition(".")
        self.peer = getattr(import_module(module), name)(place, size)
        self.questions = questions()

    def fill(self) -> dict[str, Any]:
        making = 0.0

        def batches() -> Iterator[Sequence[Any]]:
            """Hand over each batch, and take the time that making it took."""
            nonlocal making
            each = self.peer.prepared()
            while True:
                began = perf_counter()
                batch = next(each, None)
                making += perf_counter() - began
                if batch is None:
                    return
                yield batch

        began = perf_counter()
        self.peer.lay_down(batches())
        return {"seconds": perf_counter() - began - making, "bytes": self.peer.bytes_kept()}

    def ask(self, first: int, last: int) -> dict[str, Any]:
        spans, answers = [], []
        for question in self.questions[first:last]:
            began = perf_counter()
            answers.append(self.peer.ask(question))
            spans.append((perf_counter() - began) * 1000)
        return {"spans": spans, "answers": answers}

    def memory(self) -> dict[str, Any]:
        return {"bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * A_UNIT}


def main(built_by: str, place: str, size: str) -> None:
    serve_lines(lambda: Worker(built_by, place, int(size)))


if __name__ == "__main__":
    main(*sys.argv[1:])
