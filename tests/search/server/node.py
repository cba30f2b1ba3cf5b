"""One server, started and stopped."""

import contextlib
import queue
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.search.server.build import CannotBuild, built, java_for

PATIENCE = 120  # seconds until it must have started
OPTIONS = [
    "-Xms384m",
    "-Xmx384m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "--enable-native-access=ALL-UNNAMED",
    "-Des.distribution.type=tar",
    "-Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false",
    "-Dlog4j2.disable.jmx=true",
    "-Dlog4j.shutdownHookEnabled=false",
    "-Djava.awt.headless=true",
    "-Dio.netty.noUnsafe=true",
]


class Node:
    """A running server: where it answers, and its process."""

    def __init__(self, version: str, data: Path) -> None:
        java = java_for(version)
        home = built(version, java)
        path = f"{home / 'classes'}:{home / 'lib'}/*"
        # It ends when its standard input does, so it outlives nobody who was killed.
        self.process = subprocess.Popen(  # noqa: S603
            [java / "bin" / "java", *OPTIONS, "-cp", path, "moothall.Server", home, data],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.version, self.data = version, data
        self._said: queue.Queue[str] = queue.Queue()
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        self._address = ""

    def _listen(self) -> None:
        """Read all that it says, so that it never waits for a reader."""
        if self.process.stdout:
            with self.process.stdout as said:
                for line in said:
                    if not self._address:
                        self._said.put(line)
        self._said.put("")

    @property
    def address(self) -> str:
        """Where it answers; waits until it does. Raises CannotBuild."""
        told: list[str] = []
        while not self._address:
            try:
                line = self._said.get(timeout=PATIENCE)
            except queue.Empty:
                line = ""
            if line.startswith("listening "):
                self._address = f"http://127.0.0.1:{line.split()[1]}"
            elif not line:
                raise CannotBuild(f"it did not start ({' '.join(told[-3:]).strip() or 'and said nothing'})")
            told.append(line)
        return self._address

    def again(self) -> "Node":
        """Start another on the same data, after this one has ended."""
        self.process.wait()
        return Node(self.version, self.data)

    def stop(self) -> None:
        if self.process.stdin:
            with contextlib.suppress(OSError):
                self.process.stdin.close()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._listening.join()


@contextlib.contextmanager
def node(version: str) -> Iterator[Node]:
    """Start a server on data of its own; stop it and remove them. Raises CannotBuild where that can't be."""
    data = Path(tempfile.mkdtemp(prefix="moothall-search-"))
    try:
        started = Node(version, data)
        try:
            yield started
        finally:
            started.stop()
    finally:
        shutil.rmtree(data, ignore_errors=True)
