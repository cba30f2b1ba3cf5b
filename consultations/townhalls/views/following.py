"""What followers fetch where no line holds: the same messages, from the same log, by the same cursor."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from consultations.townhalls import log
from consultations.townhalls.enums import Stream
from consultations.townhalls.live import frames, tallies
from consultations.townhalls.models import Thread
from consultations.townhalls.queries import followed
from consultations.townhalls.rules import may_host
from consultations.townhalls.views.halls import for_hosts
from core.private_pages import private


@require_safe
@cache_control(public=True, max_age=1)
def events(request: HttpRequest, key: UUID) -> HttpResponse:
    """Return what followed `?after=` as one message of `live.frames`; 204 when there is nothing new.

    It depends on nobody, so that a cache may hand it to many for a second.
    """
    return _what_followed(request, _followed(key), Stream.PUBLIC)


@for_hosts
@require_safe
def desk_events(request: StaffRequest, key: UUID) -> HttpResponse:
    """The same of the moderators' stream, for who may be at this desk."""
    thread = get_object_or_404(Thread, key=key)
    if not may_host(request.user, thread):
        raise Http404
    return private(_what_followed(request, thread, Stream.HOST))


@require_safe
def needs_a_line(request: HttpRequest, key: UUID) -> HttpResponse:
    """Tell who comes without a websocket, or to a server that keeps no line open, that there is nothing else here."""
    _followed(key)
    return HttpResponse(status=426, headers={"Upgrade": "websocket", "Connection": "Upgrade"})


def _what_followed(request: HttpRequest, thread: Thread, stream: Stream) -> HttpResponse:
    after, until = log.Cursor.parsed(request.GET.get("after", "")), log.counted_until()
    if after is None:
        here = log.cursor_of(thread, stream)
        return _message(frames.reset(here.epoch, here.seq))
    following = log.replay(thread, after, stream)
    if following.is_reset:
        return _message(frames.reset(following.cursor.epoch, following.cursor.seq))
    counts = _counts(thread, tallies.moment(request.GET.get("tallied", "")))
    if not following.events and not counts:
        return HttpResponse(status=204)
    rows = [frames.told(event) for event in following.events]
    looks = frames.bodies(stream, rows)
    return _message(frames.batch(following.cursor.epoch, after.seq, rows, looks, tallies=counts, until=until))


def _counts(thread: Thread, since: float | None) -> list[frames.Tally]:
    """Return how counts stand that moved since then."""
    if since is None:
        return []
    return list(tallies.standing(tallies.moved_since([thread.key], since).get(thread.key, {})).values())


def _followed(key: UUID) -> Thread:
    thread = followed(key)
    if thread is None:
        raise Http404
    return thread


def _message(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/json")
