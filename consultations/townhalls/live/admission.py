"""How many may follow here at once, and where somebody comes from. Who is one too many asks by themselves, as the page says."""

from collections import Counter
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.http import HttpRequest

MOST = 2_000  # a process
MOST_FROM_ONE = 500  # addresses are shared: a whole hospital may stand behind one
RETRY_AFTER = 30  # seconds


class Admission:
    def __init__(self) -> None:
        self.inside = 0
        self._from: Counter[str] = Counter()

    def let_in(self, address: str) -> bool:
        """Count one more in, unless that is one too many."""
        if self.inside >= MOST or self._from[address] >= MOST_FROM_ONE:
            return False
        self.inside += 1
        self._from[address] += 1
        return True

    def let_out(self, address: str) -> None:
        self.inside -= 1
        self._from[address] -= 1
        if not self._from[address]:
            del self._from[address]


def address_of(scope: Any) -> str:
    """Return the address somebody comes from, found as everywhere else (TRUSTED_PROXIES)."""
    request = HttpRequest()
    forwarded = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
    request.META = {"REMOTE_ADDR": (scope.get("client") or [""])[0]}
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = ",".join(forwarded)
    try:
        return str(get_adapter().get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured, ValidationError):
        return ""


admission = Admission()
