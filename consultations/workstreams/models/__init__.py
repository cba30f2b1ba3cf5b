"""Workstreams, who belongs to them, and who asks to."""

from consultations.workstreams.models.joining import JoinRequest
from consultations.workstreams.models.page import WorkstreamPage, WorkstreamPerson

__all__ = ["JoinRequest", "WorkstreamPage", "WorkstreamPerson"]
