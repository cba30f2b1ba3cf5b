"""How sure a peer is, and where the judgement on a line of enquiry stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    LOW = "low", _("Low: a first impression")
    MEDIUM = "medium", _("Medium: more than one source says so")
    HIGH = "high", _("High: several kinds of source agree")


class JudgementState(models.TextChoices):
    OPEN = "open", _("Open")
    CHALLENGED = "challenged", _("Challenged")
    CONVERGED = "converged", _("Converged")


class Stance(models.TextChoices):
    AGREE = "agree", _("Agrees")
    CHALLENGE = "challenge", _("Challenges")
