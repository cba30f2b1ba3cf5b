"""Writing to peers about what ends: training, and the yearly renewal of declarations. Of each end once."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.actors import SYSTEM
from core.outbox.domain import post
from core.templatetags.moments import plain_day
from peer_review.pool.domain.peers import locked
from peer_review.pool.enums import SOON, Due, PeerState, TrainingKind
from peer_review.pool.models import Peer, Reminder
from peer_review.pool.queries.peers import renewal_due

NAMES = {**dict(TrainingKind.choices), **dict(Due.choices)}


def remind() -> int:
    """Write to every active peer of whom something ends within 90 days, or whose renewal is overdue; return to how many.

    For the sweep. One mail a peer, of all that they were not told yet; each end is told of once. Logged.
    """
    today = timezone.localdate()
    peers = Peer.objects.active().prefetch_related("trainings", "renewals", "reminders")
    return sum(_told(peer) for peer in peers if any(_untold(peer, today)))


def _told(peer: Peer) -> bool:
    """Write to one peer, and return whether there still was something to tell once nobody else could."""
    with transaction.atomic():
        row = locked(peer)
        ends = list(_untold(row, timezone.localdate())) if row.state == PeerState.ACTIVE else []
        if not ends:
            return False
        Reminder.objects.bulk_create(Reminder(peer=row, what=what, due_on=day) for what, day in ends)
        post(
            to=row.email,
            template="pool/reminder",
            context={
                "name": row.name,
                "ends": [(NAMES[what], plain_day(day), day < timezone.localdate()) for what, day in ends],
                "path": reverse("pool:own"),
            },
            kind="peer_reminder",
            about=row,
        )
        audit.record("peer.remind", actor=SYSTEM, subject=row, about=[what for what, _day in ends])
        return True


def _untold(peer: Peer, today: date) -> Iterator[tuple[str, date]]:
    told = {(one.what, one.due_on) for one in peer.reminders.all()}
    for what, day in _ends(peer, today):
        if (what, day) not in told:
            yield what, day


def _ends(peer: Peer, today: date) -> Iterator[tuple[str, date]]:
    """Yield what ends within 90 days: of each kind of training the last end, if none goes on for good."""
    ahead = today + timedelta(days=SOON)
    for kind in TrainingKind:
        ends = [one.expires_on for one in peer.trainings.all() if one.kind == kind]
        last = max((day for day in ends if day is not None), default=None)
        if last is not None and None not in ends and today <= last <= ahead:
            yield kind.value, last
    due = renewal_due(max((one.on for one in peer.renewals.all()), default=peer.joined_on))
    if due <= ahead:
        yield Due.DECLARATIONS.value, due
