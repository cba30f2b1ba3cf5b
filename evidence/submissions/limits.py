"""How often one browser or one address may do what sends mail or makes rows."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


@dataclass(frozen=True)
class Limit:
    """At most `count` times in `seconds`, for each client and for each `about` alone."""

    name: str
    count: int
    seconds: int


STARTS = Limit("start", 30, 60 * 60)
LINKS = Limit("link", 5, 60 * 60)
INVITATIONS = Limit("invite", 40, 60 * 60)
OPENINGS = Limit("open", 60, 10 * 60)


def is_over(limit: Limit, request: HttpRequest, *, about: str = "") -> bool:
    """Count one more and return whether it is one too many. Counts live in the cache and may be lost with it."""
    keys = [f"limit:{limit.name}:client:{get_adapter().get_client_ip(request)}"]
    if about:
        keys.append(f"limit:{limit.name}:about:{about}")
    return max(_counted(key, limit.seconds) for key in keys) > limit.count


def _counted(key: str, seconds: int) -> int:
    if cache.add(key, 1, seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two
        cache.set(key, 1, seconds)
        return 1
