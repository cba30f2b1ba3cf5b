"""A poll as hosts keep it: written, opened, closed; and the words in it that a moderator lets through."""

import unicodedata
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand
from consultations.townhalls import log
from consultations.townhalls.enums import EventKind, PollKind, PollResults, PollState
from consultations.townhalls.lifecycle import POLL
from consultations.townhalls.models import Ballot, Poll, PollChoice, Thread, TownHallPage
from consultations.townhalls.queries import last_part
from consultations.townhalls.rules import may_host, may_moderate
from core import audit
from core.actors import Actor
from core.errors import NotAllowed, Refused
from core.lifecycle import move
from core.plain_text import one_line

STOPS = " .,;:!?\"'“”‘’()"
LONGEST_FOLDED = 200  # letters may become several


@dataclass(frozen=True)
class Asked:
    """What a poll asks. A scale has its steps as `choices`; words have none until people enter them."""

    kind: PollKind
    question: str
    choices: tuple[str, ...] = ()
    most: int = 1
    low: str = ""
    high: str = ""
    results: PollResults = PollResults.AT_ONCE


def write(*, thread: Thread, asked: Asked, by: User) -> Poll:
    """Write a poll, which hosts alone see until it is opened."""
    _demand_host(by, thread)
    with transaction.atomic():
        return _set(Poll(thread=thread), asked)


def change(*, poll: Poll, asked: Asked, by: User) -> Poll:
    """Write a draft anew. Raises Refused once it was opened: people voted on what it asked."""
    _demand_host(by, poll.thread)
    with transaction.atomic():
        fresh = _locked(poll)
        if fresh.state != PollState.DRAFT:
            raise Refused(_("It was opened, so what it asks can't be changed any more."))
        return _set(fresh, asked)


def open_poll(*, poll: Poll, by: User) -> Poll:
    """Have everybody vote. Raises NotAllowed and Refused as `core.lifecycle.move` does."""
    with transaction.atomic():
        return _told(move(POLL, poll, "open", actor=by, changes={"opened_at": timezone.now()}))


def close_poll(*, poll: Poll, by: Actor) -> Poll:
    """Take no more votes, and forget who voted how. Raises NotAllowed and Refused as `core.lifecycle.move` does."""
    with transaction.atomic():
        closed = move(POLL, poll, "close", actor=by, changes={"closed_at": timezone.now()})
        Ballot.objects.filter(poll=closed).update(by=None)
        tallied(closed)  # results that waited are shown from now on
        return _told(closed)


def close_all(*, hall: TownHallPage, by: Actor) -> None:
    """Close what is open in a town hall, which takes no more votes itself."""
    for poll in Poll.objects.filter(thread__page=hall.page_ptr, state=PollState.OPEN).order_by("pk"):
        close_poll(poll=poll, by=by)


def lock_open(*, hall: TownHallPage) -> None:
    """Lock what is open in a town hall, before the audit log is: whoever closes one poll has them in that order."""
    polls = Poll.objects.select_for_update(of=("self",), no_key=True)
    list(polls.filter(thread__page=hall.page_ptr, state=PollState.OPEN).order_by("pk"))


def let_through(*, choice: PollChoice, by: User) -> PollChoice:
    """Show a word among the results. Logged."""
    return _held(choice, by, is_held=False)


def hold_back(*, choice: PollChoice, by: User) -> PollChoice:
    """Take a word out of the results until a moderator lets it through. Logged. Raises Refused for a written choice."""
    return _held(choice, by, is_held=True)


def folded(text: str) -> str:
    """Return the same for words that read the same but for case, blanks and the stops around them."""
    return one_line(unicodedata.normalize("NFKC", text)).strip(STOPS).casefold()[:LONGEST_FOLDED]


def tallied(poll: Poll) -> None:
    """Have followers told how a poll stands, soon after the commit. Call it with the row locked."""
    poll.tallied_at = timezone.now()
    poll.save(update_fields=["tallied_at"])
    log.tallied(_place(poll), "poll", poll.pk)


def _held(choice: PollChoice, by: User, *, is_held: bool) -> PollChoice:
    demand(may_moderate, by, _("Only moderators may do this."))
    with transaction.atomic():
        poll = _locked(choice.poll)
        fresh = PollChoice.objects.get(pk=choice.pk, poll=poll)
        if poll.kind != PollKind.WORDS:
            raise Refused(_("Only words that people entered can be held back."))
        if fresh.is_held == is_held:
            return fresh
        fresh.is_held = is_held
        fresh.save(update_fields=["is_held"])
        audit.record("poll.hold_back" if is_held else "poll.let_through", actor=by, subject=fresh)
        if poll.state == PollState.CLOSED:
            _told(poll)  # it is a record now, and the record was changed
        tallied(poll)
        return fresh


def _set(poll: Poll, asked: Asked) -> Poll:
    poll.kind, poll.question, poll.most, poll.results = asked.kind, asked.question, asked.most, asked.results
    poll.low, poll.high = asked.low, asked.high
    poll.save()
    poll.choices.all().delete()
    PollChoice.objects.bulk_create(
        PollChoice(poll=poll, position=position, text=text, folded=folded(text) or text)
        for position, text in enumerate(asked.choices, start=1)
    )
    return poll


def _told(poll: Poll) -> Poll:
    log.write_to_all(_place(poll), EventKind.POLL, poll)
    return poll


def _place(poll: Poll) -> Thread:
    """Return the part of the thread that people follow now: it may have gone on since the poll was written."""
    return last_part(poll.thread.page) or poll.thread


def _locked(poll: Poll) -> Poll:
    return Poll.objects.select_for_update(of=("self",)).select_related("thread__page").get(pk=poll.pk)


def _demand_host(by: User, thread: Thread) -> None:
    if not may_host(by, thread):
        raise NotAllowed(_("Only the hosts and moderators of this town hall may do this."))
