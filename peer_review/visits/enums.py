"""What is held on site, and whom it hears."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    INTERVIEW = "interview", _("Interview")
    FOCUS_GROUP = "focus_group", _("Focus group")
    OBSERVED = "observed", _("Meeting observed")
    VISIT = "visit", _("Visit")
    TEAM = "team", _("Meeting of the team")


class Group(models.TextChoices):
    """Whom a meeting hears: kept as the type of a source, where the person never is."""

    LEADERS = "leaders", _("Leaders of the system")
    MEMBERS = "members", _("Elected members")
    MANAGERS = "managers", _("Managers")
    FRONTLINE = "frontline", _("Frontline staff")
    CLINICAL = "clinical", _("Clinical staff")
    VCSE = "vcse", _("Voluntary and community sector")
    PARTNERS = "partners", _("Other partners")
    LIVED = "lived", _("People with lived experience and carers")
