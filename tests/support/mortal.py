"""Processes to be killed at any moment and to rise again at once.

A keeper loads Django, forks a process for each life it keeps, and forks the next when one is dead. Loading takes seconds
and would be most of a test that kills fifty; a fork takes milliseconds and shares nothing with the one before but the code.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


class Mortals:
    """Runs `python -m module arguments…` on the database of this test. `kill` is SIGKILL: nothing is tidied up."""

    def __init__(
        self, module: str, *arguments: str, folder: Path, lives: int = 1, pass_fds: Sequence[int] = ()
    ) -> None:
        self.deaths = 0
        self._changed = threading.Condition()
        self._living: dict[int, int] = {}
        self._lives = lives
        with (folder / f"{module.rpartition('.')[2]}.log").open("wb") as log:
            self._keeper = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", module, *arguments],
                cwd=ROOT,
                env={**os.environ, "DATABASE_URL": database_url(), "TMPDIR": str(folder)},
                pass_fds=pass_fds,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._keeper.stdout
        for line in self._keeper.stdout:
            number, pid = map(int, line.split())
            with self._changed:
                self._living[number] = pid
                self._changed.notify_all()

    def wait_for_life(self, seconds: float = 60) -> None:
        """Return when all of them live. Raises RuntimeError when they don't in time."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._living) == self._lives, timeout=seconds):
                raise RuntimeError("It did not start.")

    def kill(self, number: int = 0) -> None:
        """Kill one of the living and return when the next lives in its place."""
        with self._changed:
            victim = self._living.pop(number)
        os.kill(victim, signal.SIGKILL)
        self.deaths += 1
        self.wait_for_life()

    def stop(self) -> None:
        """End the keeper and its last children."""
        os.killpg(self._keeper.pid, signal.SIGKILL)
        self._keeper.wait()
        assert self._keeper.stdout
        self._keeper.stdout.close()


def database_url() -> str:
    """Return the address of the database that this test works on."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{database['NAME']}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database['NAME']}"))


def use_test_settings() -> None:
    """Set Django up in a keeper as in a test."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]


def keep_alive(lives: Sequence[Callable[[], None]]) -> None:
    """Live each of `lives` for ever, one child after another, and say who lives."""
    numbers: dict[int, int] = {}
    waiting = list(range(len(lives)))
    while True:
        for number in waiting:
            child = os.fork()
            if not child:
                lives[number]()
                os._exit(0)
            numbers[child] = number
            sys.stdout.write(f"{number} {child}\n")
            sys.stdout.flush()
        waiting = [numbers.pop(os.wait()[0])]
