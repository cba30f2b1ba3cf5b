"""Alive and ready are two questions."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor


def test_liveness_touches_nothing_else(client):
    response = client.get("/-/liveness")  # a database access would fail this test
    assert (response.status_code, response.json()) == (200, {"status": "alive"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_no_migration_waits(client):
    response = client.get("/-/readiness")
    assert (response.status_code, response.json()) == (200, {"status": "ready"})


@pytest.mark.django_db
def test_not_ready_while_a_migration_waits(client, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["one"])
    response = client.get("/-/readiness")
    assert (response.status_code, response.json()) == (503, {"status": "migrations wait"})


@pytest.mark.django_db
def test_not_ready_without_a_database_and_no_word_of_why(client, monkeypatch):
    def refuse(*_args, **_options):
        raise OperationalError("could not reach db.internal as moothall")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/-/readiness")
    assert (response.status_code, response.json()) == (503, {"status": "no database"})


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/-/liveness", "/-/readiness"])
def test_a_probe_asks_by_an_address_of_its_own(client, caplog, path):
    with caplog.at_level("INFO"):
        assert client.get(path, headers={"host": "10.0.0.5"}).status_code == 200
    assert [record.levelname for record in caplog.records] == ["INFO"]
    assert f"core.health.{path[3:]}" in caplog.text
    assert client.get("/", headers={"host": "10.0.0.5"}).status_code == 400
