"""The one command surface: `make help` lists every target, and `make test-all` looks for the browser first."""

import os
import re
import subprocess

from config.settings.env import ROOT


def make(*words: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "--no-print-directory", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout


def test_help_lists_every_target_with_what_it_does():
    rules = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^([a-z][a-z-]*):", rules, re.MULTILINE)
    phony = re.search(r"^\.PHONY:((?:.*\\\n)*.*)", rules, re.MULTILINE).group(1).replace("\\", " ").split()
    listed = dict(re.findall(r"^  make (\S+) +(\S.*)$", make("help"), re.MULTILINE))
    assert sorted(listed) == sorted(targets) == sorted(phony)


def test_the_browser_is_looked_for_before_the_long_suites():
    steps = [line for line in make("-n", "test-all").splitlines() if "bin/python -m " in line]
    assert "tests.support.chromium" in steps[0]
    assert ["pytest" in step for step in steps[1:]] == [True, True, True]
