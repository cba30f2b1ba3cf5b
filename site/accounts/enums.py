"""The roles people hold. A role is a Django group of the same name, so Wagtail's own permissions follow it."""

from django.db import models


class Role(models.TextChoices):
    RESPONDENT = "respondent", "Respondent"
    SECRETARIAT = "secretariat", "Secretariat"
    CO_CHAIR = "workstream co-chair", "Workstream co-chair"
    MODERATOR = "moderator", "Moderator"
    PEER_REVIEW_MANAGER = "peer review manager", "Peer review manager"
    PEER_REVIEWER = "peer reviewer", "Peer reviewer"
    HOST_LEAD = "host lead", "Host lead"
    ASSEMBLY_MEMBER = "assembly member", "Assembly member"
    AUDITOR = "auditor", "Auditor"


# Whoever holds one of these sees more than their own words, so a second factor is asked of them.
STAFF_ROLES = frozenset({Role.SECRETARIAT, Role.CO_CHAIR, Role.MODERATOR, Role.PEER_REVIEW_MANAGER, Role.AUDITOR})
# Whose work lies in Wagtail, so that they begin there after signing in.
EDITING_ROLES = frozenset({Role.SECRETARIAT, Role.AUDITOR})
