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
from tests.support.indexes import in_folder, own_indexes
from tests.support.mortal_indexers import MortalIndexers

SUBMISSIONS = 8
SECONDS = 8
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


def go_on_publishing(submissions, until: float) -> int:
    """Publish one, take another back, as fast as it goes; return how often."""
    staff, times = UserFactory(secretariat=True), 0
    while time.monotonic() < until:
        row = chance.choice(submissions)
        row.refresh_from_db()
        if row.state == S.READY:
            publish_submission(submission=row, by=staff)
        else:
            unpublish(submission=row, by=staff, reason="Asked to.")
        times += 1
    return times


def kill_at_random_moments(indexers: MortalIndexers, lives: int, until: float) -> None:
    while time.monotonic() < until:
        time.sleep(chance.uniform(0, 0.4))
        indexers.kill(chance.randrange(lives))


@pytest.mark.slow
@pytest.mark.parametrize("works", [("apply",), ("apply", "apply", "rebuild")], ids=len)
def test_index_and_database_say_the_same_after_any_number_of_deaths(submissions, tmp_path, works):
    indexers = MortalIndexers(tmp_path, *works)
    try:
        indexers.wait_for_life()
        until = time.monotonic() + SECONDS
        killer = threading.Thread(target=kill_at_random_moments, args=(indexers, len(works), until))
        killer.start()
        times = go_on_publishing(submissions, until)
        killer.join()
    finally:
        indexers.stop()
    assert (times >= 10, indexers.deaths >= 5, indexers.killed_at_work() >= 3) == (True, True, True), (
        times, indexers.deaths, indexers.killed_at_work(),
    )  # fmt: skip

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
