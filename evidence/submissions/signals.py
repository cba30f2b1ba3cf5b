"""Other people's events that submissions listen to."""

from typing import Any

from allauth.account.signals import user_logged_in
from django.dispatch import receiver

from evidence.submissions.domain.start import adopt_drafts


@receiver(user_logged_in)
def adopt(user: Any, **_: Any) -> None:
    adopt_drafts(user=user)
