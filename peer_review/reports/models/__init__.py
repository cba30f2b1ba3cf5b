"""The rows of reports."""

from peer_review.reports.models.checking import FactComment, FactsChecked
from peer_review.reports.models.editions import Edition, EditionFile, Passage, Sentence
from peer_review.reports.models.plan import Action, Progress
from peer_review.reports.models.report import Report

__all__ = [
    "Action",
    "Edition",
    "EditionFile",
    "FactComment",
    "FactsChecked",
    "Passage",
    "Progress",
    "Report",
    "Sentence",
]
