"""What the verbs do now, written down as done earlier: a demonstration of a past session has no other past."""

from bisect import bisect_right
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from consultations.townhalls.models import (
    Beginning,
    Contribution,
    Measure,
    Poll,
    StateChange,
    ThreadEvent,
    TownHallPage,
    Vote,
    Wording,
)


class SetBack:
    """Steps that are done now, each as if at a minute of what began at `began`."""

    def __init__(self, began: datetime) -> None:
        self.began = began
        self._now: list[datetime] = []
        self._then: list[datetime] = []

    def at(self, minutes: float) -> None:
        """All from here to the next call is done in this minute."""
        self._now.append(timezone.now())
        self._then.append(self.began + timedelta(minutes=minutes))

    def write_down(self, hall: TownHallPage) -> None:
        """Put the time of every row of the town hall back, in the order in which all was done."""
        of_page = {"thread__page": hall}
        rows: list[tuple[QuerySet[Any], tuple[str, ...]]] = [
            (ThreadEvent.objects.filter(**of_page), ("at",)),
            (
                Contribution.objects.filter(**of_page),
                ("sent_at", "published_at", "decided_at", "answered_at", "pinned_at"),
            ),
            (Measure.objects.filter(**of_page), ("at", "ended_at")),
            (Wording.objects.filter(contribution__thread__page=hall), ("at",)),
            (Vote.objects.filter(contribution__thread__page=hall), ("at",)),
            (Poll.objects.filter(thread__page=hall), ("created_at", "opened_at", "closed_at", "tallied_at")),
            (StateChange.objects.filter(town_hall=hall), ("at",)),
            (Beginning.objects.filter(town_hall=hall), ("began_at", "at")),
        ]
        self.put_back(rows)

    def put_back(self, rows: list[tuple[QuerySet[Any], tuple[str, ...]]]) -> None:
        """Put these times of these rows back; what was done before the first step stays as it is."""
        for some, names in rows:
            found = list(some)
            for row in found:
                for name in names:
                    setattr(row, name, self._earlier(getattr(row, name)))
            some.model._default_manager.bulk_update(found, names)

    def _earlier(self, at: datetime | None) -> datetime | None:
        step = bisect_right(self._now, at) - 1 if at else -1
        return at if at is None or step < 0 else self._then[step] + (at - self._now[step])
