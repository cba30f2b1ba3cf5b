"""Machines that say this or that, and the settings that come of it."""

import importlib
import sys
from types import ModuleType

import pytest

GOOD = {
    "SECRET_KEY": "a" * 25 + "b" * 25,
    "DATABASE_URL": "postgres://moothall:hunter2hunter2@db.internal/moothall",
    "EMAIL_HOST": "mail.example.org",
    "EMAIL_FROM": "Moothall <no-reply@example.org>",
    "CONTACT_EMAIL": "team@example.org",
    "SECURITY_CONTACT": "mailto:security@example.org",
    "BASE_URL": "https://review.example.org",
    "CLAMD_ADDRESS": "127.0.0.1:3310",
}


def settings_module(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import a settings module anew, beside the one that the tests run on."""
    for module in ("config.settings.base", f"config.settings.{name}"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    try:
        return importlib.import_module(f"config.settings.{name}")
    finally:
        sys.modules.pop("config.settings.base", None)
        sys.modules.pop(f"config.settings.{name}", None)
