"""How polls look to those who follow: drawn once for all of them, so without anybody's own vote."""

from collections.abc import Collection
from typing import Any

from consultations.townhalls.domain.speaking import why_closed
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import POLLS_IN_PUBLIC, Stream
from consultations.townhalls.live import frames, tallies
from consultations.townhalls.models import Poll, Thread
from consultations.townhalls.polls import presenters, queries
from consultations.townhalls.queries import hall_of


@frames.bodies_of("polls")
def looks(stream: Stream, keys: Collection[int]) -> dict[int, Any]:
    """Return the list of polls under each thread. A follower's room is of one, so this is asked once a reading."""
    found = {}
    for thread in Thread.objects.filter(pk__in=keys):
        hall = hall_of(thread)
        takes_words = why_closed(hall, thread_of(hall)) is None
        found[thread.pk] = {"regions": {"polls": presenters.region_of_polls(hall, takes_words=takes_words)}}
    return found


def counts(keys: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return how polls stand, as regions of the page: the same queries for any number."""
    rows = queries.counted(Poll.objects.filter(pk__in=keys, state__in=POLLS_IN_PUBLIC))
    return {row.pk: {"regions": presenters.regions_of(presenters.in_public(row))} for row in rows}


tallies.have_family("poll", tallies.Family(queries.voted_since, counts))
