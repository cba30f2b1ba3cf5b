"""How often one browser or one address may do what sends mail or makes rows."""

import hashlib
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


@dataclass(frozen=True)
class Limit:
    """At most so often in `seconds`: by one client, and about one thing, such as an address that mail goes to.

    A whole trust may stand behind one client, so that figure stops machines and not people.
    """

    name: str
    by_client: int
    seconds: int
    about_one: int = 0


HOUR = 60 * 60
STARTS = Limit("start", 120, HOUR)
LINKS = Limit("link", 60, HOUR, about_one=5)
INVITATIONS = Limit("invite", 120, HOUR, about_one=40)
OPENINGS = Limit("open", 300, HOUR)


def is_over(limit: Limit, request: HttpRequest, *, about: str = "") -> bool:
    """Count one more and return whether it is one too many. Counts live in the cache and may be lost with it."""
    client = _counted(f"limit:{limit.name}:client:{get_adapter().get_client_ip(request)}", limit.seconds)
    if client > limit.by_client:
        return True
    if not about:
        return False
    # Cache keys take no blanks, and an address need not stand in the cache to be counted.
    mark = hashlib.sha256(about.lower().encode()).hexdigest()
    return _counted(f"limit:{limit.name}:about:{mark}", limit.seconds) > limit.about_one


def _counted(key: str, seconds: int) -> int:
    if cache.add(key, 1, seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two
        cache.set(key, 1, seconds)
        return 1
