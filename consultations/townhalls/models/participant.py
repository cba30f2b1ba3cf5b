"""Who speaks and votes: an account, a confirmed address, or a browser that said neither."""

import uuid

from django.db import models
from django.utils import timezone


class Participant(models.Model):
    """One person as far as we can tell.

    With an account or a confirmed address they may vote; a browser alone may not, since clearing its cookies would make
    another person of it. A browser's session names its participant. One with an account has no address of its own.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    email = models.EmailField(unique=True, null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.key)

    @property
    def audit_name(self) -> str:
        return f"participant:{self.pk}"

    @property
    def may_vote(self) -> bool:
        return self.user_id is not None or self.confirmed_at is not None
