"""What every test may ask for."""

import io
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client, TransactionTestCase
from haystack import connections
from haystack.backends import BaseSearchBackend

from accounts.models import User
from tests.factories import UserFactory
from tests.support.database import test_database
from tests.support.indexes import in_folder, own_indexes
from tests.support.valkey import MortalValkey


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any, django_db_createdb: bool
) -> Iterator[None]:
    """One copied database a process. A test that commits is undone by copying again (see tests.support.database)."""
    database = test_database(rebuild=django_db_createdb)
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        database.open()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: database.restore())
        yield
        database.close()


@pytest.fixture(scope="session", autouse=True)
def _no_files_left() -> Iterator[None]:
    yield
    shutil.rmtree(django_settings.DATA_DIR, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _mail_through_the_outbox(django_test_environment: None) -> None:
    """Django's test environment would send mail past the outbox. The outbox's carrier keeps it in memory anyway."""
    django_settings.EMAIL_BACKEND = "core.outbox.backend.OutboxBackend"


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Rate limits live in the cache and must not run from one test into the next."""
    yield
    cache.clear()


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    """`with committing(): verb()` also does what waits for the commit, without one."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def secretariat(db: None) -> User:
    return UserFactory(secretariat=True)


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """`signed_in(user)` returns a browser of theirs."""

    def browser(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the real handler writes, with the real formatter."""
    written = io.StringIO()
    (handler,) = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.hookimpl(trylast=True)
@pytest.fixture
def valkey() -> Iterator[MortalValkey]:
    """A real server, to be killed and started again at the same address."""
    server = MortalValkey()
    server.start()
    yield server
    if server.is_running():
        server.stop()


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """What asks no database is run once: the suite runs on SQLite and on PostgreSQL.

    What takes long comes first, so that no run waits for one test alone at its end.
    """
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    for item in items:
        if item.path.is_relative_to(item.config.rootpath / "tests" / "journeys"):
            item.add_marker("journey")
        elif not item.get_closest_marker("django_db") and not {"db", "transactional_db"}.intersection(
            item.fixturenames
        ):
            item.add_marker("alone")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say when the second engine was left out."""
    ran = (report for reports in terminalreporter.stats.values() for report in reports)
    if not os.environ.get("ELASTICSEARCH_TEST_URL") and any(
        getattr(report, "nodeid", "").startswith("tests/search/") for report in ran
    ):
        terminalreporter.write_line(
            "Search ran on Tantivy alone: `python -m tests.search.server pytest …` adds Elasticsearch."
        )


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test is a failed run: it would say "passed" of what nobody looked at."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line("A test was skipped. That counts as a failure here.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def public_index(db: None, tmp_path: Path) -> Iterator[BaseSearchBackend]:
    """The public's index of the site, empty; staff's lies beside it."""
    with own_indexes(in_folder(tmp_path)):
        yield connections["default"].get_backend()


@pytest.fixture
def staff_index(public_index: BaseSearchBackend) -> BaseSearchBackend:
    """Staff's index of the site, empty; the public's lies beside it."""
    return connections["staff"].get_backend()


@pytest.fixture(autouse=True)
def _no_index_but_ones_own(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes is noted for search everywhere, and indexed where a test has an index of its own or a whole site.

    Elsewhere each commit would write to an index that nobody asks.
    """
    whole = ("search", "journeys", "demonstration", "benchmarks")
    if "public_index" not in request.fixturenames and not {*whole}.intersection(request.path.parts):
        monkeypatch.setattr("search.domain.notes.after_commit", lambda task: None)
