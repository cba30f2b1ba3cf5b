"""What becomes of a report, of what hosts say of its facts, and of what they undertake."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EditionKind(models.TextChoices):
    DRAFT = "draft", _("Draft for the fact check")
    FINAL = "final", _("Final report")


class PassageKind(models.TextChoices):
    """What a passage of an edition is. A finding is followed by what it says and what it rests on."""

    HEADING = "heading", _("Heading")
    PARAGRAPH = "paragraph", _("Paragraph")
    POINT = "point", _("Point of a list")
    FINDING = "finding", _("Finding")
    SAYS = "says", _("What a finding says")
    RESTS = "rests", _("What a finding rests on")
    SOURCES = "sources", _("Kinds of source of a finding")


NUMBERED = frozenset({PassageKind.PARAGRAPH, PassageKind.SAYS, PassageKind.RESTS})  # each with an address of its own


class FileKind(models.TextChoices):
    """The files of an edition. Each is made from the same passages."""

    PDF = "pdf", _("Report as PDF")
    DOCX = "docx", _("Report for a word processor")
    SLIDES = "slides", _("Feedback presentation as PDF")


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


SAYS_WHY = frozenset({Standing.CHANGED, Standing.NOT_TAKEN})
