"""The words of standing bodies: what they are, how they decide, where their sessions, items and advice stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

ADVICE = "ADV"  # the series of references: ADV-3


class Remit(models.TextChoices):
    ADVISES = "advises", _("Advises")
    DECIDES = "decides", _("Decides")


class DecidesBy(models.TextChoices):
    """By what a body's rules call a thing carried. A share is of the votes for and against: abstentions are counted apart."""

    CONSENSUS = "consensus", _("Consensus: nobody is against it")
    MAJORITY = "majority", _("More for than against")
    TWO_THIRDS = "two-thirds", _("At least two thirds of those for or against")


class Capacity(models.TextChoices):
    PERSONAL = "personal", _("In a personal capacity")
    ORGANISATION = "organisation", _("For an organisation")


class InterestKind(models.TextChoices):
    EMPLOYMENT = "employment", _("Employment or office")
    MONEY = "money", _("Shares, contracts or payments")
    FAMILY = "family", _("Family or close friends")
    LOYALTY = "loyalty", _("Membership, trusteeship or campaign")
    GIFT = "gift", _("Gift or hospitality")
    OTHER = "other", _("Other")


class Mode(models.TextChoices):
    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class SessionState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    PAPERS_OUT = "papers-out", _("Papers out")
    LIVE = "live", _("Live")
    MINUTES_DRAFT = "minutes-draft", _("Minutes in draft")
    MINUTES_AGREED = "minutes-agreed", _("Minutes agreed")
    CANCELLED = "cancelled", _("Cancelled")


AHEAD = frozenset({SessionState.PLANNED, SessionState.PAPERS_OUT})
OVER = frozenset({SessionState.MINUTES_DRAFT, SessionState.MINUTES_AGREED})
NOT_OVER = AHEAD | {SessionState.LIVE}
HELD = OVER | {SessionState.LIVE}
NOT_AGREED = NOT_OVER | {SessionState.MINUTES_DRAFT}  # until its minutes are agreed, what they tell of can be put right


class Presence(models.TextChoices):
    IN_PERSON = "in-person", _("In the room")
    ONLINE = "online", _("Online")
    APOLOGIES = "apologies", _("Apologies")
    LEFT = "left", _("Left before the end")
    ABSENT = "absent", _("Absent")


PRESENT = frozenset({Presence.IN_PERSON, Presence.ONLINE})


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    SECONDED = "seconded", _("Seconded")
    SCHEDULED = "scheduled", _("On an agenda")
    CONCLUDED = "concluded", _("Concluded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Outcome(models.TextChoices):
    ADVICE = "advice", _("Advice")
    DECISION = "decision", _("Decision")
    NOTED = "noted", _("Noted")
    DEFERRED = "deferred", _("Deferred")


class Choice(models.TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstain")


class Result(models.TextChoices):
    CARRIED = "carried", _("Carried")
    NOT_CARRIED = "not-carried", _("Not carried")


class Bar(models.TextChoices):
    """Why a member could not vote."""

    INTEREST = "interest", _("Declared an interest in this item")
    STEPPED_OUT = "stepped-out", _("Had stepped out of the session")
    LEFT = "left", _("Had left before the vote")
    AWAY = "away", _("Was not there")


class MinutesState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")


class Horizon(models.TextChoices):
    SHORT = "short", _("Short term")
    LONG = "long", _("Long term")


class AdviceState(models.TextChoices):
    AWAITING = "awaiting", _("Awaiting a reply")
    REPLIED = "replied", _("Replied to")
    CONCLUDED = "concluded", _("Concluded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Standing(models.TextChoices):
    """Where advice stands as the register tells it: what awaits a reply is overdue or not yet."""

    OVERDUE = "overdue", _("Overdue")
    AWAITING = AdviceState.AWAITING.value, AdviceState.AWAITING.label
    REPLIED = AdviceState.REPLIED.value, AdviceState.REPLIED.label
    CONCLUDED = AdviceState.CONCLUDED.value, AdviceState.CONCLUDED.label
    WITHDRAWN = AdviceState.WITHDRAWN.value, AdviceState.WITHDRAWN.label
