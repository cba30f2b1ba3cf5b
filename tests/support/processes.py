"""The site in a process of its own, as people start it."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600


@dataclass
class Process:
    """A running site: where it is, and what it has said so far."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def said(self) -> str:
        return self.log.read_text()

    def wait_until_it_answers(self) -> None:
        limit = time.monotonic() + PATIENCE
        while fetch(f"{self.address}/-/liveness")[0] is None:
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < limit, self.said()
            time.sleep(0.1)


@contextlib.contextmanager
def running(command: list[str], *, folder: Path, settings: str = "local", **environment: str) -> Iterator[Process]:
    """Run `command`, in which {port} stands for a free port, on a database in `folder`; end it afterwards."""
    port, log = free_port(), folder / "log"
    ours = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "BASE_URL"}}
    ours |= {"DJANGO_SETTINGS_MODULE": f"config.settings.{settings}", "DATA_DIR": str(folder), "PORT": str(port)}
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and words
            [part.format(port=port) for part in command],
            cwd=ROOT,
            env={**ours, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        site = Process(process, port, log)
        try:
            site.wait_until_it_answers()
            yield site
        finally:
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(address: str) -> tuple[int | None, str]:
    """Return the status and the words of a page; None as status while nobody listens."""
    try:
        with urlopen(address) as response:  # noqa: S310 - an address of our own making
            return response.status, response.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()
    except URLError:
        return None, ""
