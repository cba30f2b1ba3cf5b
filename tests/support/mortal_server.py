"""The real server, to be killed at any moment and to rise again at once.

`python -m tests.support.mortal_server FD` loads the application, forks a process that serves it with uvicorn on the
listening socket FD, and forks the next one when that is dead. Loading takes seconds and would be most of a test that
kills fifty servers; a fork takes milliseconds and shares nothing with the one before but the code. The socket outlives
them all, so that a client finds a server that is slow to answer, and, whenever one dies under it, a cut line.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


class MortalServer:
    """Runs the script below on the database of this test. `kill` is SIGKILL: nothing is tidied up."""

    def __init__(self, folder: Path) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.socket.getsockname()[1]
        self.deaths = 0
        self._changed = threading.Condition()
        self._living = 0
        with (folder / "server.log").open("wb") as log:
            self._keeper = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "tests.support.mortal_server", str(self.socket.fileno())],
                cwd=ROOT,
                env={**os.environ, "DATABASE_URL": database_url(), "TMPDIR": str(folder)},
                pass_fds=[self.socket.fileno()],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._keeper.stdout
        for line in self._keeper.stdout:
            with self._changed:
                self._living = int(line)
                self._changed.notify_all()

    def wait_for_life(self, seconds: float = 60) -> None:
        """Return when a server lives. Raises RuntimeError when none does in time."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._living, timeout=seconds):
                raise RuntimeError("The server did not start.")

    def kill(self) -> None:
        """Kill the living server and return when the next one lives."""
        with self._changed:
            victim, self._living = self._living, 0
        os.kill(victim, signal.SIGKILL)
        self.deaths += 1
        self.wait_for_life()

    def stop(self) -> None:
        """End the keeper and its last child."""
        os.killpg(self._keeper.pid, signal.SIGKILL)
        self._keeper.wait()
        assert self._keeper.stdout
        self._keeper.stdout.close()
        self.socket.close()


def database_url() -> str:
    """Return the address of the database that this test works on."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{database['NAME']}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database['NAME']}"))


def keep_serving(listening: int) -> None:
    """Serve for ever, one child after another."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    from config.asgi import application

    _warm_up()
    while True:
        child = os.fork()
        if not child:
            _serve(application, listening)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)


def _warm_up() -> None:
    """Load what Django loads at the first request, and touch no database: a connection must not be shared by a fork."""
    from django.template.loader import get_template
    from django.urls import get_resolver

    assert get_resolver().url_patterns
    for name in ("submissions/check.html", "submissions/receipt.html", "mail/received.txt"):
        get_template(name, using="text" if name.startswith("mail") else None)


def _serve(application: object, listening: int) -> None:
    import uvicorn

    config = uvicorn.Config(application, fd=listening, lifespan="off", log_config=None, access_log=False)  # type: ignore[arg-type]
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=listening)])
    os._exit(0)


if __name__ == "__main__":
    keep_serving(int(sys.argv[1]))
