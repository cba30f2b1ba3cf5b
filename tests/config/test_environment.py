"""A missing or wrong value stops the start with a sentence that says which and how, and tells no secret."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.env import ROOT, read_environment
from tests.config.machines import GOOD, settings_module


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"EMAIL_PORT": "seventy"},
            "Set EMAIL_PORT in the environment or in .env to its port, a number from 1 to 65535.",
        ),
        (
            {"EMAIL_PORT": "70000"},
            "Set EMAIL_PORT in the environment or in .env to its port, a number from 1 to 65535.",
        ),
        ({"LOG_LEVEL": "DEBUG"}, "Set LOG_LEVEL in the environment or in .env to INFO, WARNING or ERROR."),
        ({"EMAIL_USE_TLS": "perhaps"}, "Set EMAIL_USE_TLS in the environment or in .env to yes or no: STARTTLS"),
        ({"BASE_URL": "review.example.org"}, "Set BASE_URL in the environment or in .env to the address people use"),
        ({"DATABASE_URL": "mysql://db/moothall"}, "Set DATABASE_URL in the environment or in .env to postgres://"),
        ({"REDIS_URL": "localhost"}, "Set REDIS_URL in the environment or in .env to redis://"),
        ({"PORT": "http"}, "Set PORT in the environment or in .env to the port to serve on"),
        ({"BASE_URL": "https://review.example.org:abc"}, "Set BASE_URL in"),
        ({"BASE_URL": "https://review.example.org:99999"}, "Set BASE_URL in"),
        ({"BASE_URL": "https://review.example.org/path"}, "Set BASE_URL in"),
        ({"BASE_URL": "https://ada:word@review.example.org"}, "Set BASE_URL in"),
        ({"DATABASE_URL": "postgres://u:p@h:notaport/x"}, "Set DATABASE_URL in"),
        ({"DATABASE_URL": "postgres://"}, "Set DATABASE_URL in"),
        ({"DATABASE_URL": "postgres://u:p@h/"}, "Set DATABASE_URL in"),
        ({"DATABASE_URL": "sqlite://"}, "Set DATABASE_URL in"),
        ({"REDIS_URL": "redis://cache:notaport/0"}, "Set REDIS_URL in"),
        ({"REDIS_URL": "redis://"}, "Set REDIS_URL in"),
        ({"CLAMD_ADDRESS": "nonsense"}, "Set CLAMD_ADDRESS in the environment or in .env to where the virus scanner"),
        ({"CLAMD_ADDRESS": "127.0.0.1:clamd"}, "Set CLAMD_ADDRESS in"),
        ({"CONTACT_EMAIL": "not-an-address"}, "Set CONTACT_EMAIL in the environment or in .env to the email address"),
        ({"EMAIL_FROM": "Moothall"}, "Set EMAIL_FROM in the environment or in .env to the sender"),
        ({"SECURITY_CONTACT": "mailto:nobody"}, "Set SECURITY_CONTACT in the environment or in .env to where to"),
        ({"SECURITY_CONTACT": "http://example.org/"}, "Set SECURITY_CONTACT in"),
        (
            {"DATA_DIR": "/dev/null/var"},
            "Set DATA_DIR in the environment or in .env to a folder that the site may write",
        ),
        ({"TRUSTED_PROXIES": "-1"}, "Set TRUSTED_PROXIES in the environment or in .env to how many proxies"),
    ],
)
def test_a_wrong_value_is_named_with_its_mend(machine, values, sentence):
    machine(**values)
    with pytest.raises(ImproperlyConfigured) as stop:
        read_environment()
    first, *faults = str(stop.value).splitlines()
    assert first == "Moothall can't start."
    assert [fault.startswith(sentence) for fault in faults] == [True]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BASE_URL", "http://localhost:9123"),
        ("DATABASE_URL", "sqlite:////srv/moothall.sqlite3"),
        ("DATABASE_URL", "postgresql:///moothall"),
        ("DATABASE_URL", "postgres://u:p%40@db.internal:5433/moothall?sslmode=require"),
        ("REDIS_URL", "rediss://:word@cache:6379/0"),
        ("CLAMD_ADDRESS", "/run/clamav/clamd.ctl"),
        ("CLAMD_ADDRESS", "scanner.internal:3310"),
        ("EMAIL_FROM", "Ready for review <no-reply@example.org>"),
        ("SECURITY_CONTACT", "https://example.org/security"),
    ],
)
def test_a_right_value_is_taken(machine, name, value):
    machine(**{name: value})
    assert getattr(read_environment(), name.lower()) == value


def test_a_folder_that_nobody_may_write_to_is_named(machine, monkeypatch, tmp_path):
    machine(DATA_DIR=str(tmp_path / "new" / "var"))
    assert read_environment().data_dir.is_dir()
    monkeypatch.setattr("os.access", lambda *_: False)  # the tests may run as root, who may write anywhere
    with pytest.raises(ImproperlyConfigured, match="Set DATA_DIR "):
        read_environment()


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "serve"],
        ["manage.py", "migrate"],
        ["-m", "uvicorn", "config.asgi:application", "--app-dir", "site"],
    ],
)
def test_whoever_starts_it_reads_sentences_alone(command):
    wrong = {"PORT": "abc", "DATABASE_URL": "postgres://root:hunter2@db:notaport/x", "BASE_URL": ""}
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, *command],
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.local", **wrong},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stderr.splitlines()
    assert (done.returncode, done.stdout, lines[0]) == (1, "", "Moothall can't start.")
    assert [line.split()[:2] for line in lines[1:]] == [["Set", "PORT"], ["Set", "DATABASE_URL"]]


def test_every_wrong_value_is_named_at_once_and_none_is_quoted(machine):
    machine(EMAIL_PORT="hunter2", DATABASE_URL="mysql://root:hunter2@db/x", SECRET_KEY="hunter2")
    with pytest.raises(ImproperlyConfigured) as stop:
        read_environment()
    assert {line.split()[1] for line in str(stop.value).splitlines()[1:]} == {"EMAIL_PORT", "DATABASE_URL"}
    assert "hunter2" not in str(stop.value)
    assert stop.value.__cause__ is None
    assert stop.value.__suppress_context__


def test_secrets_do_not_show_when_the_environment_is_printed(machine):
    machine(**GOOD, EMAIL_PASSWORD="hunter2hunter2", REDIS_URL="redis://:hunter2hunter2@cache:6379/0")
    shown = repr(read_environment()) + str(read_environment())
    assert "hunter2" not in shown
    assert GOOD["SECRET_KEY"] not in shown
    assert "mail.example.org" in shown


def test_nothing_need_be_said_for_one_machine(machine):
    environment = read_environment()
    assert (environment.base_url, environment.database_url, environment.redis_url) == ("http://localhost:8000", "", "")


def test_the_address_follows_the_port(machine):
    machine(PORT="9123")
    assert read_environment().base_url == "http://localhost:9123"
    machine(BASE_URL="http://moothall.test:9123")
    assert read_environment().base_url == "http://moothall.test:9123"


def test_an_empty_value_is_no_value(machine):
    machine(PORT="", BASE_URL="", EMAIL_PORT="")
    assert (read_environment().port, read_environment().email_port) == (8000, 587)


def test_production_starts_with_what_it_needs(machine, monkeypatch):
    machine(**GOOD)
    production = settings_module("production", monkeypatch)
    assert production.ALLOWED_HOSTS == ["review.example.org"]
    assert (production.DEBUG, production.SHOW_MAIL_PAGE, production.STAFF_WITHOUT_SECOND_FACTOR) == (
        False,
        False,
        False,
    )
    assert production.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize("name", sorted(GOOD))
def test_production_stops_without_it(machine, monkeypatch, name):
    machine(**{key: value for key, value in GOOD.items() if key != name})
    with pytest.raises(ImproperlyConfigured, match=f"Set {name} "):
        settings_module("production", monkeypatch)


def test_production_stops_at_a_short_secret_without_telling_it(machine, monkeypatch):
    machine(**{**GOOD, "SECRET_KEY": "hunter2"})
    with pytest.raises(ImproperlyConfigured, match="50 characters") as stop:
        settings_module("production", monkeypatch)
    assert "hunter2" not in str(stop.value)


@pytest.mark.parametrize("words", ["yes", "true", "Yes, I accept the risk"])
def test_uploads_unscanned_need_the_very_words(machine, monkeypatch, words):
    machine(**{name: value for name, value in GOOD.items() if name != "CLAMD_ADDRESS"})
    machine(UPLOADS_WITHOUT_A_VIRUS_SCANNER=words)
    with pytest.raises(ImproperlyConfigured, match="UPLOADS_WITHOUT_A_VIRUS_SCANNER"):
        settings_module("production", monkeypatch)

    machine(UPLOADS_WITHOUT_A_VIRUS_SCANNER="yes, I accept the risk")
    assert settings_module("production", monkeypatch).CLAMD_ADDRESS == ""


def test_production_never_lifts_the_second_factor(machine, monkeypatch):
    machine(**GOOD, STAFF_WITHOUT_SECOND_FACTOR="yes")
    assert settings_module("production", monkeypatch).STAFF_WITHOUT_SECOND_FACTOR is False


def test_local_keeps_one_secret_to_itself(machine, monkeypatch, tmp_path):
    machine(DATA_DIR=str(tmp_path))
    first, second = (settings_module("local", monkeypatch) for _ in range(2))
    assert first.SECRET_KEY == second.SECRET_KEY
    assert len(first.SECRET_KEY) >= 50
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
