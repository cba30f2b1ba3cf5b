"""The cache on Redis or Valkey, which is empty while its server is away.

Django's own raises then, and a vote would be refused because nobody can count how many there were. What lives in the cache
may be lost by design, so that a server that is away is a cache that holds nothing.
"""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

WITHIN = 0.2  # seconds that it may take a request
AGAIN_AFTER = 2.0  # seconds in which it is not asked, once it did not answer

logger = logging.getLogger(__name__)


def _or(otherwise: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Have a method return what an empty cache would, while the server is away."""

    def forgiving(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def asked(self: "Client", *arguments: Any, **named: Any) -> Any:
            if time.monotonic() >= Client.away_until:
                try:
                    return method(self, *arguments, **named)
                except (RedisError, OSError) as error:
                    Client.away_until = time.monotonic() + AGAIN_AFTER
                    logger.warning("cache_away", extra={"failure": type(error).__name__})
            return otherwise(*arguments) if callable(otherwise) else otherwise

        return asked

    return forgiving


def _missing(key: Any, *_: Any) -> None:
    raise ValueError(f"Key '{key}' not found.")  # what a count that never began raises


class Client(RedisCacheClient):
    """`away_until` is the process's: a request that asks ten times waits once."""

    away_until = 0.0

    add = _or(True)(RedisCacheClient.add)
    get = _or(lambda key, default=None: default)(RedisCacheClient.get)
    set = _or(None)(RedisCacheClient.set)
    touch = _or(False)(RedisCacheClient.touch)
    delete = _or(False)(RedisCacheClient.delete)
    get_many = _or(lambda *_: {})(RedisCacheClient.get_many)
    has_key = _or(False)(RedisCacheClient.has_key)
    incr = _or(_missing)(RedisCacheClient.incr)
    set_many = _or(None)(RedisCacheClient.set_many)
    delete_many = _or(None)(RedisCacheClient.delete_many)
    clear = _or(False)(RedisCacheClient.clear)


class ForgivingCache(RedisCache):
    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = Client
        self._options = {
            "socket_connect_timeout": WITHIN,
            "socket_timeout": WITHIN,
            "retry": Retry(NoBackoff(), 0),  # the library's own waits for seconds
            **self._options,
        }
