"""A server built from the jars that its makers publish: once, then kept in var/."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import locks

HERE = Path(__file__).resolve().parent
KEPT = HERE.parents[2] / "var" / "elasticsearch"
JDKS = Path("/usr/lib/jvm")
# Of these both parts are published; each with the oldest Java that runs it. The launcher knows the server from within,
# so another version may need another launcher.
VERSIONS = {"8.19.5": 17, "9.2.0": 21}
MODULES = {
    "transport-netty4": "org.elasticsearch.transport.netty4.Netty4Plugin",
    "english": "moothall.EnglishModule",
}


class CannotBuild(Exception):
    """Says what is missing."""


def java_for(version: str) -> Path:
    """Return the oldest JDK on this machine that runs a version. Raises CannotBuild."""
    oldest = VERSIONS[version]
    found = sorted((release, home) for home in _homes() if (release := _release(home)) >= oldest)
    if not found:
        raise CannotBuild(f"no JDK of release {oldest} or later was found (JAVA_HOME may name one)")
    return found[0][1]


def can_be_built() -> bool:
    """Whether the tools for at least the oldest version are here."""
    try:
        java_for(next(iter(VERSIONS)))
    except CannotBuild:
        return False
    return shutil.which("mvn") is not None


def _homes() -> Iterator[Path]:
    if os.environ.get("JAVA_HOME"):
        yield Path(os.environ["JAVA_HOME"])
    if JDKS.is_dir():
        yield from JDKS.iterdir()
    if java := shutil.which("java"):
        yield Path(java).resolve().parents[1]


def _release(home: Path) -> int:
    """Return the release of a JDK, or 0 for a folder that is none."""
    if not (home / "bin" / "javac").exists() or not (home / "release").exists():
        return 0
    told = re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text())
    return int(told[1]) if told else 0


def built(version: str, java: Path) -> Path:
    """Return the folder of a server, built unless it is there already. Raises CannotBuild."""
    folder = KEPT / f"{version}-{_release(java)}-{_sources()}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with _alone():
        if not folder.exists():
            beside = folder.with_suffix(".new")
            shutil.rmtree(beside, ignore_errors=True)
            _build(version, java, beside)
            beside.rename(folder)
    return folder


@contextmanager
def _alone() -> Iterator[None]:
    with (KEPT / ".lock").open("w") as file:
        locks.lock(file, locks.LOCK_EX)
        yield


def _sources() -> str:
    files = sorted([HERE / "pom.xml", Path(__file__), *HERE.glob("java/*.java")])
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def _build(version: str, java: Path, folder: Path) -> None:
    jars, modules, classes = folder / "lib", folder / "modules", folder / "classes"
    for name in MODULES:
        (modules / name).mkdir(parents=True)
    (folder / "config").mkdir()
    if not shutil.which("mvn"):
        raise CannotBuild("Maven was not found")
    _run("Maven could not fetch it", "mvn", "--quiet", "--batch-mode", "--file", HERE / "pom.xml",
         f"-Delasticsearch.version={version}", "dependency:copy-dependencies", f"-DoutputDirectory={jars}",
         "-DincludeScope=runtime")  # fmt: skip
    for jar in [*jars.glob("netty-*.jar"), *jars.glob("transport-netty4-*.jar")]:
        jar.rename(modules / "transport-netty4" / jar.name)
    # The server loads its modules by themselves, and refuses a class that it also finds beside them.
    for source, target in (("Server", classes), ("EnglishModule", folder / "english")):
        _run("its launcher could not be compiled", java / "bin" / "javac", "-nowarn", "-d", target, "-cp", f"{jars}/*",
             HERE / "java" / f"{source}.java")  # fmt: skip
    _run("its module could not be packed", java / "bin" / "jar", "--create", "--file", modules / "english" / "english.jar",
         "-C", folder / "english", ".")  # fmt: skip
    for name, entry in MODULES.items():
        described = {"name": name, "description": name, "version": version, "elasticsearch.version": version,
                     "java.version": "17", "classname": entry}  # fmt: skip
        text = "\n".join(f"{key}={value}" for key, value in described.items())
        (modules / name / "plugin-descriptor.properties").write_text(text)


def _run(failure: str, *command: object) -> None:
    done = subprocess.run(  # noqa: S603
        [str(part) for part in command], check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines()
        raise CannotBuild(f"{failure} ({lines[0] if lines else done.returncode})")
