"""Reads of workstreams."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from consultations.workstreams.enums import JoinState
from consultations.workstreams.models import JoinRequest, WorkstreamPage, WorkstreamPerson
from core.visibility import for_everyone


def shown() -> QuerySet[WorkstreamPage]:
    """Return the workstreams that everybody may see."""
    workstreams: QuerySet[WorkstreamPage] = for_everyone(WorkstreamPage.objects.all())
    return workstreams


def named(workstream: WorkstreamPage) -> list[WorkstreamPerson]:
    """Return the people of a workstream who agreed to be named."""
    return [one for one in workstream.people.all() if one.is_named]


def requests_to(workstream: WorkstreamPage) -> QuerySet[JoinRequest]:
    """Return who asks to join and has confirmed the address: those that wait first, the oldest of them on top."""
    rows = JoinRequest.objects.filter(workstream=workstream).exclude(state=JoinState.UNCONFIRMED)
    return rows.select_related("answered_by").order_by("answered_at", "asked_at", "pk")


def led_by(user: Any) -> QuerySet[WorkstreamPage]:
    """Return the workstreams that somebody co-chairs, each with how many requests to join wait for an answer: one query."""
    keys = WorkstreamPerson.objects.filter(user=user.pk, part=WorkstreamPerson.Part.CO_CHAIR).values("workstream")
    waiting = Count("join_requests", filter=Q(join_requests__state=JoinState.WAITING))
    rows: QuerySet[WorkstreamPage] = WorkstreamPage.objects.filter(pk__in=keys, live=True)
    return rows.annotate(waiting=waiting).order_by("path")


def co_chairs_with_accounts(workstream: WorkstreamPage) -> QuerySet[User]:
    keys = WorkstreamPerson.objects.filter(workstream=workstream, part=WorkstreamPerson.Part.CO_CHAIR).values("user")
    return User.objects.filter(pk__in=keys, is_active=True)
