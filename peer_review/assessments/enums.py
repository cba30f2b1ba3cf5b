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


class Points(models.IntegerChoices):
    """The four points by which the Care Quality Commission scores an authority (domain facts, C3)."""

    ONE = 1, _("1: significant shortfalls")
    TWO = 2, _("2: some shortfalls")
    THREE = 3, _("3: a good standard")
    FOUR = 4, _("4: an exceptional standard")
