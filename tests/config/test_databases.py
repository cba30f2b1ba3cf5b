"""The embedded database is set so that writers wait for each other, and readers for nobody."""

import threading
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError, connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models.signals import post_migrate
from django.db.utils import ConnectionHandler

from config.settings.databases import database
from core.apps import make_cache_table


@pytest.fixture
def two(tmp_path, django_db_blocker) -> Iterator[list[DatabaseWrapper]]:
    """Two connections to one file, as two processes would have."""
    with django_db_blocker.unblock():
        connections = [ConnectionHandler({"default": database("", tmp_path)})["default"] for _ in range(2)]
        with connections[0].cursor() as cursor:
            cursor.execute("CREATE TABLE paper (words text)")
        yield connections
        for one in connections:
            one.close()


def asked(one: DatabaseWrapper, question: str) -> object:
    with one.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_what_is_committed_outlives_a_loss_of_power(two):
    assert asked(two[0], "PRAGMA journal_mode") == "wal"
    assert asked(two[0], "PRAGMA synchronous") == 2
    assert asked(two[0], "PRAGMA foreign_keys") == 1


def test_a_transaction_takes_the_pen_at_its_beginning_and_readers_go_on(two):
    first, second = two
    second.ensure_connection()
    second.connection.execute("PRAGMA busy_timeout = 50")
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert asked(first, "SELECT count(*) FROM paper") == 0  # has only read so far

    assert asked(second, "SELECT count(*) FROM paper") == 0
    with pytest.raises(OperationalError, match="locked"):
        asked(second, "INSERT INTO paper VALUES ('x') RETURNING words")
    first.rollback()
    assert asked(second, "INSERT INTO paper VALUES ('x') RETURNING words") == "x"


def test_a_writer_waits_for_the_other(two):
    first, second = two
    second.ensure_connection()
    second.inc_thread_sharing()
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    waiting = threading.Thread(target=asked, args=(second, "INSERT INTO paper VALUES ('late') RETURNING words"))
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()

    first.rollback()
    waiting.join(10)
    assert asked(second, "SELECT words FROM paper") == "late"


def test_a_server_keeps_its_connections_and_looks_before_it_uses_them(tmp_path):
    settings = database("postgres://moothall:secret@db.internal/moothall", tmp_path)
    assert (settings["CONN_MAX_AGE"], settings["CONN_HEALTH_CHECKS"]) == (60, True)
    assert settings["NAME"] == "moothall"


@pytest.mark.django_db
def test_the_table_of_the_cache_comes_with_the_migrations(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}
    assert "core.cache_table" in [key[0] for key, *_ in post_migrate.receivers]

    make_cache_table(using="default", verbosity=0)
    make_cache_table(using="default", verbosity=0)
    caches["default"].set("key", "kept")

    assert isinstance(caches["default"], DatabaseCache)
    assert caches["default"].get("key") == "kept"
    assert "core_cache" in connection.introspection.table_names()
