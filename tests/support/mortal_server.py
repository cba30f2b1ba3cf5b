"""The real server, to be killed at any moment and to rise again at once.

`python -m tests.support.mortal_server FD` loads the application and keeps a process alive that serves it with uvicorn on
the listening socket FD. The socket outlives them all, so that a client finds a server that is slow to answer, and,
whenever one dies under it, a cut line.
"""

import os
import socket
import sys
from pathlib import Path

from tests.support.mortal import Mortals, keep_alive, use_test_settings


class MortalServer(Mortals):
    """Runs the script below."""

    def __init__(self, folder: Path) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.socket.getsockname()[1]
        listening = self.socket.fileno()
        super().__init__("tests.support.mortal_server", str(listening), folder=folder, pass_fds=[listening])

    def stop(self) -> None:
        super().stop()
        self.socket.close()


def keep_serving(listening: int) -> None:
    """Serve for ever."""
    use_test_settings()
    from config.asgi import application

    _warm_up()
    keep_alive([lambda: _serve(application, listening)])


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
