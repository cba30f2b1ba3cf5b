"""The roles people hold. A role is a Django group of the same name, so Wagtail's own permissions follow it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    RESPONDENT = "respondent", _("Respondent")
    SECRETARIAT = "secretariat", _("Secretariat")
    CO_CHAIR = "workstream co-chair", _("Workstream co-chair")
    MODERATOR = "moderator", _("Moderator")
    PEER_REVIEW_MANAGER = "peer review manager", _("Peer review manager")
    PEER_REVIEWER = "peer reviewer", _("Peer reviewer")
    HOST_LEAD = "host lead", _("Host lead")
    ASSEMBLY_MEMBER = "assembly member", _("Assembly member")
    AUDITOR = "auditor", _("Auditor")


# Whoever holds one of these sees more than their own words, so a second factor is asked of them.
STAFF_ROLES = frozenset({Role.SECRETARIAT, Role.CO_CHAIR, Role.MODERATOR, Role.PEER_REVIEW_MANAGER, Role.AUDITOR})
# Whose work lies in Wagtail, so that they begin there after signing in.
EDITING_ROLES = frozenset({Role.SECRETARIAT, Role.AUDITOR})
