"""The named sets of calls and questions."""

from django.db import models


class CallKind(models.TextChoices):
    """In law these differ: a call that seeks only information, without a proposal, is not a consultation (facts, B1)."""

    EVIDENCE = "evidence", "Call for evidence"
    CONSULTATION = "consultation", "Consultation"


REFERENCE_SERIES = {CallKind.EVIDENCE: "CFE", CallKind.CONSULTATION: "CON"}


class CallStatus(models.TextChoices):
    """What staff decided. What the public sees, the phase, also depends on the clock."""

    PREPARING = "preparing", "Preparing"
    CLEARED = "cleared", "Cleared to open"
    OUTCOME = "outcome", "Outcome published"


class Phase(models.TextChoices):
    FORTHCOMING = "forthcoming", "Forthcoming"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    OUTCOME = "outcome", "Closed with outcome"


class QuestionType(models.TextChoices):
    SHORT_TEXT = "short_text", "Short text"
    LONG_TEXT = "long_text", "Long text"
    RADIOS = "radios", "One of several"
    CHECKBOXES = "checkboxes", "Any of several"
    SELECT = "select", "One from a list"
    NUMBER = "number", "Number"
    DATE = "date", "Date"
    ORGANISATION = "organisation", "Organisation"
    RANKING = "ranking", "Ranking"
    LIKERT = "likert", "Grid of statements"
    FILE = "file", "File"


CHOICE_TYPES = frozenset({QuestionType.RADIOS, QuestionType.CHECKBOXES, QuestionType.SELECT})
TEXT_TYPES = frozenset({QuestionType.SHORT_TEXT, QuestionType.LONG_TEXT})
# Answers that are keyed twice when they come on paper.
CLOSED_TYPES = frozenset(set(QuestionType) - TEXT_TYPES - {QuestionType.FILE})


class Format(models.TextChoices):
    STANDARD = "standard", "Standard"
    EASY_READ = "easy_read", "Easy Read"
    BSL = "bsl", "British Sign Language"
    AUDIO = "audio", "Audio"
    WELSH = "welsh", "Cymraeg (Welsh)"
