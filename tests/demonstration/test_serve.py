"""One command from an empty folder to a running site, and a second start that loses nothing."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command

from demonstration.people import PASSWORD, SIGN_INS
from tests.support.processes import ROOT, fetch, free_port, running

QUERIES = 15
SERVE = [sys.executable, "-u", "manage.py", "serve"]


def counts(folder) -> list[int]:
    tables = ("wagtailcore_page", "submissions_submission", "publication_edition", "accounts_user", "core_entry")
    with closing(sqlite3.connect(folder / "moothall.sqlite3")) as database:
        return [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]  # noqa: S608


def queries_by_page(folder) -> dict[str, float]:
    """Have the benchmark of pages open each of its pages in the demonstration of `folder`."""
    told = folder / "pages.json"
    ours = {"BENCH": str(folder), "SUBMISSIONS": "0", "RUNS": "2", "JSON": str(told)}
    command = [sys.executable, "-m", "benchmarks.pages"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **ours}, check=True)  # noqa: S603 - our own words
    rows = json.loads(told.read_text())
    return {row["name"].partition(":")[0]: row["value"] for row in rows if row["unit"] == "queries"}


@pytest.mark.slow
@pytest.mark.alone
def test_an_empty_folder_becomes_a_site_and_stays_one(tmp_path):
    with running(SERVE, folder=tmp_path, STAFF_WITHOUT_SECOND_FACTOR="yes") as site:
        assert fetch(f"{site.address}/-/readiness") == (200, '{"status": "ready"}')
        status, home = fetch(site.address)
        assert (status, "CFE1" in home) == (200, True)
        assert f"open at http://localhost:{site.port}" in site.said()
        assert PASSWORD in site.said()
        assert all(one.email in site.said() for one in SIGN_INS)
    first = counts(tmp_path)

    with running(SERVE, folder=tmp_path, STAFF_WITHOUT_SECOND_FACTOR="yes") as site:
        assert fetch(site.address)[0] == 200
        assert "Laying out the database" not in site.said()
    assert counts(tmp_path) == first
    queries = queries_by_page(tmp_path)
    assert queries.keys() >= {"call page", "form step", "assessment form", "moderation board", "peer review dashboard"}
    assert max(queries.values()) <= QUERIES


def test_it_serves_the_demonstration_alone(settings):
    settings.STAFF_WITHOUT_SECOND_FACTOR = False
    with pytest.raises(CommandError, match="local mode alone"):
        call_command("serve")


def test_a_taken_port_is_named_before_anything_is_done(settings, monkeypatch):
    settings.STAFF_WITHOUT_SECOND_FACTOR = True
    import socket

    port = free_port()
    monkeypatch.setenv("PORT", str(port))
    with socket.create_server(("127.0.0.1", port)), pytest.raises(CommandError, match=f"make run PORT={port + 1}"):
        call_command("serve")
