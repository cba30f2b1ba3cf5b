"""The named sets of town halls and of what is said in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TownHallState(models.TextChoices):
    ANNOUNCED = "announced", _("Announced")
    OPEN = "open", _("Open for questions")
    LIVE = "live", _("Live")
    CLOSED = "closed", _("Closed")
    ARCHIVED = "archived", _("Archived")


FOLLOWED = frozenset(set(TownHallState) - {TownHallState.ARCHIVED})
NOT_OVER = frozenset({TownHallState.ANNOUNCED, TownHallState.OPEN, TownHallState.LIVE})
TAKES_WORDS = frozenset({TownHallState.OPEN, TownHallState.LIVE})
OVER = frozenset({TownHallState.CLOSED, TownHallState.ARCHIVED})  # what was said is summed up then


class Moderation(models.TextChoices):
    BEFORE = "before", _("Read before they are published")
    AFTER = "after", _("Published at once, read afterwards")


class Privacy(models.TextChoices):
    """Who may speak."""

    SIGNED_IN = "signed_in", _("People who are signed in")
    CONFIRMED = "confirmed", _("Also guests who confirm an email address")
    ANYONE = "anyone", _("Everybody, also without an address")


class Stream(models.TextChoices):
    """Each has numbers of its own, so that a number that is missing always means a loss."""

    PUBLIC = "public", _("Public")
    HOST = "host", _("Moderators and hosts")


class ContributionKind(models.TextChoices):
    QUESTION = "question", _("Question")
    COMMENT = "comment", _("Comment")
    REPLY = "reply", _("Reply")


class ContributionState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be read")
    PUBLISHED = "published", _("Published")
    ANSWERED_LIVE = "answered_live", _("Answered live")
    ANSWERED_IN_WRITING = "answered_in_writing", _("Answered in writing")
    MERGED = "merged", _("Merged")
    CARRIED_OVER = "carried_over", _("Carried over")
    NOT_PUBLISHED = "not_published", _("Not published")


# What the public reads of each state, and its colour.
LOOKS = {
    ContributionState.WAITING: (_("Waiting to be read"), "amber"),
    ContributionState.PUBLISHED: (_("Not answered yet"), "blue"),
    ContributionState.ANSWERED_LIVE: (_("Answered live"), "green"),
    ContributionState.ANSWERED_IN_WRITING: (_("Answered in writing"), "green"),
    ContributionState.MERGED: (_("Merged"), "grey"),
    ContributionState.CARRIED_OVER: (_("Carried over"), "violet"),
    ContributionState.NOT_PUBLISHED: (_("Not published"), "grey"),
}

# What everyone may read. A merged question leads to the one that it stands in.
IN_PUBLIC = frozenset(set(ContributionState) - {ContributionState.WAITING, ContributionState.NOT_PUBLISHED})
TAKES_VOTES = frozenset({ContributionState.PUBLISHED})
# What still has to come to one of the ends that everybody sees.
UNDECIDED = frozenset({ContributionState.WAITING, ContributionState.PUBLISHED})


class ReasonCode(models.TextChoices):
    """Why something is not published: the sentence is the public's."""

    OFF_TOPIC = "off_topic", _("It is about something else")
    PERSONAL = "personal", _("It holds somebody's personal details")
    ABUSE = "abuse", _("It attacks somebody")
    UNLAWFUL = "unlawful", _("The law does not let us publish it")
    ADVERT = "advert", _("It advertises something")
    DUPLICATE = "duplicate", _("It was sent twice")
    OTHER = "other", _("Another reason")


class EventKind(models.TextChoices):
    """What happened. An event names a row and holds no words: these are read when it is told."""

    SUBMITTED = "submitted", _("Sent in")
    PUBLISHED = "published", _("Published")
    CHANGED = "changed", _("Changed")
    REMOVED = "removed", _("Taken from view")
    ANSWERING = "answering", _("Being answered now")
    STATE = "state", _("The town hall is in another state")
    MEASURE = "measure", _("How people may speak was changed")
    POLL = "poll", _("A poll was opened, closed or changed")
    AGENDA = "agenda", _("A point of the agenda began")
    PART = "part", _("The thread goes on in its next part")


class MeasureKind(models.TextChoices):
    """What a moderator may do to a whole thread. Each is public, with who, why and until when."""

    SLOW = "slow", _("Slow mode")
    PAUSE = "pause", _("Pause")
    LOCK = "lock", _("Lock")
    MODERATION = "moderation", _("Change of how contributions are read")


class EntryKind(models.TextChoices):
    """What an entry of the transcript tells. One event may make several, or none."""

    SAID = "said", _("Said")
    REMOVED = "removed", _("Taken from view")
    RESTORED = "restored", _("Shown again")
    ANSWERING = "answering", _("Answering began")
    ANSWERED = "answered", _("Answered")
    EDITED = "edited", _("Edited for clarity")
    MERGED = "merged", _("Merged")
    CARRIED = "carried", _("Carried over")
    STATE = "state", _("State of the town hall")
    MEASURE = "measure", _("Measure")
    POLL = "poll", _("Poll")
    AGENDA = "agenda", _("Agenda")
    PART = "part", _("Next part")


# What the timeline shows: the session itself, and not each thing that was said.
ON_THE_TIMELINE = frozenset(
    {
        EntryKind.STATE,
        EntryKind.AGENDA,
        EntryKind.ANSWERING,
        EntryKind.ANSWERED,
        EntryKind.MEASURE,
        EntryKind.POLL,
        EntryKind.PART,
    }
)


class PollKind(models.TextChoices):
    SINGLE = "single", _("One choice")
    MULTIPLE = "multiple", _("Several choices")
    SCALE = "scale", _("A scale")
    WORDS = "words", _("Words")


class PollState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class PollResults(models.TextChoices):
    """When anybody, hosts too, may see how people voted."""

    AT_ONCE = "at_once", _("While people vote")
    WHEN_CLOSED = "when_closed", _("When it is closed")


POLLS_IN_PUBLIC = frozenset({PollState.OPEN, PollState.CLOSED})
