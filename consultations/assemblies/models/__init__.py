"""The rows of standing bodies."""

from consultations.assemblies.models.advice import Advice, AdviceSource, DueMove, Reply
from consultations.assemblies.models.body import BodyPage, TermsOfReference
from consultations.assemblies.models.changes import Announcement, SessionChange
from consultations.assemblies.models.interests import REVIEWED_EVERY, Interest, InterestsReview, ItemInterest
from consultations.assemblies.models.items import Ballot, BarredMember, MemberVote, Proposal
from consultations.assemblies.models.papers import Minutes, Paper
from consultations.assemblies.models.seats import Member, Seat, SeatCategory, Term
from consultations.assemblies.models.session import AgendaItem, Attendance, QuorumCount, SessionPage, SessionRecording

__all__ = [
    "REVIEWED_EVERY",
    "Advice",
    "AdviceSource",
    "AgendaItem",
    "Announcement",
    "Attendance",
    "Ballot",
    "BarredMember",
    "BodyPage",
    "DueMove",
    "Interest",
    "InterestsReview",
    "ItemInterest",
    "Member",
    "MemberVote",
    "Minutes",
    "Paper",
    "Proposal",
    "QuorumCount",
    "Reply",
    "Seat",
    "SeatCategory",
    "SessionChange",
    "SessionPage",
    "SessionRecording",
    "Term",
    "TermsOfReference",
]
