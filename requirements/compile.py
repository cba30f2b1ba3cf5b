"""Write the locks: exact versions with hashes, for every platform and Python we support, and no address."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMMON = (
    "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet"
)


def compile_lock(name: str, *options: str) -> None:
    """Resolve pyproject.toml into requirements/<name>.txt."""
    target = HERE / f"{name}.txt"
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *COMMON.split(), *options]
    subprocess.run([*command, "--output-file", str(target)], cwd=HERE.parent, check=True, stdout=subprocess.DEVNULL)
    print(f"{target.relative_to(HERE.parent)}: {target.read_text().count('==')} packages")


if __name__ == "__main__":
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv else []
    compile_lock("run", *upgrade)
    # The tests run on the very versions that the site runs on.
    compile_lock("dev", "--extra", "dev", "--constraints", "requirements/run.txt", *upgrade)
    compile_lock("bench", "--extra", "bench", "--constraints", "requirements/run.txt", *upgrade)
