"""The named sets of search."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a result is."""

    SUBMISSION = "submission", _("Submission")
    ATTACHMENT = "attachment", _("Attachment")
    CALL = "call", _("Call")
    TOWN_HALL = "townhall", _("Town hall")
    CONTRIBUTION = "contribution", _("Said in a town hall")
    BODY = "body", _("Standing body")
    MEMBER = "member", _("Member")
    SESSION = "session", _("Session")
    ITEM = "item", _("Item of an agenda")
    PAPER = "paper", _("Paper")
    MINUTES = "minutes", _("Minutes")
    ADVICE = "advice", _("Advice")
    PRINCIPLE = "principle", _("Principle")
    RECOMMENDATION = "recommendation", _("Recommendation")
    PEER_REPORT = "peerreport", _("Peer review report")
    FINDING = "finding", _("Finding of a peer review")
    REVIEW = "review", _("Review")
    WORKSTREAM = "workstream", _("Workstream")
    PAGE = "page", _("Page")


class Alias(models.TextChoices):
    """The connections to the engine, by their names in the settings. Nothing is in both."""

    PUBLIC = "default", _("What is published")
    STAFF = "staff", _("Everything sent to us (staff)")


class Sort(models.TextChoices):
    RELEVANCE = "relevance", _("Best match first")
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")


class Action(models.TextChoices):
    """What is to be done to the index. Either way the database is read again at the time it is done."""

    REFRESH = "refresh", _("Lay down anew")
    REMOVE = "remove", _("Take out")
    REBUILD = "rebuild", _("Build all of it anew")


class Frequency(models.TextChoices):
    """How often somebody gets mail about a search."""

    AT_ONCE = "at_once", _("As soon as something is published")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
