"""Which Chromium the journeys take: one that is there and starts, else Debian's, else Playwright's, else one clear line."""

import sys
from pathlib import Path

import pytest

from tests.support import chromium

WORKS = 'echo "<html><head></head><body></body></html>"'
FAILS = 'echo "Install it as a snap." >&2; exit 1'


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with nothing on its PATH but what the test puts there: `machine("chromium", WORKS)`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(chromium, "_playwrights_own", list)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(sys, "executable", put(folder / "python", FAILS))
    return lambda name, script: put(folder / name, script)


def put(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def installing(path: str) -> str:
    """A script that puts a working browser at `path`."""
    return f"echo '#!/bin/sh\n{WORKS}' > {path}; /bin/chmod 755 {path}"


def test_a_stub_that_only_fails_is_passed_over(machine):
    machine("chromium", FAILS)
    machine("chromium-browser", "exit 0")
    assert chromium.chromium() is None
    chrome = machine("google-chrome", WORKS)
    assert chromium.ensure() == chrome


def test_one_that_never_comes_up_is_passed_over(machine, monkeypatch):
    monkeypatch.setattr(chromium, "PATIENCE", 0.2)
    machine("chromium", "exec /bin/sleep 20")
    assert chromium.chromium() is None


def test_playwrights_own_must_start_too(machine, monkeypatch):
    own = machine("headless-shell", FAILS)
    monkeypatch.setattr(chromium, "_playwrights_own", lambda: [own])
    assert chromium.chromium() is None
    machine("headless-shell", WORKS)
    assert chromium.chromium() == own


def test_what_is_there_is_asked_before_anything_is_fetched(machine, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    machine("apt-get", "exit 1")
    there = machine("chromium", WORKS)
    assert chromium.ensure() == there


def test_debians_is_fetched_by_an_administrator_alone(machine, monkeypatch, tmp_path):
    wanted = str(tmp_path / "bin" / "chromium")
    machine("apt-get", installing(wanted))
    assert chromium.ensure() is None
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert chromium.ensure() == wanted


def test_playwrights_is_fetched_last(machine, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    machine("apt-get", "exit 1")
    own = str(tmp_path / "own")
    monkeypatch.setattr(chromium, "_playwrights_own", lambda: [own] if Path(own).exists() else [])
    machine("python", f'test "$*" = "-m playwright install chromium" && {installing(own)}')
    assert chromium.ensure() == own
    assert capsys.readouterr().out.splitlines() == [
        "Installing Debian's chromium …",
        "Downloading Playwright's Chromium …",
    ]
