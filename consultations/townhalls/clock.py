"""Where a moment of a town hall is in its recording."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.http import QueryDict

from consultations.townhalls.enums import OVER, TownHallState
from consultations.townhalls.models import Recording, StateChange, TownHallPage

# How some hosts are asked to begin at a second. Of any other address we do not know, and link to its beginning alone.
BY_QUERY = {"www.youtube.com", "youtube.com", "m.youtube.com", "youtu.be"}
BY_FRAGMENT = {"vimeo.com", "www.vimeo.com"}
MEDIA = (".mp4", ".webm", ".ogv", ".ogg", ".mp3", ".m4a")  # a media fragment: https://www.w3.org/TR/media-frags/

AT_ONCE = timedelta(seconds=1)  # between a change and the event that tells of it


@dataclass(frozen=True)
class Clock:
    """The clock of one recording. `ends_at` is when the session was closed: what came later is in no recording."""

    started_at: datetime
    adjustment: int
    ends_at: datetime | None
    link: str

    def offset(self, at: datetime) -> int | None:
        """Return the second of the recording at which it was `at`, or None outside of it."""
        seconds = int((at - self.started_at).total_seconds()) + self.adjustment
        is_inside = seconds >= 0 and (self.ends_at is None or at <= self.ends_at + AT_ONCE)
        return seconds if is_inside else None

    def link_at(self, seconds: int | None) -> str:
        """Return an address that plays the recording from that second, where its host takes one; else nothing."""
        return at_second(self.link, seconds) if seconds is not None else ""


def clock_of(hall: TownHallPage) -> Clock | None:
    """Return the clock of a town hall's recording, once staff said when it was started: two queries."""
    recording = Recording.objects.filter(town_hall=hall).first()
    if recording is None:
        return None
    return Clock(recording.started_at, recording.adjustment, session_ended(hall), hall.recording_link)


def session_ended(hall: TownHallPage) -> datetime | None:
    """Return when it was last live, if it is over. Taking it out of the archive begins no session."""
    if hall.state not in OVER:
        return None
    ended, before = None, ""
    for to, at in StateChange.objects.filter(town_hall=hall).order_by("pk").values_list("to", "at"):
        if before == TownHallState.LIVE:
            ended = at
        before = to
    return ended


def at_second(link: str, seconds: int) -> str:
    """Return the address of a recording at a second, for the hosts that we know; else nothing."""
    address = urlsplit(link)
    host = address.hostname or ""
    if host in BY_QUERY:
        query = QueryDict(address.query, mutable=True)
        query["t"] = f"{seconds}s"
        return urlunsplit(address._replace(query=query.urlencode()))
    if host in BY_FRAGMENT:
        return urlunsplit(address._replace(fragment=urlencode({"t": f"{seconds}s"})))
    if address.path.lower().endswith(MEDIA):
        return urlunsplit(address._replace(fragment=urlencode({"t": seconds})))
    return ""


def offset_in_words(seconds: int | None) -> str:
    """Return 1:02:03; nothing for no offset."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
