import pytest

from config.settings.env import Environment


@pytest.fixture
def machine(monkeypatch):
    """A machine that says nothing but what the test gives it."""
    for name in Environment.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setitem(Environment.model_config, "env_file", None)

    def given(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return given
