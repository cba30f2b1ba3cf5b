"""The words of the pool: what peers are, what they were trained in, what they declare, and what may stand in the way."""

from django.db import models
from django.utils.translation import gettext_lazy as _

YEARS_BACK = 5  # how long an employer counts after somebody left it
SOON = 90  # days before its end in which training, or the yearly renewal, is due soon
RENEWED_EVERY = 365  # days


class PeerType(models.TextChoices):
    """What a peer brings to a team. Each has one, by which teams are balanced."""

    MEMBER = "member", _("Councillor or other member")
    OFFICER = "officer", _("Officer")
    CLINICAL = "clinical", _("Clinician")
    VCSE = "vcse", _("Voluntary, community or social enterprise")
    LIVED = "lived", _("Lived experience")
    CHIEF = "chief", _("Chair or chief executive")


class Party(models.TextChoices):
    """Asked of those who hold or held office for one: teams are to be balanced, and hosts have parties too."""

    CONSERVATIVE = "conservative", _("Conservative")
    GREEN = "green", _("Green")
    INDEPENDENT = "independent", _("Independent")
    LABOUR = "labour", _("Labour")
    LIBERAL_DEMOCRAT = "liberal-democrat", _("Liberal Democrat")
    REFORM = "reform", _("Reform UK")
    OTHER = "other", _("Another party")


class PeerState(models.TextChoices):
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")


class TrainingKind(models.TextChoices):
    INDUCTION = "induction", _("Induction")
    ACCREDITATION = "accreditation", _("Accreditation as a peer")
    LEAD = "lead", _("Accreditation to lead a team")
    DATA_PROTECTION = "data-protection", _("Data protection")
    SAFEGUARDING = "safeguarding", _("Safeguarding")


# Without these nobody goes: they learn what a peer may do with what they are told.
TRAINING_ASKED = frozenset({TrainingKind.INDUCTION, TrainingKind.DATA_PROTECTION})


class AvailabilityKind(models.TextChoices):
    UNAVAILABLE = "unavailable", _("Not available")
    AVAILABLE = "available", _("Available")


class ConflictKind(models.TextChoices):
    """What a peer declares, and what is found. The first five bar somebody from a review, the others call for care."""

    EMPLOYER_NOW = "employer-now", _("Works for them now")
    EMPLOYER_BEFORE = "employer-before", _("Worked for them within five years")
    FAMILY = "family", _("Family or close friends there")
    CONTRACT = "contract", _("A contract or payments")
    EARLIER_REVIEW = "earlier-review", _("Took part in an earlier review of them")
    NEIGHBOUR = "neighbour", _("A neighbouring or partner system")
    PARTY = "party", _("Party")


BARS = frozenset(
    {
        ConflictKind.EMPLOYER_NOW,
        ConflictKind.EMPLOYER_BEFORE,
        ConflictKind.FAMILY,
        ConflictKind.CONTRACT,
        ConflictKind.EARLIER_REVIEW,
    }
)


class Trained(models.TextChoices):
    """Where a peer stands with the training that is asked of everybody."""

    CURRENT = "current", _("All in date")
    SOON = "soon", _("Ends within 90 days")
    LAPSED = "lapsed", _("Missing or out of date")


class Due(models.TextChoices):
    """What a reminder is about, besides a kind of training."""

    DECLARATIONS = "declarations", _("Yearly renewal of declarations")
