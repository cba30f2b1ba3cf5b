"""How every change of a contribution is made: under its lock, numbered, and told to who may know of it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from consultations.townhalls import log
from consultations.townhalls.domain.references import note_references
from consultations.townhalls.enums import IN_PUBLIC, ContributionState, EventKind, Stream
from consultations.townhalls.letters import tell_askers
from consultations.townhalls.lifecycle import CONTRIBUTION
from consultations.townhalls.models import Contribution, Thread
from consultations.townhalls.queries import followed_with
from core.changes import announce
from core.lifecycle import move


def locked(contribution: Contribution) -> Contribution:
    """Return the row as it stands, locked until the transaction ends; all parts of its page are locked before it, by everybody.

    Locks of town halls leave keys free: PostgreSQL looks after the keys of what was written when it commits, and would wait
    there, with the log's head in hand, for somebody who waits for that head.
    """
    lock_parts(contribution.thread.page_id)
    rows = Contribution.objects.select_for_update(of=("self",), no_key=True).select_related("thread", "claimed_by")
    return rows.get(pk=contribution.pk)


def lock_parts(page: int) -> None:
    """Lock the parts of a page's thread in their order: a verb may write to more than one."""
    list(Thread.objects.select_for_update(no_key=True).filter(page_id=page).order_by("part"))


def moved(contribution: Contribution, verb: str, by: User, *, reason: str = "", **changes: Any) -> Contribution:
    """Make a move of the table, in the name of `by`, and tell of it.

    It lets go of a claim, and what no longer waits for an answer is no longer being answered.
    """
    with transaction.atomic():
        was_public = locked(contribution).state in IN_PUBLIC
        decision = {"decided_by": by, "decided_at": timezone.now(), "claimed_by": None, "claimed_until": None}
        row = move(CONTRIBUTION, contribution, verb, actor=by, reason=reason, changes={**decision, **changes})
        note_references(row)
        tell_askers(row)
        tell(row, was_public=was_public)
        if row.state != ContributionState.PUBLISHED:
            stop_answering(row)
        return row


def stop_answering(row: Contribution) -> None:
    """Have a locked row not be what is being answered, and tell everybody if it was."""
    if Thread.objects.filter(pk=row.thread_id, answering=row).update(answering=None):
        log.write_to_all(followed_with(row.thread), EventKind.ANSWERING, row)


def changed(row: Contribution, **changes: Any) -> Contribution:
    """Write fields that a viewer sees of a locked row, and tell of it."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
    note_references(row)
    announce(row)
    tell(row, was_public=row.state in IN_PUBLIC)
    return row


def tell(row: Contribution, *, was_public: bool) -> None:
    """Number the change and write it to the log: of the moderators always, of the public if it sees anything of it.

    What stands under it comes and goes with it, and each reply is told of too: nothing under what is hidden stays on a
    screen, or comes back in a replay.
    """
    row.revision += 1
    row.save(update_fields=["revision"])
    log.write(row.thread, EventKind.CHANGED, row, stream=Stream.HOST)
    if row.state in IN_PUBLIC:
        log.write(row.thread, EventKind.CHANGED if was_public else EventKind.PUBLISHED, row)
    elif was_public:
        log.write(row.thread, EventKind.REMOVED, row)
    if was_public != (row.state in IN_PUBLIC):
        kind = EventKind.REMOVED if was_public else EventKind.PUBLISHED
        log.write_each(row.thread, kind, _public_replies_of(row))


def tell_hosts(row: Contribution, **changes: Any) -> Contribution:
    """Write fields of a locked row that only moderators and hosts see."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
    log.write(row.thread, EventKind.CHANGED, row, stream=Stream.HOST)
    return row


def _public_replies_of(row: Contribution) -> list[int]:
    replies = Contribution.objects.filter(parent=row, state__in=IN_PUBLIC)
    return list(replies.order_by("pk").values_list("pk", flat=True))
