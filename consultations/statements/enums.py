"""The named sets of principles and recommendations, and of what is said about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StatementKind(models.TextChoices):
    PRINCIPLE = "principle", _("Principle")
    RECOMMENDATION = "recommendation", _("Recommendation")


# How each begins in a reference, and in an address.
FAMILIES = {StatementKind.PRINCIPLE: "PRI", StatementKind.RECOMMENDATION: "REC"}
PLACES = {StatementKind.PRINCIPLE: "principles", StatementKind.RECOMMENDATION: "recommendations"}
PLURALS = {StatementKind.PRINCIPLE: _("Principles"), StatementKind.RECOMMENDATION: _("Recommendations")}


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Standing(models.TextChoices):
    """What is known to have become of a statement. Others decide about it, so it is told with its source."""

    DISCUSSED = "discussed", _("Open to discussion")
    ACCEPTED = "accepted", _("Accepted")
    IN_PART = "in_part", _("Accepted in part")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    UNDER_WAY = "under_way", _("Being carried out")
    DONE = "done", _("Carried out")


NOT_KNOWN = _("Not known")
COLOURS = {
    Standing.DISCUSSED: "violet",
    Standing.ACCEPTED: "green",
    Standing.IN_PART: "amber",
    Standing.NOT_ACCEPTED: "red",
    Standing.UNDER_WAY: "blue",
    Standing.DONE: "green",
}


class CommentState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be read")
    PUBLISHED = "published", _("Published")
    NOT_PUBLISHED = "not_published", _("Not published")


COMMENT_COLOURS = {
    CommentState.WAITING: "amber",
    CommentState.PUBLISHED: "green",
    CommentState.NOT_PUBLISHED: "grey",
}
