"""The verbs of people and roles."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from allauth.core import context as allauth_context
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import set_up_permissions
from core import audit
from core.actors import SYSTEM, Actor
from core.outbox.domain import post

_giver: ContextVar[Actor | None] = ContextVar("giver", default=None)


def set_up_roles() -> None:
    """Make a group for each role and give it what accounts.permissions lists. Safe to repeat; runs after migrate.

    Wagtail's own groups, which nobody here uses, go while they are empty.
    """
    with transaction.atomic():
        groups = {group.name: group for group in Group.objects.filter(name__in=Role.values)}
        missing = [Group(name=name) for name in Role.values if name not in groups]
        if missing:
            Group.objects.bulk_create(missing)
            groups = {group.name: group for group in Group.objects.filter(name__in=Role.values)}
        set_up_permissions(groups)
        Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()


def give_role(*, user: User, role: Role, actor: Actor) -> None:
    """Let `user` act as `role`. Logged, like every change of roles, by `note_roles`."""
    with transaction.atomic(), _given_by(actor):
        user.groups.add(Group.objects.get(name=role.value))


def take_role(*, user: User, role: Role, actor: Actor) -> None:
    """End `role` for `user`. Logged by `note_roles`."""
    with transaction.atomic(), _given_by(actor):
        user.groups.remove(Group.objects.get(name=role.value))


def note_roles(*, user: User, groups: Iterable[int], given: bool) -> None:
    """Log that roles were given to or taken from `user`, by whichever door: a verb, Wagtail's form, its bulk action."""
    actor = _giver.get() or _who_asks()
    names = Group.objects.filter(pk__in=groups, name__in=Role.values).order_by("name").values_list("name", flat=True)
    user.__dict__.pop("roles", None)
    for name in names:
        audit.record("person.give_role" if given else "person.take_role", actor=actor, subject=user, role=name)


def note_person(*, user: User, what: str, actor: Actor | None = None, **details: str | bool) -> None:
    """Log `what` was done to or by a person, such as `sign_in`. Details must not be personal."""
    audit.record(f"person.{what}", actor=actor or _who_asks(), subject=user, **details)


def invite(*, user: User, actor: Actor) -> None:
    """Write to somebody whom an administrator added, so that they choose a password. Mails, and logs."""
    with transaction.atomic():
        post(
            to=user.email,
            template="accounts/invitation",
            context={"path": reverse("account_reset_password")},
            kind="invitation",
        )
        note_person(user=user, what="invite", actor=actor)


@contextmanager
def _given_by(actor: Actor) -> Iterator[None]:
    token = _giver.set(actor)
    try:
        yield
    finally:
        _giver.reset(token)


def _who_asks() -> Actor:
    """Return the person whose request this is, or the system."""
    request = allauth_context.request
    user = getattr(request, "user", None)
    return user if isinstance(user, User) and user.is_authenticated else SYSTEM
