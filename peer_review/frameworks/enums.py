"""Where a version of a framework stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_FORCE = "in-force", _("In force")
    RETIRED = "retired", _("Retired")


FROZEN = frozenset({VersionState.IN_FORCE, VersionState.RETIRED})  # nothing in it is ever written again
