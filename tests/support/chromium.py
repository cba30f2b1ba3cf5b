"""A Chromium for the journeys: one that is there, else Debian's, else Playwright's own.

`python -m tests.support.chromium` makes sure that there is one, or says in one line what to install and fails.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No page may lean on another host, and none is asked.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
# Seconds for a first start on a busy machine.
PATIENCE = 120
WANTED = "The journeys need Chromium: install the package chromium (or Google Chrome) so that it is on the PATH."


def chromium() -> str | None:
    """Return the path of a Chromium that starts, or None. Playwright's own is asked last."""
    there = (path for name in NAMES if (path := shutil.which(name)))
    return next(filter(starts, there), None) or next(filter(starts, _playwrights_own()), None)


def starts(path: str) -> bool:
    """Whether it draws an empty page. A name on the PATH is not enough: some systems put a stub there that only fails."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [path, *FLAGS, "--headless", f"--user-data-dir={profile}", "--dump-dom", "about:blank"]
        try:
            done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            return False
    return done.returncode == 0 and b"<html" in done.stdout


def _playwrights_own() -> list[str]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return [path] if Path(path).exists() else []


def ensure() -> str | None:
    """Return the path of a Chromium, installing one where that is possible, or None."""
    return chromium() or _from_debian() or _from_playwright()


def _from_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("Installing Debian's chromium …", flush=True)  # noqa: T201
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        if subprocess.run(["apt-get", *command], env=environment, stdout=subprocess.DEVNULL, check=False).returncode:  # noqa: S603, S607
            return None
    return chromium()


def _from_playwright() -> str | None:
    print("Downloading Playwright's Chromium …", flush=True)  # noqa: T201
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return None if subprocess.run(command, check=False).returncode else chromium()  # noqa: S603


if __name__ == "__main__":
    found = ensure()
    print(found or WANTED)  # noqa: T201
    sys.exit(0 if found else 1)
