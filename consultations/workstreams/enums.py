"""The words of workstreams: what a review says, and how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StatementKind(models.TextChoices):
    PRINCIPLE = "principle", _("Principle")
    RECOMMENDATION = "recommendation", _("Recommendation")


SERIES = {StatementKind.PRINCIPLE: "PRI", StatementKind.RECOMMENDATION: "REC"}


class Standing(models.TextChoices):
    """What became of a statement, as far as somebody can show it."""

    NOT_KNOWN = "not-known", _("Not known")
    NOT_TAKEN_UP = "not-taken-up", _("Not taken up")
    UNDER_WAY = "under-way", _("Under way")
    DONE = "done", _("Done")


COLOURS = {
    Standing.NOT_KNOWN: "grey",
    Standing.NOT_TAKEN_UP: "amber",
    Standing.UNDER_WAY: "blue",
    Standing.DONE: "green",
}


class RequestState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Address not confirmed")
    WAITING = "waiting", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


ANSWERED = frozenset({RequestState.ACCEPTED, RequestState.DECLINED})
