"""What a finding is, and how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FindingKind(models.TextChoices):
    STRENGTH = "strength", _("Strength")
    CONSIDER = "consider", _("Area for consideration")
    RECOMMENDATION = "recommendation", _("Recommendation")


# What stands before the number, in the report and wherever it is cited.
LETTERS = {FindingKind.STRENGTH: "S", FindingKind.CONSIDER: "A", FindingKind.RECOMMENDATION: "R"}


class FindingState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SECOND = "second", _("With a second peer")
    MANAGER = "manager", _("With the manager")
    SIGNED = "signed", _("Signed off")
    WITHDRAWN = "withdrawn", _("Withdrawn")
