"""A test database in milliseconds: migrate once into a template, then copy it.

The migrations of Wagtail and our own take a quarter of a minute. They run once into a template, kept under a name that
says which migrations, models and set-up made it; each test process copies the template, and a test that commits for
real puts the copy back as it was. Emptying the tables, as Django would, also throws away the rows that migrations laid
down (the root page, the roles, the organisations), and the audit log refuses it.
"""

import contextlib
import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "test"
SOURCES = ("site", "consultations", "evidence", "peer_review", "search")


def template_key() -> str:
    """Return a short hash of all that decides what a fresh database holds."""
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes())
    for path in sorted(path for top in SOURCES for path in (ROOT / top).rglob("*.py") if _shapes_the_database(path)):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _shapes_the_database(path: Path) -> bool:
    return (
        not {"migrations", "models"}.isdisjoint(path.parts)
        or path.name in {"models.py", "apps.py"}
        or path.is_relative_to(ROOT / "site" / "accounts")
    )


@contextlib.contextmanager
def only_one(name: str) -> Iterator[None]:
    """Let one process at a time through."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class TestDatabase:
    """The copy this process works on. One subclass a kind of database."""

    __test__ = False

    def __init__(self, *, rebuild: bool = False) -> None:
        self.rebuild = rebuild

    def open(self) -> None:
        """Make the template if there is none, copy it, and point Django at the copy."""
        raise NotImplementedError

    def restore(self) -> None:
        """Put the copy back as the template is."""
        raise NotImplementedError

    def close(self) -> None:
        """Throw the copy away."""
        raise NotImplementedError

    def _point_at(self, name: str) -> None:
        connections.close_all()
        settings.DATABASES["default"]["NAME"] = name
        connection.settings_dict["NAME"] = name

    def _migrate(self) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        connections.close_all()


class SqliteDatabase(TestDatabase):
    def open(self) -> None:
        self.template = KEPT / f"template-{template_key()}.sqlite3"
        self.copy = Path(settings.DATA_DIR) / "test.sqlite3"
        self.copy.parent.mkdir(parents=True, exist_ok=True)
        with only_one("sqlite"):
            if self.rebuild or not self.template.exists():
                self._build()
        self._point_at(str(self.copy))
        self.restore()

    def _build(self) -> None:
        for old in KEPT.glob("template-*"):
            old.unlink()
        half = self.template.with_suffix(".half")
        self._point_at(str(half))
        self._migrate()
        half.rename(self.template)

    def restore(self) -> None:
        """Copy page by page through SQLite itself, so that other connections see one change and no torn file."""
        connection.close()
        with (
            contextlib.closing(sqlite3.connect(self.template)) as source,
            contextlib.closing(sqlite3.connect(self.copy, timeout=20)) as target,
        ):
            target.execute("PRAGMA synchronous=OFF")
            source.backup(target)

    def close(self) -> None:
        connections.close_all()
        for path in self.copy.parent.glob(f"{self.copy.name}*"):
            path.unlink()


class PostgresqlDatabase(TestDatabase):
    def open(self) -> None:
        self.template = f"moothall_template_{template_key()}"
        self.copy = f"moothall_test_{os.getpid()}"
        self.maintenance = settings.DATABASES["default"]["NAME"]
        with only_one("postgresql"):
            if self.rebuild or not self._exists(self.template):
                self._build()
        self.restore()

    def _exists(self, name: str) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None

    def _build(self) -> None:
        half = f"{self.template}_half"
        self._run(f"DROP DATABASE IF EXISTS {half} WITH (FORCE)", f"CREATE DATABASE {half}")
        self._point_at(half)
        self._migrate()
        self._run(
            f"DROP DATABASE IF EXISTS {self.template} WITH (FORCE)", f"ALTER DATABASE {half} RENAME TO {self.template}"
        )

    def restore(self) -> None:
        self._point_at(self.copy)
        self._run(
            f"DROP DATABASE IF EXISTS {self.copy} WITH (FORCE)",
            f"CREATE DATABASE {self.copy} TEMPLATE {self.template} STRATEGY FILE_COPY",
        )

    def close(self) -> None:
        self._point_at(self.maintenance)
        self._run(f"DROP DATABASE IF EXISTS {self.copy} WITH (FORCE)")

    def _run(self, *statements: str) -> None:
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def test_database(*, rebuild: bool = False) -> TestDatabase:
    """Return the database that the settings ask for."""
    kinds = {"sqlite": SqliteDatabase, "postgresql": PostgresqlDatabase}
    return kinds[connection.vendor](rebuild=rebuild)


test_database.__test__ = False
