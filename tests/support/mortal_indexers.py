"""Processes that apply what is noted for the search indexes, or build them anew, over and over; to be killed at any moment.

`python -m tests.support.mortal_indexers FOLDER apply apply rebuild` keeps three, on the indexes in FOLDER.
"""

import os
import sys
from functools import partial
from pathlib import Path

from tests.support.mortal import Mortals, keep_alive, use_test_settings

AT_ONCE = 3  # notes that are applied together: the fewer, the more moments lie between


class MortalIndexers(Mortals):
    """Runs the script below."""

    def __init__(self, folder: Path, *works: str) -> None:
        self._marks = folder / "marks"
        self._marks.touch()
        super().__init__("tests.support.mortal_indexers", str(folder), *works, folder=folder, lives=len(works))

    def killed_at_work(self) -> int:
        """Return how often one died in the middle of its work."""
        marks = self._marks.read_text()
        return marks.count("(") - marks.count(")")


def main(folder: Path, works: list[str]) -> None:
    use_test_settings()
    import django

    django.setup()
    from django.conf import settings

    from search.domain import apply

    apply.BATCH = AT_ONCE
    for alias, connection in settings.HAYSTACK_CONNECTIONS.items():
        connection["PATH"] = str(folder / alias)
    marks = os.open(folder / "marks", os.O_WRONLY | os.O_APPEND)
    keep_alive([partial(_work, work, marks) for work in works])


def _work(work: str, marks: int) -> None:
    """Do what waits, or build anew, for ever. That another holds the lock of a rebuild is no fault."""
    from haystack.exceptions import SearchBackendError

    from search.domain.apply import apply_changes
    from search.domain.rebuild import rebuild
    from search.enums import Alias
    from search.models import IndexChange

    while True:
        if work == "apply" and not IndexChange.objects.waiting().exists():
            continue
        os.write(marks, b"(")
        try:
            if work == "apply":
                apply_changes()
            else:
                for alias in Alias:
                    rebuild(alias=alias)
        except SearchBackendError as failure:
            sys.stderr.write(f"{failure}\n")
        os.write(marks, b")")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
