"""Install a lock into this interpreter, saying how far it is. Standard library alone: it runs before anything is there.

`python requirements/install.py requirements/run.txt`
"""

import re
import subprocess
import sys
from pathlib import Path

TOLD = re.compile(r"^\s*(?:Collecting|Requirement already satisfied:) ([\w.\-]+)")


def main(lock: str) -> int:
    """Run pip with hashes required; on failure show all that pip said. Returns pip's exit code."""
    total = len(re.findall(r"^[\w.\-]+(?:\[[\w,\-]+\])?==", Path(lock).read_text(encoding="utf-8"), re.MULTILINE))
    command = [sys.executable, "-m", "pip", "install", "--require-hashes", "--no-input", "--disable-pip-version-check"]
    pip = subprocess.Popen(
        [*command, "--progress-bar", "off", "-r", lock], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    said, seen = [], set()
    for line in pip.stdout:
        said.append(line)
        if found := TOLD.match(line):
            seen.add(found[1])
            show(f"  fetching {len(seen)} of at most {total}: {found[1]}", often=len(seen) % 20 == 0)
        elif line.startswith("Installing collected"):
            show(f"  unpacking {len(seen)} packages …", often=True)
    code = pip.wait()
    show("  done" if code == 0 else "  failed", often=True)
    print("" if code == 0 else "\n" + "".join(said[-40:]), flush=True)
    return code


def show(text: str, *, often: bool) -> None:
    """Overwrite one line on a terminal; in a log write a line now and then."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)
    elif often:
        print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
