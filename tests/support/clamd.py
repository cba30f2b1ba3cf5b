"""A small server that speaks clamd's INSTREAM over TCP, for the real client to talk to.

clamd itself needs 300 MB of signatures from another host. What we rely on is its protocol and its verdicts, and these are
kept here: `nINSTREAM\\n`, chunks with their length before them, an empty one, and one line for an answer.
"""

import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Clamd:
    """`received` holds what was streamed, newest last; set `answer` to say something else than a scanner would."""

    address: str = ""
    received: list[bytes] = field(default_factory=list)
    most: int = 26 * 1024 * 1024
    answer: Callable[[bytes], str] | None = None

    def verdict(self, body: bytes) -> str:
        if self.answer is not None:
            return self.answer(body)
        if len(body) > self.most:
            return "INSTREAM size limit exceeded. ERROR"
        return "stream: Eicar-Test-Signature FOUND" if b"EICAR-" + b"STANDARD" in body else "stream: OK"


@contextmanager
def running_clamd(port: int = 0) -> Iterator[Clamd]:
    """Run the server in a thread for as long as the block lasts."""
    clamd = Clamd()

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            if self.rfile.readline() != b"nINSTREAM\n":
                self.wfile.write(b"UNKNOWN COMMAND\n")
                return
            body = b""
            while size := struct.unpack("!L", self.rfile.read(4))[0]:
                body += self.rfile.read(size)
            clamd.received.append(body)
            self.wfile.write(clamd.verdict(body).encode() + b"\n")

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", port), Session) as server:
        clamd.address = f"127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield clamd
        finally:
            server.shutdown()
            thread.join()
