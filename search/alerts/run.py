"""Telling what is new: for every alert that is due, a mail about what arrived since the last and fits its search."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from haystack.exceptions import SearchBackendError
from haystack.query import SQ

from core.outbox.domain import put
from search.alerts.domain import last_arrival
from search.alerts.schedule import next_time
from search.asked import read
from search.batched import batched
from search.domain.arrivals import mend
from search.enums import Action, Alias, Sort
from search.models import Alert, Arrival, IndexChange, News, group_of
from search.queries.find import findable, matching

log = logging.getLogger("search")
KIND = "alert.news"
# Documents of which a mail keeps the keys, so that it can say rightly how many are left if some are taken back.
MOST_KEPT = 100
# Groups that one search is narrowed to.
MOST_AT_ONCE = 1000


@dataclass(frozen=True)
class Fresh:
    """What fits a search among what arrived: documents by model, key and kind, and how many there are beside these."""

    documents: list[tuple[str, str, str]]
    further: int


def tell_what_is_new() -> int:
    """Write a mail for each alert that is due and has something new; return how many. Safe to run twice at once.

    When the engine is down, or the index is not what it was when things arrived, all that arrived stays new, and the
    next run tries again.
    """
    now = timezone.now()
    due = Alert.objects.due(now, _settled(now)).order_by("search", "told_to")
    rows = list(due.values_list("search", "told_to", "pk"))
    if not rows:
        return 0
    to = last_arrival()
    try:
        found = _found(rows, to)
    except SearchBackendError as error:
        # The engine's words may hold what somebody searched for.
        log.warning("alerts_put_off", extra={"failure": type(error).__name__})
        return 0
    return sum(_tell(pks, fresh, since=since, to=to, now=now) for since, pks, fresh in found)


def _found(rows: Sequence[tuple[str, int, int]], to: int) -> list[tuple[int, list[int], Fresh]]:
    """Return what is new for each search and beginning of a window, with the alerts that ask for it.

    Raises SearchBackendError when the engine is down, or something that arrived can't be found now or could not be for
    a moment meanwhile.
    """
    began = timezone.now()
    arrived = _arrived(since=min(told_to for _search, told_to, _pk in rows), to=to)
    found = []
    for (search, since), some in groupby(rows, key=lambda row: row[:2]):
        groups = [group for number, group in arrived if number > since]
        found.append((since, [pk for *_rest, pk in some], _fresh(search, groups)))
    changes = IndexChange.objects.of(Alias.PUBLIC).not_before(began).filter(attempts=0)
    named = {group for _number, group in arrived}
    if arrived and any(change.action == Action.REBUILD or change.group in named for change in changes):
        raise SearchBackendError("The index changed while it was asked.")
    return found


def _settled(now: datetime) -> int:
    """Return the number of the last arrival that has waited long enough for others to come in the same mail."""
    ripe = Arrival.objects.filter(arrived_at__lte=now - settings.ALERTS_GATHERED_FOR)
    return ripe.order_by("-number").values_list("number", flat=True).first() or 0


def _arrived(*, since: int, to: int) -> list[tuple[int, str]]:
    """Return the number and the group of each arrival after `since`, up to `to`, newest first.

    Raises SearchBackendError when one of them can't be found: the index may have been lost, or swapped for one that is
    behind for a moment, or be held back until a change is applied; and would be asked in vain.
    """
    arrivals = list(Arrival.objects.filter(number__gt=since, number__lte=to).order_by("-number", "-pk"))
    named = {group_of(one.model, one.object_pk): one for one in arrivals}
    held: set[str] = set()
    for some in batched(named, MOST_AT_ONCE):
        counts = findable().narrow(SQ(group__in=some)).facet("group", limit=MOST_AT_ONCE).facet_counts()
        held.update(group for group, _count in counts["fields"]["group"])
    lacking = [one for group, one in named.items() if group not in held]
    if lacking and mend(lacking):
        raise SearchBackendError("The index lacks what it had taken in.")
    return [(one.number, group) for group, one in named.items()]


def _fresh(search: str, groups: Sequence[str]) -> Fresh:
    asked = replace(read(QueryDict(search)), sort=Sort.NEWEST)
    documents: list[tuple[str, str, str]] = []
    total = 0
    for some in batched(groups, MOST_AT_ONCE):
        found = matching(asked).narrow(SQ(group__in=some))
        documents += [(one.model_name, one.pk, one.kind) for one in found[: MOST_KEPT - len(documents)]]
        total += len(found)
    return Fresh(documents, total - len(documents))


def _tell(pks: Sequence[int], fresh: Fresh, *, since: int, to: int, now: datetime) -> int:
    """Write the mail of these alerts and note how far they were told, in one transaction; return how many got one.

    Whoever ran at the same time has moved `told_to`, or somebody stopped one: those are passed over.
    """
    with transaction.atomic():
        alerts = Alert.objects.select_for_update(of=("self",)).select_related("subscriber")
        rows = list(alerts.confirmed().filter(pk__in=pks, told_to=since).order_by("pk"))
        for row in rows:
            row.told_to, row.next_at = to, next_time(row.frequency, now)
        Alert.objects.bulk_update(rows, ["told_to", "next_at"], batch_size=500)
        if not fresh.documents:
            return 0
        for row in rows:
            message = put(to=row.subscriber.email, subject=str(_("New results for your search")), kind=KIND)
            News.objects.create(message=message, alert=row, documents=fresh.documents, further=fresh.further)
        return len(rows)
