"""Asking, commenting and replying."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.townhalls import log
from consultations.townhalls.banned import holds_banned_words
from consultations.townhalls.domain.references import note_references
from consultations.townhalls.domain.threads import room_in, thread_of
from consultations.townhalls.enums import (
    IN_PUBLIC,
    QUESTIONS,
    TAKES_WORDS,
    ContributionKind,
    ContributionState,
    EventKind,
    MeasureKind,
    Moderation,
    Privacy,
    Stream,
)
from consultations.townhalls.models import AgendaItem, Contribution, Participant, Thread, TownHallPage
from consultations.townhalls.queries import last_said, measures_in_force, said_since
from core.changes import announce
from core.errors import Refused
from core.references import allot

MOST_AN_HOUR = 20  # contributions of one person, in all town halls
SAME_WORDS_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Words:
    """What somebody sends. `key` is made by the form, so that a form sent twice is one contribution."""

    key: UUID
    kind: ContributionKind
    text: str
    name: str = ""
    is_anonymous: bool = False
    parent: Contribution | None = None
    topic: AgendaItem | None = None


def contribute(*, hall: TownHallPage, words: Words, by: Participant, is_host: bool = False) -> Contribution:
    """Take a question, comment or reply, and return it; sent again, the same one.

    It waits to be read where the town hall reads first, where a measure says so, or where it holds a banned word. A
    question gets its reference when it is sent. Moderators are told on the host stream, everybody once it is published.
    A host is never slowed, and read by nobody first.

    Raises Refused with what stands in the way: the words are to be given back then.
    """
    with transaction.atomic():
        Participant.objects.select_for_update(no_key=True).get(pk=by.pk)  # one at a time of each, so limits hold
        if (sent := Contribution.objects.filter(key=words.key).first()) is not None:
            return _own(sent, by)
        thread = room_in(thread_of(hall))
        if why := why_not(hall, thread, by, words, is_host=is_host):
            raise Refused(why)
        waits = not is_host and (reads_first(hall, thread) or holds_banned_words(words.text))
        now = timezone.now()
        made = Contribution.objects.create(
            thread=thread,
            kind=words.kind,
            parent=words.parent,
            key=words.key,
            by=by,
            name=words.name,
            is_anonymous=words.is_anonymous and hall.anonymity_offered,
            is_from_host=is_host,
            topic=words.topic if words.topic and words.topic.town_hall_id == hall.pk else None,
            text=words.text,
            as_sent=words.text,
            state=ContributionState.WAITING if waits else ContributionState.PUBLISHED,
            sent_at=now,
            published_at=None if waits else now,
        )
        if words.kind is ContributionKind.QUESTION:
            made.reference = f"{QUESTIONS}-{allot(QUESTIONS)}"
            made.save(update_fields=["reference"])
        note_references(made)
        log.write(made.thread, EventKind.SUBMITTED, made, stream=Stream.HOST)
        if not waits:
            log.write(made.thread, EventKind.PUBLISHED, made)
        announce(made)  # after the log: bells ring in the order in which they were hung, and readers wait for the first
        return made


def _own(sent: Contribution, by: Participant) -> Contribution:
    if sent.by_id != by.pk:
        raise Refused(_("This form was sent by somebody else already. Open the page again."))
    return sent


def why_not(hall: TownHallPage, thread: Thread, by: Participant, words: Words, *, is_host: bool = False) -> str | None:
    """Return the sentence that stands in the way of what somebody sends, or None. No measure or limit holds a host."""
    if hall.state not in TAKES_WORDS:
        return _not_now()
    if words.parent is not None and (why := _why_not_under(thread, words.parent)):
        return why
    if is_host:
        return None
    return why_closed(hall, thread) or _why_not_this_person(hall, thread, by) or _why_not_again(by, words)


def _not_now() -> str:
    return _("This town hall does not take contributions now.")


def why_closed(hall: TownHallPage, thread: Thread) -> str | None:
    """Return why nobody can speak now, or None."""
    if hall.state not in TAKES_WORDS:
        return _not_now()
    measures = measures_in_force(thread, timezone.now())
    if MeasureKind.LOCK in measures:
        return _("This thread is locked: %(why)s") % {"why": measures[MeasureKind.LOCK].reason}
    if MeasureKind.PAUSE in measures:
        return _("The moderators paused this thread: %(why)s") % {"why": measures[MeasureKind.PAUSE].reason}
    return None


def what_first(hall: TownHallPage, by: Participant | None) -> Privacy | None:
    """Return what somebody without an account has to do before they may speak: sign in, confirm an address, or nothing."""
    if hall.privacy == Privacy.SIGNED_IN and (by is None or by.user is None or not by.user.is_active):
        return Privacy.SIGNED_IN
    if hall.privacy == Privacy.CONFIRMED and (by is None or not by.may_vote):
        return Privacy.CONFIRMED
    return None


def _why_not_this_person(hall: TownHallPage, thread: Thread, by: Participant) -> str | None:
    if (first := what_first(hall, by)) is not None:
        signs_in = first is Privacy.SIGNED_IN
        return _("Sign in to speak in this town hall.") if signs_in else _("Confirm your email address first.")
    now = timezone.now()
    slow = measures_in_force(thread, now).get(MeasureKind.SLOW)
    if (
        slow
        and (last := last_said(thread, by))
        and (left := last.sent_at + timedelta(seconds=slow.seconds) - now) > timedelta()
    ):
        seconds = int(left.total_seconds()) + 1
        return ngettext(
            "Slow mode is on. You can send again in %(seconds)d second.",
            "Slow mode is on. You can send again in %(seconds)d seconds.",
            seconds,
        ) % {"seconds": seconds}
    if said_since(by, now - timedelta(hours=1)) >= MOST_AN_HOUR:
        return _("You sent much in the last hour. Wait a while and send this again.")
    return None


def _why_not_under(thread: Thread, parent: Contribution) -> str | None:
    if parent.thread.page_id != thread.page_id or parent.parent_id is not None:
        return _("You can't reply to this.")
    if parent.thread_id != thread.pk:
        return _("That part of the thread is full. Say it as a comment in the part that goes on.")
    return None if parent.state in IN_PUBLIC else _("What you reply to is no longer shown.")


def _why_not_again(by: Participant, words: Words) -> str | None:
    since = timezone.now() - SAME_WORDS_WITHIN
    said = Contribution.objects.filter(by=by, sent_at__gt=since).values_list("as_sent", flat=True)
    if fingerprint(words.text) in {fingerprint(one) for one in said}:
        return _("You sent these words a moment ago.")
    return None


def fingerprint(text: str) -> str:
    """Return the same for texts that read the same."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()


def reads_first(hall: TownHallPage, thread: Thread) -> bool:
    """Whether moderators read before anything is published: as the town hall has it, unless a measure changed that."""
    changed = measures_in_force(thread, timezone.now()).get(MeasureKind.MODERATION)
    return (changed.to if changed else hall.moderation) == Moderation.BEFORE
