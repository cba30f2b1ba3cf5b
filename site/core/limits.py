"""How often one may do a thing that costs us or others something."""

from hashlib import sha256
from math import ceil
from time import time

from django.core.cache import cache


def too_often(action: str, key: str, *, times: int, seconds: int) -> bool:
    """Count one more `action` by `key` and return whether that is more than `times` in `seconds`."""
    return count_one_more(action, key, seconds=seconds) > times


def count_one_more(action: str, key: str, *, seconds: int) -> int:
    """Count one more `action` by `key` and return how many there were, this one included.

    A count begins with the first and ends `seconds` later, however many come meanwhile. The key (an address) is
    hashed, so that the cache holds nobody's name. An emptied cache forgives.

    Two processes that count at the very same moment may both write the same number, and one of the two is lost: the
    limit then lets through one more for each such pair. It stops machines and floods, and is no door that must be shut.
    """
    name = f"limit:{action}:{sha256(key.encode()).hexdigest()}"
    now = time()
    # The end is kept with the count: the incr() of a cache in the database would move it to five minutes from now.
    count, ends_at = cache.get(name) or (0, now + seconds)
    if ends_at <= now:
        count, ends_at = 0, now + seconds
    cache.set(name, (count + 1, ends_at), timeout=ceil(ends_at - now))
    return int(count) + 1
