"""The named sets of workstreams."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JoinState(models.TextChoices):
    """How far somebody's request to join has come."""

    UNCONFIRMED = "unconfirmed", _("Address not confirmed")
    WAITING = "waiting", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


ANSWERED = frozenset({JoinState.ACCEPTED, JoinState.DECLINED})
