"""A cache whose server is killed, or answers nothing, holds up nobody."""

import time

import pytest

from core.forgiving_cache import Client, ForgivingCache


@pytest.fixture
def cache(valkey, monkeypatch):
    monkeypatch.setattr(Client, "away_until", 0.0)
    cache = ForgivingCache(valkey.connection_url, {})
    yield cache
    cache.close()


def use(cache):
    """Everything that the site does with a cache; return what came back, and after how long."""
    begun = time.monotonic()
    cache.set("one", 1)
    cache.set_many({"two": 2})
    came = [cache.get("one", "none"), cache.add("one", 3), cache.get_many(["one", "two"]), cache.has_key("one")]
    came += [cache.touch("one"), cache.delete("one"), cache.delete_many(["two"])]
    with pytest.raises(ValueError, match="not found"):
        cache.incr("three")
    return came, time.monotonic() - begun


WITH_IT = [1, False, {"one": 1, "two": 2}, True, True, True, None]
EMPTY = ["none", True, {}, False, False, False, None]


@pytest.mark.parametrize("fate", ["kill", "hang"])
def test_while_its_server_is_away_it_is_empty_and_quick(valkey, cache, fate, log, monkeypatch):
    assert use(cache)[0] == WITH_IT
    getattr(valkey, fate)()
    came, took = use(cache)
    assert came == EMPTY
    assert took < 0.25
    assert log.getvalue().count("cache_away") == 1
    valkey.start() if fate == "kill" else valkey.go_on()
    monkeypatch.setattr(Client, "away_until", 0.0)  # later
    cache.clear()
    assert use(cache)[0] == WITH_IT
