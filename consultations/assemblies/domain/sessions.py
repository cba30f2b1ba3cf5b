"""A session from its papers to its agreed minutes. Its live threads follow it."""

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.assemblies.domain.session_rows import reason_of
from consultations.assemblies.enums import AHEAD, SessionState
from consultations.assemblies.lifecycle import SESSION
from consultations.assemblies.models import Announcement, SessionChange, SessionPage
from consultations.townhalls.domain import threads as halls
from consultations.townhalls.domain.polls import lock_open
from consultations.townhalls.enums import TownHallState
from consultations.townhalls.lifecycle import TOWN_HALL
from consultations.townhalls.models import TownHallPage
from core.actors import Actor
from core.errors import Refused
from core.lifecycle import move

IN_PUBLIC = frozenset({"publish_papers", "go_live"})

# What the threads below a session do when it comes into a state; one that can't do it from where it stands stays there.
THREADS_DO = {
    SessionState.PAPERS_OUT: "open",
    SessionState.LIVE: "go_live",
    SessionState.MINUTES_DRAFT: "close",
    SessionState.CANCELLED: "close",
}


def change_state(*, session: SessionPage, verb: str, actor: Actor, reason: str = "") -> SessionPage:
    """Say that papers are out, begin, end or cancel a session, or say that its minutes are agreed.

    Its threads are opened, go live and are closed with it. A reason is public: it stands on the page of a cancelled
    session and in its feed. Raises NotAllowed and Refused as `core.lifecycle.move` does, and Refused for a session that
    nobody sees yet.
    """
    reason = reason_of(reason)
    with transaction.atomic():
        fresh = SessionPage.objects.select_for_update(no_key=True).get(pk=session.pk)
        if verb in IN_PUBLIC and not fresh.live:
            raise Refused(_("Nobody sees this session yet. Publish its page first."))
        below = _threads_locked(fresh)
        moved = move(SESSION, fresh, verb, actor=actor, reason=reason)
        SessionChange.objects.create(session=moved, to=moved.state, reason=reason)
        for hall in below:
            follow(hall, moved, actor)
        return moved


def note_when(*, session: SessionPage) -> Announcement | None:
    """Write down for when a published session is announced; return it if that is new.

    Each after the first is news to its followers, and stands on its page and in its feed: it was moved. Once a session
    began, its time is a matter of record, and to correct it is no news.
    """
    with transaction.atomic():
        SessionPage.objects.select_for_update(no_key=True).get(pk=session.pk)
        last = Announcement.objects.filter(session=session).last()
        if last is not None and (last.starts_at == session.starts_at or session.state not in AHEAD):
            return None
        return Announcement.objects.create(session=session, starts_at=session.starts_at)


def follow(hall: TownHallPage, session: SessionPage, actor: Actor) -> TownHallPage:
    """Have a thread do what the state of its session asks of it, where it can."""
    verb = THREADS_DO.get(SessionState(session.state), "")
    if not verb or hall.state not in TOWN_HALL.move_named(verb).sources or _goes_back(hall, verb):
        return hall
    return halls.change_state(hall=hall, verb=verb, actor=actor)


def _goes_back(hall: TownHallPage, verb: str) -> bool:
    """A thread that hosts closed before its time is opened again by hosts alone."""
    return verb == "open" and hall.state == TownHallState.CLOSED


def _threads_locked(session: SessionPage) -> list[TownHallPage]:
    """Lock all that follows, before the audit log is: whoever closes one thread has them in that order."""
    rows = TownHallPage.objects.child_of(session).order_by("pk").select_for_update(no_key=True)
    below = list(rows)
    for hall in below:
        lock_open(hall=hall)
    return below
