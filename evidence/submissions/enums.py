"""The named sets of submissions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubmissionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    RECEIVED = "received", _("Received")
    SCREENING = "screening", _("Screening")
    CLARIFICATION = "clarification", _("Clarification asked")
    READY = "ready", _("Ready to publish")
    PUBLISHED = "published", _("Published")
    NOT_PUBLISHED = "not_published", _("Not published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


SUBMITTED = frozenset(set(SubmissionState) - {SubmissionState.DRAFT})
# A draft always takes words, also past the deadline: only sending is closed.
OPEN_TO_CHANGE = frozenset(
    {
        SubmissionState.DRAFT,
        SubmissionState.RECEIVED,
        SubmissionState.SCREENING,
        SubmissionState.CLARIFICATION,
        SubmissionState.READY,
    }
)


class RespondentKind(models.TextChoices):
    INDIVIDUAL = "individual", _("An individual")
    ORGANISATION = "organisation", _("An organisation")
    ON_BEHALF = "on_behalf", _("Someone on behalf of another person")


class PublishingChoice(models.TextChoices):
    FULL = "full", _("In full, with the name")
    WITHOUT_NAME = "without_name", _("Without the name")
    NOT_AT_ALL = "not_at_all", _("Not at all")


class Channel(models.TextChoices):
    ONLINE = "online", _("Online")
    PAPER = "paper", _("On paper")
    TELEPHONE = "telephone", _("By telephone")
    EMAIL = "email", _("By email")


class Part(models.TextChoices):
    """What somebody does on a submission."""

    LEAD = "lead", _("Lead")
    WRITER = "writer", _("Writer")
    APPROVER = "approver", _("Approver")


class ScanState(models.TextChoices):
    QUARANTINED = "quarantined", _("Being checked")
    CLEAN = "clean", _("Checked")
    INFECTED = "infected", _("Contains a virus")
    UNREADABLE = "unreadable", _("Cannot be opened")


class ReadingState(models.TextChoices):
    """How far the text of a file was got at."""

    WAITING = "waiting", _("Waiting to be read")
    READ = "read", _("Text read")
    CUT = "cut", _("Only the beginning was read")
    NO_TEXT = "no_text", _("Holds no text that can be read")
    FAILED = "failed", _("Could not be read")
    TOO_HARD = "too_hard", _("Took too long to read")


class Release(models.TextChoices):
    """What the public gets of a file once its submission is published. Nothing, until a screener has said so."""

    UNDECIDED = "undecided", _("Not decided yet")
    NOTHING = "nothing", _("Publish nothing of it")
    TEXT = "text", _("Publish its text")
    FILE = "file", _("Publish its text and the file itself")


RELEASED = frozenset({Release.TEXT, Release.FILE})


class RedactionReason(models.TextChoices):
    PERSONAL = "personal", _("Personal data")
    THIRD_PARTY = "third_party", _("About another person")
    HEALTH = "health", _("Health information")
    CONFIDENTIAL = "confidential", _("Given in confidence")
    COMMERCIAL = "commercial", _("Commercially sensitive")
    DEFAMATORY = "defamatory", _("May be defamatory")
    SAFEGUARDING = "safeguarding", _("Safeguarding")
