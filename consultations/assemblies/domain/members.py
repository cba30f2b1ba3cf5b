"""The people who sit on bodies, as the secretariat keeps them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand_secretariat
from consultations.assemblies.models import Member
from core import audit
from core.changes import announce
from core.errors import Refused
from core.stamps import demand_fresh, stamp_of

FIELDS = frozenset({"name", "post", "biography"})


def add_member(*, name: str, post: str = "", biography: str = "", by: User) -> Member:
    """Write down somebody who agreed to be named. They are public once they hold a seat. Logged."""
    demand_secretariat(by)
    with transaction.atomic():
        row = Member.objects.create(name=name, post=post, biography=biography)
        audit.record("member.add", actor=by, subject=row)
        return row


def change_member(*, member: Member, by: User, after: str = "", **fields: Any) -> Member:
    """Change what everybody reads of a member: `name`, `post`, `biography`. Logged, without the words.

    `after` is the stamp (`stamp_of_member`) of what it was written from. Raises Stale if somebody else saved it meanwhile.
    """
    demand_secretariat(by)
    if strange := set(fields) - FIELDS:
        raise TypeError(f"A member has no {sorted(strange)}.")
    with transaction.atomic():
        row = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
        stood = stamp_of_member(row)
        for name, value in fields.items():
            setattr(row, name, value)
        demand_fresh(after, stands=stood, wanted=stamp_of_member(row))
        row.save(update_fields=list(fields))
        announce(row)
        audit.record("member.change", actor=by, subject=row, fields=sorted(fields))
        return row


def stamp_of_member(member: Member) -> str:
    return stamp_of(member.name, member.post, member.biography)


def link_account(*, member: Member, user: User | None, by: User) -> Member:
    """Let a person come in as this member with their account; with none, let nobody. Logged.

    Raises Refused for an account that is another member's.
    """
    demand_secretariat(by)
    with transaction.atomic():
        row = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
        other = Member.objects.filter(user=user).exclude(pk=row.pk).first() if user else None
        if other is not None:
            raise Refused(_("With this account comes in: %(name)s. An account is one member’s.") % {"name": other.name})
        row.user = user
        row.save(update_fields=["user"])
        audit.record("member.link_account", actor=by, subject=row, account=user.audit_name if user else "")
        return row
