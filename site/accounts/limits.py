"""How often one browser or one address may do what sends mail or makes rows."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from core.limits import too_often


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


def is_over(limit: Limit, request: HttpRequest, *, about: str = "") -> bool:
    """Count one more and return whether it is one too many. Counts live in the cache and may be lost with it."""
    client = get_adapter().get_client_ip(request) or ""
    if too_often(f"{limit.name}:client", client, times=limit.by_client, seconds=limit.seconds):
        return True
    if not about:
        return False
    # An address may be written with signs that mean nothing: "a\da"@example.org is read where ada@example.org is.
    plain = about.lower().replace('"', "").replace("\\", "")
    return too_often(f"{limit.name}:about", plain, times=limit.about_one, seconds=limit.seconds)
