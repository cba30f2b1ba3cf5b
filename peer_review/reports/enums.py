"""What becomes of a report, of what hosts say of its facts, and of what they undertake."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EditionKind(models.TextChoices):
    DRAFT = "draft", _("Draft for the fact check")
    FINAL = "final", _("Final report")


class CommentState(models.TextChoices):
    OPEN = "open", _("Not decided yet")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class Standing(models.TextChoices):
    NOT_BEGUN = "not_begun", _("Not begun")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    CHANGED = "changed", _("Changed, with the reason")
    NOT_TAKEN = "not_taken", _("Not taken on, with the reason")
