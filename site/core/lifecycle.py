"""One way to change a state.

Each status field has one `Lifecycle`: its states with the words that staff and the public read, and the table of
moves between them. `move` is the only function that writes such a field. It locks the row, checks who and whether,
writes, logs in the same transaction, and tells those who keep copies.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core import audit
from core.actors import SYSTEM, Actor
from core.changes import announce
from core.errors import NotAllowed, Refused

Row = TypeVar("Row", bound=models.Model)
May = Callable[[Any, Any], bool]
Guard = Callable[[Any], str | None]
Censor = Callable[[Any, str], str | None]


@dataclass(frozen=True)
class State:
    """How one state reads: `label` to staff, `public_label` to everyone else, `tag` its colour (look.md)."""

    label: str | Promise
    public_label: str | Promise
    tag: str


@dataclass(frozen=True)
class Move:
    """One row of the table.

    `may` says who (actor, row); a guard returns the sentence that stands in the way, or None. `needs_reason` refuses
    an empty reason. `label` is what the button says, `effect` what it will do; it warns before one that `is_grave`.
    """

    verb: str
    sources: tuple[str, ...]
    target: str
    label: str | Promise
    may: May
    effect: str | Promise = ""
    guards: tuple[Guard, ...] = ()
    needs_reason: bool = False
    is_grave: bool = False


@dataclass(frozen=True)
class Lifecycle:
    """The states of one field and the moves between them. `noun` names the row in the log: `submission.publish`.

    A row begins in the first of `states`, or in one of those that `begins` names. `why_not_logged` returns the sentence that
    refuses a reason, for what it says of the row must not get into the log.
    """

    noun: str
    field: str
    states: Mapping[str, State]
    moves: tuple[Move, ...]
    why_not_logged: Censor | None = None
    begins: tuple[str, ...] = ()
    _by_verb: dict[str, Move] = dataclasses.field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_verb", {one.verb: one for one in self.moves})
        for one in self.moves:
            strangers = {one.target, *one.sources} - set(self.states)
            if strangers:
                raise ValueError(f"{self.noun}.{one.verb} names unknown states: {sorted(strangers)}")

    def state_of(self, row: models.Model) -> State:
        return self.states[getattr(row, self.field)]

    def move_named(self, verb: str) -> Move:
        return self._by_verb[verb]

    def open_to(self, row: models.Model, actor: Actor) -> list[Move]:
        """Return the moves this actor may make from where the row stands. Guards are not asked."""
        here = getattr(row, self.field)
        return [one for one in self.moves if here in one.sources and one.may(actor, row)]

    def obstacles(self, row: models.Model, verb: str) -> list[str]:
        """Return the sentences of every guard that stands in the way of `verb`."""
        return [why for guard in self.move_named(verb).guards if (why := guard(row))]


LIFECYCLES: dict[str, Lifecycle] = {}


def lifecycle(model_label: str, table: Lifecycle) -> Lifecycle:
    """Register the table of a model's status field (`app.Model`), so that system checks can find it."""
    LIFECYCLES[model_label] = table
    return table


def move(
    table: Lifecycle, row: Row, verb: str, *, actor: Actor, reason: str = "", changes: Mapping[str, Any] | None = None
) -> Row:
    """Make one move and return the row as it now stands, locked until the transaction ends.

    `changes` are further fields written in the same save, such as the day and the person a CHECK constraint asks for;
    guards see the row with them applied. `reason` goes to the log and must not quote a respondent.

    Raises NotAllowed when this actor may not, Refused when the row stands elsewhere, a reason is missing or a guard
    objects. Nothing is changed then.
    """
    with transaction.atomic():
        one = table.move_named(verb)
        manager = type(row)._base_manager
        # Its key stays free: who writes a row that points here would otherwise wait when it commits, with locks in hand.
        fresh = manager.select_for_update(no_key=True).get(pk=row.pk)
        before = getattr(fresh, table.field)
        if before not in one.sources:
            state = str(table.states[before].label).lower()
            raise Refused(_("This can't be done now: it is %(state)s.") % {"state": state})
        if actor is not SYSTEM and not one.may(actor, fresh):
            raise NotAllowed(_("You may not do this."))
        if one.needs_reason and not reason.strip():
            raise Refused(_("Give a reason."))
        if reason and table.why_not_logged and (why := table.why_not_logged(fresh, reason)):
            raise Refused(why)
        changes = dict(changes or {})
        for name, value in changes.items():
            setattr(fresh, name, value)
        if obstacles := table.obstacles(fresh, verb):
            raise Refused(*obstacles)
        setattr(fresh, table.field, one.target)
        fresh.save(update_fields=[table.field, *changes])
        announce(fresh)
        audit.record(
            f"{table.noun}.{verb}",
            actor=actor,
            subject=fresh,
            before=before,
            after=one.target,
            **({"reason": reason} if reason else {}),
        )
        return fresh
