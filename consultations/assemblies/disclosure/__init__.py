"""What a viewer may know of what standing bodies keep."""

from consultations.assemblies.disclosure.ballots import KnownBallot, KnownBar, KnownVote
from consultations.assemblies.disclosure.members import KnownInterest, KnownMember
from consultations.assemblies.disclosure.papers import KnownPaper

__all__ = ["KnownBallot", "KnownBar", "KnownInterest", "KnownMember", "KnownPaper", "KnownVote"]
