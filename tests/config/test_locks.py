"""The locks name every version with its hashes, and no place to download it from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PINNED = re.compile(r"^([\w.\-]+)(?:\[[^\]]+\])?==([^\s;]+)", re.MULTILINE)


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text()


def plain(requirement: str) -> str:
    return re.split(r"[\[<>=~;! ]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_holds_no_address(name):
    assert "://" not in lock(name)
    assert not re.search(r"^\s*-[-\w]", lock(name).replace("--hash=", ""), re.MULTILINE)


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_version_has_its_hashes(name):
    entries = re.split(r"\n(?=[\w.\-]+(?:\[[^\]]+\])?==)", lock(name))
    assert len(entries) > 60
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_the_project_asks_for_is_locked():
    run, dev = ({name for name, _ in PINNED.findall(lock(name))} for name in ("run", "dev"))
    assert {plain(one) for one in PROJECT["dependencies"]} - run == set()
    assert {plain(one) for one in PROJECT["optional-dependencies"]["dev"]} - dev == set()


def test_the_tests_run_on_what_the_site_runs_on():
    run, dev = (dict(PINNED.findall(lock(name))) for name in ("run", "dev"))
    assert {name: dev.get(name) for name in run} == run
