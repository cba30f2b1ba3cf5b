"""Programmes: begun and changed by managers."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.changes import announce
from core.errors import Refused
from core.stamps import demand_fresh, stamp_of
from peer_review.frameworks.models import Framework
from peer_review.reviews.domain.duties import demand_manager
from peer_review.reviews.models import Programme


@dataclass(frozen=True)
class Described:
    """What is said of a programme. Everybody reads it."""

    name: str
    purpose: str
    framework: Framework
    contact: str
    begun_on: date
    ended_on: date | None = None
    scoring: bool = False


def stamp_of_programme(programme: Programme) -> str:
    return _stamp(Described(**{one.name: getattr(programme, one.name) for one in fields(Described)}))


def begin_programme(*, described: Described, by: User) -> Programme:
    """Begin a programme; its address follows from its name and stays. Logged. Raises NotAllowed, and Refused for a name that is taken."""
    demand_manager(by)
    with transaction.atomic():
        _demand_free(described, None)
        programme = Programme.objects.create(**_values(described), slug=_free_slug(described.name))
        audit.record("peer_programme.begin", actor=by, subject=programme)
        return programme


def change_programme(*, programme: Programme, described: Described, by: User, after: str = "") -> Programme:
    """Change what is said of a programme. Logged, announced.

    `after` is the stamp of what was read. Raises NotAllowed, Stale, and Refused for a name that is taken and for another
    framework once a review froze a version of this one.
    """
    demand_manager(by)
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        demand_fresh(after, stands=stamp_of_programme(row), wanted=_stamp(described))
        _demand_free(described, row)
        has_frozen = row.reviews.filter(frozen_at__isnull=False).exists()
        if has_frozen and row.framework_id != described.framework.pk:
            raise Refused(_("A review of this programme uses its framework already, so that stays."))
        for name, value in _values(described).items():
            setattr(row, name, value)
        row.save()
        announce(row)
        audit.record("peer_programme.change", actor=by, subject=row)
        return row


def _demand_free(described: Described, own: Programme | None) -> None:
    if described.ended_on and described.ended_on < described.begun_on:
        raise Refused(_("The last day must be the same as or after the first."))
    if Programme.objects.filter(name__iexact=described.name).exclude(pk=own.pk if own else 0).exists():
        raise Refused(_("Another programme has this name."))


def _free_slug(name: str) -> str:
    stem = slugify(name)[:50] or "programme"
    taken = set(Programme.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{number}" for number in range(2, 1000))) if slug not in taken)


def _values(described: Described) -> dict[str, Any]:
    return {one.name: getattr(described, one.name) for one in fields(described)}


def _stamp(described: Described) -> str:
    return stamp_of(*(str(getattr(value, "pk", value)) for value in _values(described).values()))
