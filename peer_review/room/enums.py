"""What lies in an evidence room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceType(models.TextChoices):
    """What kind of source something is: what triangulation counts (C5, 7)."""

    DOCUMENT = "document", _("Document")
    DATA = "data", _("Data")
    INTERVIEW = "interview", _("Interview or focus group")
    OBSERVATION = "observation", _("Observation")
    LIVED = "lived", _("Lived experience")


class ItemState(models.TextChoices):
    """Have, requested, to collect: the order in which evidence is gathered (domain facts, C3)."""

    HAVE = "have", _("We have it")
    REQUESTED = "requested", _("Requested")
    TO_COLLECT = "to_collect", _("To collect on site")
    WITHDRAWN = "withdrawn", _("Withdrawn")
