"""Private links: what opens a submission to somebody who has no account.

The token is in the mail and nowhere else; the database holds its hash, so that a leaked backup opens nothing.
"""

import hashlib
import secrets

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from evidence.submissions.models import Contributor

TOKEN_BYTES = 32


def hash_of(token: str) -> str:
    """Return what is stored of a token. It is random and long, so a plain hash is as good as a slow one."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_link(contributor: Contributor) -> str:
    """Give `contributor` a new private link and return its whole address. Any link they had before ends."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    contributor.token_hash = hash_of(token)
    contributor.save(update_fields=["token_hash"])
    return settings.BASE_URL + reverse("respond:open", args=[token])


def holder_of(token: str) -> Contributor | None:
    """Return who holds this token, or None when it is wrong or has ended. Notes that they came, by their mail."""
    contributor = (
        Contributor.objects.select_related("submission")
        .filter(token_hash=hash_of(token), ended_at__isnull=True)
        .first()
    )
    if contributor is not None and contributor.address_proven_at is None:
        contributor.address_proven_at = timezone.now()
        contributor.joined_at = contributor.joined_at or contributor.address_proven_at
        contributor.save(update_fields=["joined_at", "address_proven_at"])
    return contributor
