"""The named sets of calls and questions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallKind(models.TextChoices):
    """In law these differ: a call that seeks only information, without a proposal, is not a consultation (facts, B1)."""

    EVIDENCE = "evidence", _("Call for evidence")
    CONSULTATION = "consultation", _("Consultation")


REFERENCE_SERIES = {CallKind.EVIDENCE: "CFE", CallKind.CONSULTATION: "CON"}


class CallStatus(models.TextChoices):
    """What staff decided. What the public sees, the phase, also depends on the clock."""

    PREPARING = "preparing", _("Preparing")
    CLEARED = "cleared", _("Cleared to open")
    OUTCOME = "outcome", _("Outcome published")


class Phase(models.TextChoices):
    FORTHCOMING = "forthcoming", _("Forthcoming")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    OUTCOME = "outcome", _("Closed with outcome")


OVER = frozenset({Phase.CLOSED, Phase.OUTCOME})


class QuestionType(models.TextChoices):
    SHORT_TEXT = "short_text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    RADIOS = "radios", _("One of several")
    CHECKBOXES = "checkboxes", _("Any of several")
    SELECT = "select", _("One from a list")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    ORGANISATION = "organisation", _("Organisation")
    RANKING = "ranking", _("Ranking")
    LIKERT = "likert", _("Grid of statements")
    FILE = "file", _("File")


CHOICE_TYPES = frozenset({QuestionType.RADIOS, QuestionType.CHECKBOXES, QuestionType.SELECT})
TEXT_TYPES = frozenset({QuestionType.SHORT_TEXT, QuestionType.LONG_TEXT})
# Answers that are keyed twice when they come on paper.
CLOSED_TYPES = frozenset(set(QuestionType) - TEXT_TYPES - {QuestionType.FILE})


class Format(models.TextChoices):
    STANDARD = "standard", _("Standard")
    EASY_READ = "easy_read", _("Easy Read")
    BSL = "bsl", _("British Sign Language")
    AUDIO = "audio", _("Audio")
    WELSH = "welsh", _("Cymraeg (Welsh)")
