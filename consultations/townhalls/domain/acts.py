"""What somebody does on a desk to one contribution, and taking it back while nothing else has changed.

An act remembers what its verb changed: each field as it was and as it became. So one function undoes every verb, and it
refuses when any of these fields says something else by now. After the time is over the ordinary verbs lead back.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.townhalls import log
from consultations.townhalls.domain.moderating import edit_for_clarity, merge
from consultations.townhalls.domain.telling import changed, locked, moved, tell, tell_hosts
from consultations.townhalls.domain.voting import recount
from consultations.townhalls.enums import IN_PUBLIC, ContributionState, EventKind
from consultations.townhalls.models import Contribution, Thread
from consultations.townhalls.queries import answering_under, followed_with
from consultations.townhalls.rules import may_host
from core.errors import NotAllowed, Refused

OFFERED_FOR = timedelta(seconds=10)
GRACE = timedelta(seconds=5)  # for whoever pressed in time on a slow line

# What verbs change of a contribution, by the names of its columns. Votes are other people's.
HOSTS_SEE = frozenset({"assigned_to_id", "claimed_by_id", "claimed_until", "topic_id", "decided_by_id", "decided_at"})
EVERYBODY_SEES = frozenset(
    [
        "state",
        "text",
        "published_at",
        "declined_for",
        "declined_words",
        "merged_into_id",
        "carried_to_id",
        "answer",
        "answered_at",
        "pinned_at",
    ]
)
FIELDS = HOSTS_SEE | EVERYBODY_SEES
ANSWERING = "answering"  # which question is being answered: a field of its thread


@dataclass(frozen=True)
class Act:
    """One verb that was done to one contribution. It is made of plain values, so that a session can keep it."""

    contribution: int
    at: str
    before: dict[str, Any]
    after: dict[str, Any]


def act(contribution: Contribution, verb: Callable[[], Any]) -> Act:
    """Do `verb` to a contribution and return the act, by which it can be undone. Raises what the verb raises."""
    with transaction.atomic():
        before = _standing(locked(contribution))
        verb()
        after = _standing(locked(contribution))
    touched = [name for name, value in before.items() if after[name] != value]
    return Act(
        contribution.pk,
        timezone.now().isoformat(),
        {name: before[name] for name in touched},
        {name: after[name] for name in touched},
    )


def act_on_each(
    contributions: Iterable[Contribution], verb: Callable[[Contribution], Any]
) -> tuple[list[Act], list[tuple[Contribution, str]]]:
    """Do `verb` to several, each in a transaction of its own. Return what was done, and what was not with the reason."""
    done: list[Act] = []
    refused: list[tuple[Contribution, str]] = []
    for one in contributions:
        try:
            done.append(act(one, lambda one=one: verb(one)))  # type: ignore[misc]
        except Refused as why:
            refused.append((one, str(why)))
    return done, refused


def undo(done: Act, *, by: User) -> Contribution:
    """Take an act back, and return the contribution as it was before. It is told and logged like any other change.

    Raises Refused when the time is over or something changed meanwhile, NotAllowed for who may no longer host.
    """
    with transaction.atomic():
        row = locked(Contribution.objects.select_related("thread").get(pk=done.contribution))
        if not may_host(by, row.thread):
            raise NotAllowed(_("Only the hosts and moderators of this town hall may do this."))
        if timezone.now() > datetime.fromisoformat(done.at) + OFFERED_FOR + GRACE:
            raise Refused(_("The ten seconds are over. Use the buttons of %(which)s instead.") % {"which": called(row)})
        here = _standing(row)
        if any(here[name] != value for name, value in done.after.items()):
            raise Refused(_("%(which)s was changed meanwhile, so it stays as it is.") % {"which": called(row)})
        before = {name: _value(name, value) for name, value in done.before.items()}
        was_answering = ANSWERING in before and before.pop(ANSWERING)
        row = _put_back(row, before, by)
        if ANSWERING in done.before:
            _answer_again(row, was_answering)
        return row


def called(row: Contribution) -> str:
    """Return what people call a contribution: its reference, or what kind of thing it is."""
    return row.reference or str(row.get_kind_display())


def _put_back(row: Contribution, before: dict[str, Any], by: User) -> Contribution:
    if before.get("state") == ContributionState.MERGED:
        return merge(contribution=row, into=Contribution.objects.get(pk=before["merged_into_id"]), by=by)
    if "state" in before:
        if before["state"] not in IN_PUBLIC and row.merged.exists():
            raise Refused(_("Others were merged into %(which)s meanwhile.") % {"which": called(row)})
        target = row.merged_into
        back = moved(row, f"back_to_{before.pop('state')}", by, **before)
        if target is not None:
            target = locked(target)
            recount(back)
            recount(target)
            tell(target, was_public=True)
        return back
    if "text" in before:
        return edit_for_clarity(contribution=row, text=before["text"], by=by)
    if before.keys() & EVERYBODY_SEES:
        return changed(row, **before)
    return tell_hosts(row, **before) if before else row


def _answer_again(row: Contribution, pk: int | None) -> None:
    """Have the question that was being answered before be it again, if it waits for an answer still."""
    waits = Contribution.objects.filter(pk=pk, state=ContributionState.PUBLISHED).first() if pk else None
    parts = Thread.objects.filter(page_id=row.thread.page_id)
    parts.update(answering=None)
    if waits is not None:
        parts.filter(pk=waits.thread_id).update(answering=waits)
    log.write_to_all(followed_with(row.thread), EventKind.ANSWERING, waits or row)


def _standing(row: Contribution) -> dict[str, Any]:
    """Return how a locked row stands, in values that JSON holds without loss."""
    values = {name: getattr(row, name) for name in FIELDS}
    plain = {name: one.isoformat() if isinstance(one, datetime) else one for name, one in values.items()}
    answering = answering_under(row.thread)
    return {**plain, ANSWERING: answering.pk if answering is not None else None}


def _value(name: str, plain: Any) -> Any:
    return datetime.fromisoformat(plain) if plain and name.endswith(("_at", "_until")) else plain
