"""The rows of town halls, one family a file."""

from consultations.townhalls.models.contribution import Contribution, Vote
from consultations.townhalls.models.log import Head, ThreadEvent
from consultations.townhalls.models.moderation import BannedWords, Note, Wording
from consultations.townhalls.models.page import AgendaItem, Panellist, TownHallPage
from consultations.townhalls.models.participant import Participant
from consultations.townhalls.models.poll import Ballot, Poll, PollChoice
from consultations.townhalls.models.record import Beginning, Recording, StateChange
from consultations.townhalls.models.thread import Measure, Thread

__all__ = [
    "AgendaItem",
    "Ballot",
    "BannedWords",
    "Beginning",
    "Contribution",
    "Head",
    "Measure",
    "Note",
    "Panellist",
    "Participant",
    "Poll",
    "PollChoice",
    "Recording",
    "StateChange",
    "Thread",
    "ThreadEvent",
    "TownHallPage",
    "Vote",
    "Wording",
]
