"""No change of the index is lost, though whoever applies it is killed, and others build it anew meanwhile."""

import random
import threading
import time

import pytest
from django.db import connection
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
from tests.support.indexes import in_folder, own_indexes
from tests.support.mortal_indexers import MortalIndexers

SUBMISSIONS = 30
LEAST, LEAST_AT_WORK = 12, 6  # deaths; deaths at work
FEW = 6  # changes that may wait before the next
LONGEST = 120  # seconds
chance = random.Random()  # noqa: S311


@pytest.fixture
def submissions(transactional_db, tmp_path, settings):
    """Ready submissions with a file each, in indexes of this test's; what is noted waits for others to apply it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    with own_indexes(in_folder(tmp_path)):
        call = CallPageFactory()
        rows = [SubmissionFactory(call=call, state=S.READY, texts=[f"Heather {one}."]) for one in range(SUBMISSIONS)]
        for row in rows:
            AttachmentFactory(submission=row)
        for alias in Alias:
            rebuild(alias=alias)
        yield rows


def go_on_publishing(submissions, enough: threading.Event) -> None:
    """Publish each, then take each back, and so on, until it is enough.

    Round by round and no faster than it is applied, for a lost change shows only while none of the same submission
    follows it.
    """
    staff, times, limit = UserFactory(secretariat=True), 0, time.monotonic() + LONGEST
    while times < SUBMISSIONS or not enough.is_set():
        assert time.monotonic() < limit, times
        if IndexChange.objects.waiting().count() > FEW:
            time.sleep(0.005)
            continue
        row = submissions[times % len(submissions)]
        row.refresh_from_db()
        if row.state == S.READY:
            publish_submission(submission=row, by=staff)
        else:
            unpublish(submission=row, by=staff, reason="Asked to.")
        times += 1


def kill_at_random_moments(indexers: MortalIndexers, lives: int, enough: threading.Event) -> None:
    """Kill one after another, each once something was done in its time, on a fast machine and on a slow one."""
    try:
        while indexers.deaths < LEAST or indexers.killed_at_work() < LEAST_AT_WORK:
            began = time.monotonic()
            done = applied()
            while applied() == done and time.monotonic() < began + 5:
                time.sleep(0.005)
            pace = min(1.0, time.monotonic() - began)
            time.sleep(chance.uniform(0, pace))
            indexers.kill(chance.randrange(lives))
    finally:
        enough.set()
        connection.close()


def applied() -> int:
    return IndexChange.objects.filter(applied_at__isnull=False).count()


@pytest.mark.slow
@pytest.mark.parametrize("works", [("apply",), ("apply", "apply", "rebuild")], ids=len)
def test_index_and_database_say_the_same_after_any_number_of_deaths(submissions, tmp_path, works):
    indexers, enough = MortalIndexers(tmp_path, *works), threading.Event()
    try:
        indexers.wait_for_life()
        killer = threading.Thread(target=kill_at_random_moments, args=(indexers, len(works), enough), daemon=True)
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
