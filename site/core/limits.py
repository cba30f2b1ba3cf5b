"""How often one may do a thing that costs us or others something."""

from hashlib import sha256

from django.core.cache import cache


def too_often(action: str, key: str, *, times: int, seconds: int) -> bool:
    """Count one more `action` by `key` and return whether that is more than `times` in `seconds`.

    The key (an address) is hashed, so that the cache holds nobody's name. An emptied cache forgives.
    """
    name = f"limit:{action}:{sha256(key.encode()).hexdigest()}"
    if cache.add(name, 1, seconds):
        return False
    try:
        return cache.incr(name) > times
    except ValueError:  # it ran out between the two
        cache.set(name, 1, seconds)
        return False
