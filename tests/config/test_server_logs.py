"""The server as the runbook starts it: each line a JSON object, and no address in any."""

import json
import socket
import sys

import pytest

from tests.support.processes import fetch, running

TOKEN = "tok3n-in-the-path"


@pytest.mark.slow
@pytest.mark.alone
def test_every_line_is_an_object_and_none_holds_an_address(tmp_path):
    command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--app-dir", "site", "--port", "{port}"]
    with running(command, folder=tmp_path) as process:
        statuses = [fetch(f"{process.address}/{path}")[0] for path in (f"{TOKEN}/?q={TOKEN}", f"static/{TOKEN}")]
        knock_for_a_websocket(process.port)

    written = process.said()
    lines = [json.loads(line) for line in written.splitlines()]
    assert lines[0]["event"].startswith("Started server process")
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
