"""No change of the index is lost, though whoever applies it is killed, and others build it anew meanwhile."""

import random
import threading
import time

import pytest
from haystack.query import SearchQuerySet

from core.sweep import sweepers
from evidence.publication.domain.publish import publish_submission, unpublish
from evidence.publication.models import Edition
from evidence.submissions.enums import SubmissionState as S
from search.domain.check import compare
from search.domain.rebuild import rebuild
from search.enums import Action, Alias
from search.models import IndexChange
from tests.factories import AttachmentFactory, CallPageFactory, SubmissionFactory, UserFactory
from tests.support.indexes import own_indexes
from tests.support.mortal_indexers import MortalIndexers

SUBMISSIONS = 30
LEAST, LEAST_AT_WORK = 12, 6  # deaths; deaths at work
LONGEST = 120  # seconds
chance = random.Random()  # noqa: S311


@pytest.fixture
def submissions(transactional_db, tmp_path, settings):
    """Ready submissions with a file each, in indexes of this test's; what is noted waits for others to apply it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    with own_indexes(tmp_path):
        call = CallPageFactory()
        rows = [SubmissionFactory(call=call, state=S.READY, texts=[f"Heather {one}."]) for one in range(SUBMISSIONS)]
        for row in rows:
            AttachmentFactory(submission=row)
        for alias in Alias:
            rebuild(alias=alias)
        yield rows


def go_on_publishing(submissions, enough: threading.Event) -> None:
    """Publish each, then take each back, and so on, until it is enough.

    Round by round, for a lost change shows only while none of the same submission follows it.
    """
    staff, times, limit = UserFactory(secretariat=True), 0, time.monotonic() + LONGEST
    while times < SUBMISSIONS or not enough.is_set():
        assert time.monotonic() < limit, times
        row = submissions[times % len(submissions)]
        row.refresh_from_db()
        if row.state == S.READY:
            publish_submission(submission=row, by=staff)
        else:
            unpublish(submission=row, by=staff, reason="Asked to.")
        times += 1


def time_of_a_change(submission) -> float:
    """Return the seconds that these processes take here to apply what publishing notes."""
    publish_submission(submission=submission, by=UserFactory(secretariat=True))
    began = time.monotonic()
    while IndexChange.objects.waiting().exclude(action=Action.REBUILD).exists():
        assert time.monotonic() < began + LONGEST
        time.sleep(0.01)
    return time.monotonic() - began


def kill_at_random_moments(indexers: MortalIndexers, lives: int, pace: float, enough: threading.Event) -> None:
    """Kill until some have died and some of them in the middle of their work, on a fast machine and on a slow one."""
    limit = time.monotonic() + LONGEST
    while (indexers.deaths < LEAST or indexers.killed_at_work() < LEAST_AT_WORK) and time.monotonic() < limit:
        time.sleep(chance.uniform(0, 2 * pace))  # so that a life is long enough to get anywhere
        indexers.kill(chance.randrange(lives))
    enough.set()


@pytest.mark.slow
@pytest.mark.parametrize("works", [("apply",), ("apply", "apply", "rebuild")], ids=len)
def test_index_and_database_say_the_same_after_any_number_of_deaths(submissions, tmp_path, works):
    indexers, enough = MortalIndexers(tmp_path, *works), threading.Event()
    try:
        indexers.wait_for_life()
        pace = time_of_a_change(submissions.pop())
        told = (indexers, len(works), pace, enough)
        killer = threading.Thread(target=kill_at_random_moments, args=told, daemon=True)
        killer.start()
        go_on_publishing(submissions, enough)
        killer.join()
    finally:
        indexers.stop()
    assert indexers.killed_at_work() >= LEAST_AT_WORK

    a_minute_later()

    assert IndexChange.objects.waiting().count() == 0
    for alias in Alias:
        assert compare(alias).groups == [], alias
    found = {result.reference for result in SearchQuerySet().filter(content="heather")}
    assert found == set(Edition.objects.values_list("reference", flat=True))


def a_minute_later() -> None:
    """The sweep finds what the dead left, and a rebuild that died is begun anew."""
    IndexChange.objects.waiting().filter(action=Action.REBUILD).update(retry_at=None)
    dict(sweepers())["search index"]()
