"""A page's thread: begun with the page, and gone on in a next part when it is full."""

from django.db import transaction
from wagtail.models import Page

from consultations.townhalls import log
from consultations.townhalls.domain.polls import close_all, lock_open
from consultations.townhalls.enums import TAKES_WORDS, EventKind
from consultations.townhalls.lifecycle import TOWN_HALL
from consultations.townhalls.models import Contribution, StateChange, Thread, TownHallPage
from consultations.townhalls.queries import last_part
from core.actors import Actor
from core.lifecycle import move
from pages.domain import note_references as note_page_references

MOST_IN_A_PART = 5_000  # contributions: a page of more can no longer be followed by anybody


def thread_of(page: Page) -> Thread:
    """Return the part of a page's thread that people speak in, beginning one for a new page."""
    return last_part(page) or Thread.objects.get_or_create(page_id=page.pk, part=1)[0]


def room_in(thread: Thread) -> Thread:
    """Return the thread, or, if it is full, its next part; whoever follows is told. Call it in a transaction."""
    if Contribution.objects.filter(thread=thread).count() < MOST_IN_A_PART:
        return thread
    following, is_new = Thread.objects.get_or_create(page_id=thread.page_id, part=thread.part + 1)
    if is_new:
        log.write_to_all(thread, EventKind.PART, following)
    return following


def change_state(*, hall: TownHallPage, verb: str, actor: Actor, reason: str = "") -> TownHallPage:
    """Open, start, close or archive a town hall. Everybody who follows is told. Its polls close with it.

    Raises NotAllowed and Refused as `core.lifecycle.move` does.
    """
    with transaction.atomic():
        lock_open(hall=hall)
        moved = move(TOWN_HALL, hall, verb, actor=actor, reason=reason)
        if moved.state not in TAKES_WORDS:
            close_all(hall=moved, by=actor)
        note_page_references(page=moved)
        change = StateChange.objects.create(town_hall=moved, to=moved.state)
        log.write_to_all(thread_of(moved), EventKind.STATE, change)
        return moved
