"""How polls look to those who follow: drawn once for all of them, so without anybody's own vote."""

from collections.abc import Collection
from typing import Any

from consultations.townhalls import poll_presenters, poll_queries
from consultations.townhalls.domain.speaking import why_closed
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import POLLS_IN_PUBLIC, Stream
from consultations.townhalls.live import frames, tallies
from consultations.townhalls.models import Poll
from consultations.townhalls.queries import hall_of


@frames.bodies_of("poll")
def looks(stream: Stream, keys: Collection[int]) -> dict[int, Any]:
    """Return the list of polls, for each poll that was opened, closed or changed. All are of one thread's page."""
    polls = Poll.objects.filter(pk__in=keys, state__in=POLLS_IN_PUBLIC).select_related("thread")
    regions: dict[int, str] = {}
    found = {}
    for poll in polls:
        page = poll.thread.page_id
        if page not in regions:
            hall = hall_of(poll.thread)
            takes_words = why_closed(hall, thread_of(hall)) is None
            regions[page] = poll_presenters.region_of_polls(hall, takes_words=takes_words)
        found[poll.pk] = {"regions": {"polls": regions[page]}}
    return found


def counts(keys: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return how polls stand, as regions of the page: the same queries for any number."""
    rows = poll_queries.counted(Poll.objects.filter(pk__in=keys, state__in=POLLS_IN_PUBLIC))
    return {row.pk: {"regions": poll_presenters.regions_of(poll_presenters.in_public(row))} for row in rows}


tallies.have_family("poll", tallies.Family(poll_queries.voted_since, counts))
