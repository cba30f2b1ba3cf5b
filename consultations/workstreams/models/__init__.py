"""The rows of workstreams: the pages, who belongs to them, and what the review says."""

from consultations.workstreams.models.joining import CONFIRMED_WITHIN, KEPT, JoinRequest
from consultations.workstreams.models.page import WorkstreamPage, WorkstreamPerson
from consultations.workstreams.models.statement import Progress, Statement, StatementVersion

__all__ = [
    "CONFIRMED_WITHIN",
    "KEPT",
    "JoinRequest",
    "Progress",
    "Statement",
    "StatementVersion",
    "WorkstreamPage",
    "WorkstreamPerson",
]
