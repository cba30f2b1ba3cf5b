"""The named sets of submissions."""

from django.db import models


class SubmissionState(models.TextChoices):
    DRAFT = "draft", "Draft"
    RECEIVED = "received", "Received"
    SCREENING = "screening", "Screening"
    CLARIFICATION = "clarification", "Clarification asked"
    READY = "ready", "Ready to publish"
    PUBLISHED = "published", "Published"
    NOT_PUBLISHED = "not_published", "Not published"
    WITHDRAWN = "withdrawn", "Withdrawn"


SUBMITTED = frozenset(set(SubmissionState) - {SubmissionState.DRAFT})


class RespondentKind(models.TextChoices):
    INDIVIDUAL = "individual", "An individual"
    ORGANISATION = "organisation", "An organisation"
    ON_BEHALF = "on_behalf", "Someone on behalf of another person"


class PublishingChoice(models.TextChoices):
    FULL = "full", "In full, with my name"
    WITHOUT_NAME = "without_name", "Without my name"
    NOT_AT_ALL = "not_at_all", "Not at all"


class Channel(models.TextChoices):
    ONLINE = "online", "Online"
    PAPER = "paper", "On paper"
    TELEPHONE = "telephone", "By telephone"
    EMAIL = "email", "By email"


class Part(models.TextChoices):
    """What somebody does on a submission."""

    LEAD = "lead", "Lead"
    WRITER = "writer", "Writer"
    APPROVER = "approver", "Approver"


class ScanState(models.TextChoices):
    QUARANTINED = "quarantined", "Being checked"
    CLEAN = "clean", "Checked"
    INFECTED = "infected", "Contains a virus"
    UNREADABLE = "unreadable", "Cannot be opened"


class ReadingState(models.TextChoices):
    """How far the text of a file was got at."""

    WAITING = "waiting", "Waiting to be read"
    READ = "read", "Text read"
    CUT = "cut", "Only the beginning was read"
    NO_TEXT = "no_text", "Holds no text that can be read"
    FAILED = "failed", "Could not be read"
    TOO_HARD = "too_hard", "Took too long to read"


class Release(models.TextChoices):
    """What the public gets of a file once its submission is published. Nothing, until a screener has said so."""

    UNDECIDED = "undecided", "Not decided yet"
    NOTHING = "nothing", "Publish nothing of it"
    TEXT = "text", "Publish its text"
    FILE = "file", "Publish its text and the file itself"


RELEASED = frozenset({Release.TEXT, Release.FILE})


class RedactionReason(models.TextChoices):
    PERSONAL = "personal", "Personal data"
    THIRD_PARTY = "third_party", "About another person"
    HEALTH = "health", "Health information"
    CONFIDENTIAL = "confidential", "Given in confidence"
    COMMERCIAL = "commercial", "Commercially sensitive"
    DEFAMATORY = "defamatory", "May be defamatory"
    SAFEGUARDING = "safeguarding", "Safeguarding"
