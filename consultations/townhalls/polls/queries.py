"""Reads of polls: how people voted, and never who."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Prefetch, QuerySet
from wagtail.models import Page

from consultations.townhalls.enums import POLLS_IN_PUBLIC
from consultations.townhalls.models import Ballot, Participant, Poll, PollChoice

COUNT: dict[str, Any] = {"count": Count("ballots")}
VOTERS: dict[str, Any] = {"voters": Count("ballots")}


def counted(polls: QuerySet[Poll]) -> QuerySet[Poll]:
    """Return polls with how many people voted, and for what: one query more for any number of them."""
    choices = PollChoice.objects.annotate(**COUNT).order_by("position", "pk")
    return polls.annotate(**VOTERS).select_related("thread").prefetch_related(Prefetch("choices", choices))


def of_page(page: Page) -> QuerySet[Poll]:
    """Return all polls of a page, drafts too, as hosts see them: the last that was written first."""
    return counted(Poll.objects.filter(thread__page_id=page.pk)).order_by("-pk")


def in_public(page: Page) -> QuerySet[Poll]:
    """Return the polls of a page that everybody sees, the last that was opened first."""
    rows = Poll.objects.filter(thread__page_id=page.pk, state__in=POLLS_IN_PUBLIC)
    return counted(rows).order_by(F("opened_at").desc(), "-pk")


def ballots_of(page: Page, participant: Participant | None) -> dict[int, list[PollChoice]]:
    """Return what somebody voted for in each open poll of a page, in the order in which it is listed."""
    if participant is None:
        return {}
    rows = Ballot.objects.filter(by=participant, poll__thread__page_id=page.pk)
    choices = PollChoice.objects.order_by("position", "pk")
    return {row.poll_id: list(row.choices.all()) for row in rows.prefetch_related(Prefetch("choices", choices))}


def voted_since(keys: Collection[UUID], since: datetime) -> list[tuple[UUID, int, datetime]]:
    """Return thread, poll and moment for each poll, under a page of some threads, that was voted in since then.

    A thread may have gone on in a next part since the poll was written, so any part of the page will do.
    """
    rows = Poll.objects.filter(thread__page__threads__key__in=list(keys), tallied_at__gte=since)
    found = rows.values_list("thread__page__threads__key", "pk", "tallied_at")
    return [(key, pk, at) for key, pk, at in found if at is not None]
