"""How the agenda looks to those who follow, when a point of it begins."""

from collections.abc import Collection
from typing import Any

from django.template.loader import render_to_string

from consultations.townhalls.enums import Stream
from consultations.townhalls.live import frames
from consultations.townhalls.models import Thread
from consultations.townhalls.queries import hall_of
from consultations.townhalls.record.presenters import agenda_of


@frames.bodies_of("agenda")
def looks(stream: Stream, keys: Collection[int]) -> dict[int, Any]:
    """Return the agenda of each thread's page. A follower's room is of one, so this is asked once a reading."""
    return {
        thread.pk: {
            "regions": {"agenda": render_to_string("townhalls/agenda.html", {"agenda": agenda_of(hall_of(thread))})}
        }
        for thread in Thread.objects.filter(pk__in=keys)
    }
