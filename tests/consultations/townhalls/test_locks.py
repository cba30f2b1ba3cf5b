"""Verbs that meet lock in one order, so that none waits for one that waits for it. SQLite lets one write at a
time, so there it is the second that must not fail for having waited."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError, local

import pytest

from consultations.townhalls.domain import moderating, telling
from consultations.townhalls.domain.polls import close_poll
from consultations.townhalls.domain.threads import change_state, thread_of
from consultations.townhalls.enums import ContributionState, PollState, TownHallState
from consultations.townhalls.models import Thread
from core import audit
from core.errors import Refused
from tests.core.at_once import at_once
from tests.factories import ContributionFactory, PollFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meet():
    """`meet()` has two verbs wait for each other, the first time that each calls it; not for long, for one may be locked out."""
    gate, met = Barrier(2), local()

    def meeting():
        if not getattr(met, "once", False):
            met.once = True
            with suppress(BrokenBarrierError):
                gate.wait(timeout=1)

    return meeting


def test_two_merge_across_parts_at_the_same_moment(hall, moderator, meet, monkeypatch):
    first, second = thread_of(hall), Thread.objects.create(page_id=hall.pk, part=2)
    rows = [ContributionFactory(thread=thread) for thread in (first, second, first, second)]
    here = telling.locked

    def locked(row):
        found = here(row)
        meet()
        return found

    monkeypatch.setattr(moderating, "locked", locked)
    pairs = [(rows[0], rows[1]), (rows[3], rows[2])]
    at_once(
        lambda number: moderating.merge(contribution=pairs[number][0], into=pairs[number][1], by=moderator), threads=2
    )
    for row, into in pairs:
        row.refresh_from_db()
        assert (row.state, row.merged_into) == (ContributionState.MERGED, into)


def test_a_poll_and_its_town_hall_are_closed_at_the_same_moment(hall, moderator, meet, monkeypatch):
    poll, recorded = PollFactory(thread=thread_of(hall)), audit.record

    def record(action, **more):
        if action.startswith("poll"):
            meet()
        entry = recorded(action, **more)
        meet()
        return entry

    monkeypatch.setattr(audit, "record", record)

    def close(number):
        if number:
            return change_state(hall=hall, verb="close", actor=moderator)
        with suppress(Refused):  # it is closed already
            return close_poll(poll=poll, by=moderator)

    at_once(close, threads=2)
    hall.refresh_from_db()
    poll.refresh_from_db()
    assert (hall.state, poll.state) == (TownHallState.CLOSED, PollState.CLOSED)
