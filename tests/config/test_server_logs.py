"""The server as the runbook starts it: each line a JSON object, and no address in any."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "tok3n-in-the-path"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(address: str) -> int | None:
    """Return the status, or None while nobody listens."""
    try:
        with urlopen(address) as response:  # noqa: S310
            return response.status
    except HTTPError as error:
        with error:
            return error.code
    except URLError:
        return None


@pytest.mark.slow
def test_every_line_is_an_object_and_none_holds_an_address(tmp_path):
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "PYTEST_CURRENT_TEST"}},
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DATA_DIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--app-dir", "site", "--port", str(port)]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603 - our own interpreter
        try:
            limit = time.monotonic() + 60
            while fetch(f"http://127.0.0.1:{port}/-/liveness") is None:
                assert server.poll() is None, (tmp_path / "log").read_text()
                assert time.monotonic() < limit
                time.sleep(0.2)
            statuses = [fetch(f"http://127.0.0.1:{port}/{path}") for path in (f"{TOKEN}/?q={TOKEN}", f"static/{TOKEN}")]
            knock_for_a_websocket(port)
        finally:
            server.terminate()
            server.wait(timeout=20)

    written = (tmp_path / "log").read_text()
    lines = [json.loads(line) for line in written.splitlines() if not line.startswith("INFO:")]
    assert statuses == [500, 500]  # its database has no tables yet
    assert [line["code"] for line in lines if "code" in line] == [200, 500, 500]
    assert TOKEN not in written
    assert "127.0.0.1" not in "".join(line for line in written.splitlines() if "Uvicorn running" not in line)


def knock_for_a_websocket(port: int) -> None:
    handshake = (
        f"GET /live/{TOKEN}/ HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(handshake.encode())
        line.settimeout(5)
        line.recv(1024)
