"""Links in mail that open one thing: signed, and stored nowhere. Each is good for one purpose, and ends with its row."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse


class SignedLink:
    """The links of one purpose: the name of their address, and how long one works; for ever where `lasts` is None.

    `salt` keeps those of one purpose from being taken for those of another.
    """

    def __init__(self, address: str, *, salt: str, lasts: timedelta | None = None) -> None:
        self.address = address
        self.lasts = lasts
        self._signer = signing.Signer(salt=salt) if lasts is None else signing.TimestampSigner(salt=salt)

    def to(self, key: UUID) -> str:
        """Return the whole address that opens the row with this key."""
        return settings.BASE_URL + reverse(self.address, args=[self._signer.sign(key.hex)])

    def key_in(self, token: str) -> UUID | None:
        """Return the key that a link names; None for one that we did not make, or that has ended."""
        try:
            if isinstance(self._signer, signing.TimestampSigner):
                return UUID(self._signer.unsign(token, max_age=self.lasts))
            return UUID(self._signer.unsign(token))
        except (signing.BadSignature, ValueError):
            return None
