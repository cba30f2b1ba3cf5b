"""What followers fetch where no websocket holds: the same messages, from the same log, by the same cursor."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from consultations.townhalls import log
from consultations.townhalls.enums import Stream
from consultations.townhalls.live import frames
from consultations.townhalls.models import Thread
from consultations.townhalls.queries import followed


@require_safe
@cache_control(public=True, max_age=1)
def events(request: HttpRequest, key: UUID) -> HttpResponse:
    """Return what followed `?after=` as one message of `live.frames`; 204 when there is nothing new.

    It depends on nobody, so that a cache may hand it to many for a second.
    """
    thread = _followed(key)
    after = log.Cursor.parsed(request.GET.get("after", ""))
    here = log.cursor_of(thread)
    if after is None:
        return _message(frames.reset(here.epoch, here.seq))
    told = log.replay(thread, after)
    if told.is_reset:
        return _message(frames.reset(told.cursor.epoch, told.cursor.seq))
    if not told.events:
        return HttpResponse(status=204)
    rows = [frames.told(event) for event in told.events]
    return _message(frames.batch(told.cursor.epoch, after.seq, rows, frames.bodies(Stream.PUBLIC, rows)))


@require_safe
def needs_a_socket(request: HttpRequest, key: UUID) -> HttpResponse:
    """Tell who comes without a websocket that this address answers nothing else."""
    _followed(key)
    return HttpResponse(status=426, headers={"Upgrade": "websocket", "Connection": "Upgrade"})


def _followed(key: UUID) -> Thread:
    thread = followed(key)
    if thread is None:
        raise Http404
    return thread


def _message(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/json")
