"""How a start that can't be is refused: with sentences for whoever runs the machine, and no traceback."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured


class CannotStart(ImproperlyConfigured):
    """What the machine says is missing or wrong. Each sentence names one value and its mend, and quotes none."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(["Moothall can't start.", *sentences]))


@contextmanager
def sentences_alone() -> Iterator[None]:
    """Let CannotStart end the process with code 1 and its sentences on standard error."""
    try:
        yield
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)  # noqa: T201 - the log is not set up yet, and a person reads this
        raise SystemExit(1) from None
