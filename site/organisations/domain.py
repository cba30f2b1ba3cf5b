"""The verbs of the register: loading it, and what becomes of bodies."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.rules import demand
from core import audit
from core.actors import SYSTEM, Actor
from core.changes import announce
from core.errors import Refused
from organisations.models import Organisation
from organisations.rules import may_keep_register

DATA = Path(__file__).parent / "data"
NOT_YOURS = _("The register of organisations is kept by the secretariat.")
FILLED_WHEN_EMPTY = ("ods_code", "region", "valid_from", "valid_to", "note")


@dataclass(frozen=True)
class Loaded:
    """How many bodies a loading added, and in how many it filled something that was empty."""

    added: int
    filled: int


def load_register(*, actor: Actor = SYSTEM) -> Loaded:
    """Bring the bodies of data/*.csv into the register. Safe to repeat.

    A body that is missing is added with its successors; what is empty in one that is there is filled. What staff
    wrote is never overwritten. Each body that is added or filled is logged.
    """
    with transaction.atomic():
        there = {body.register_key: body for body in Organisation.objects.exclude(register_key=None)}
        added, filled = [], []
        for row in _rows("organisations.csv"):
            key, facts = row.pop("key"), {name: _fact(name, value) for name, value in row.items()}
            if key not in there:
                there[key] = Organisation.objects.create(register_key=key, **facts)
                added.append(there[key])
            elif _fill(there[key], facts):
                filled.append(there[key])
        new = {body.pk for body in added}
        for row in _rows("successions.csv"):
            body, successor = there[row["body"]], there[row["successor"]]
            if {body.pk, successor.pk} & new:
                body.successors.add(successor)
        for verb, bodies in (("load", added), ("fill", filled)):
            for body in bodies:
                announce(body)
                audit.record(f"organisation.{verb}", actor=actor, subject=body)
    return Loaded(len(added), len(filled))


def write_organisation(
    *, body: Organisation, successors: Iterable[Organisation], changed: Iterable[str], actor: Actor
) -> Organisation:
    """Save a body as a form has filled it, new or known, and who followed it; return it.

    Announced, and logged with the names of the fields in `changed`; a save that changes nothing is not logged.

    Raises NotAllowed for an actor who does not keep the register.
    """
    demand(may_keep_register, actor, NOT_YOURS)
    with transaction.atomic():
        is_new = body.pk is None
        body.save()
        body.successors.set(successors)
        if is_new or (fields := sorted(changed)):
            announce(body)
            details = {} if is_new else {"fields": fields}
            audit.record(f"organisation.{'add' if is_new else 'change'}", actor=actor, subject=body, **details)
    return body


def succeed(
    *, predecessors: Iterable[Organisation], successors: Iterable[Organisation], on: date, actor: Actor
) -> None:
    """End the predecessors and let the successors follow them from `on`: a merger, a split, or both at once.

    Each predecessor's last day becomes the day before; a successor that has no first day begins on `on`. Papers keep
    the name of their day. Logged for each predecessor.

    Raises NotAllowed for an actor who does not keep the register; Refused when a body is named on both sides, when a
    predecessor had ended or not yet begun, or when a successor does not exist on that day.
    """
    demand(may_keep_register, actor, NOT_YOURS)
    with transaction.atomic():
        before = _locked(predecessors)
        after = _locked(successors)
        if obstacles := list(_obstacles(before, after, on)):
            raise Refused(*obstacles)
        for body in before:
            body.valid_to = on - timedelta(days=1)
            body.save(update_fields=["valid_to"])
            body.successors.add(*after)
        for body in after:
            if body.valid_from is None:
                body.valid_from = on
                body.save(update_fields=["valid_from"])
        announce(*before, *after)
        for body in before:
            audit.record("organisation.succeed", actor=actor, subject=body, on=on, successors=[one.pk for one in after])


def _obstacles(before: list[Organisation], after: list[Organisation], on: date) -> Iterator[str]:
    if not before or not after:
        yield gettext("Name at least one body that ends and one that follows it.")
    if on == date.min:
        yield gettext("There is no day before that one.")
    for body in before:
        if body in after:
            yield gettext("%(body)s can't follow itself.") % {"body": body}
        if body.valid_to is not None and body.valid_to < on:
            yield gettext("%(body)s has ended already.") % {"body": body}
        if body.valid_from is not None and body.valid_from >= on:
            yield gettext("%(body)s had not begun.") % {"body": body}
    for body in after:
        if (body.valid_from is not None and body.valid_from > on) or body.has_ended_by(on):
            yield gettext("%(body)s does not exist on that day.") % {"body": body}


def _locked(bodies: Iterable[Organisation]) -> list[Organisation]:
    keys = [body.pk for body in bodies]
    return list(Organisation.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _fact(name: str, value: str) -> str | date | None:
    if name in {"valid_from", "valid_to"}:
        return date.fromisoformat(value) if value else None
    return value


def _fill(body: Organisation, facts: dict[str, str | date | None]) -> bool:
    missing = [name for name in FILLED_WHEN_EMPTY if facts[name] and not getattr(body, name)]
    for name in missing:
        setattr(body, name, facts[name])
    if missing:
        body.save(update_fields=missing)
    return bool(missing)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)
