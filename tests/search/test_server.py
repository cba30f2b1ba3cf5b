"""`python -m tests.search.server`: what it does where no server can be had, or one is given."""

import sys

import pytest

from tests.search.server import __main__ as wrapper
from tests.search.server import build

SEES = f"import os, sys; sys.exit(os.environ['{wrapper.GIVEN}'] != sys.argv[1])"


@pytest.fixture(autouse=True)
def machine(monkeypatch):
    """One that gives no server, and is not CI's."""
    monkeypatch.delenv(wrapper.GIVEN, raising=False)
    monkeypatch.delenv("CI", raising=False)


def command(expected: str) -> list[str]:
    return [sys.executable, "-c", SEES, expected]


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_without_a_server_it_says_so_and_in_ci_it_fails(monkeypatch, capsys, ci, code):
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(build, "_homes", lambda: iter(()))
    assert wrapper.main(command("")) == code
    said = capsys.readouterr().out.splitlines()
    assert said[0] == (
        "Elasticsearch 8.19.5 is left out: no JDK of release 17 or later was found (JAVA_HOME may name one)."
    )
    assert "search is tested on Tantivy alone" in said[-1]


def test_a_server_that_is_given_is_used_and_none_is_started(monkeypatch):
    monkeypatch.setenv(wrapper.GIVEN, "http://search.example:9200")
    monkeypatch.setattr(wrapper, "started", None)
    assert wrapper.main(command("http://search.example:9200")) == 0


def test_a_folder_that_is_no_jdk_is_passed_over(monkeypatch, tmp_path):
    for name, release in (("old", 11), ("new", 21), ("newer", 25)):
        (tmp_path / name / "bin").mkdir(parents=True)
        (tmp_path / name / "bin" / "javac").touch()
        (tmp_path / name / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{release}.0.1"\n')
    (tmp_path / "jre").mkdir()
    monkeypatch.setattr(build, "_homes", tmp_path.iterdir)
    assert build.java_for("9.2.0") == tmp_path / "new"
