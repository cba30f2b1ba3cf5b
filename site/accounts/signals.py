"""Other people's events (Django's, allauth's), each handed to one verb."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import m2m_changed

from accounts.domain import note_person, note_roles
from accounts.models import User


def _roles(sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_: Any) -> None:
    if action not in {"post_add", "post_remove", "pre_clear"} or (isinstance(pk_set, set) and not pk_set):
        return
    given = action == "post_add"
    if reverse:
        people = instance.user_set.all() if pk_set is None else User.objects.filter(pk__in=pk_set)
        for person in people:
            note_roles(user=person, groups=[instance.pk], given=given)
    else:
        groups = instance.groups.values_list("pk", flat=True) if pk_set is None else pk_set
        note_roles(user=instance, groups=list(groups), given=given)


def _signed_in(sender: Any, user: User, **_: Any) -> None:
    if user.is_on_staff:
        note_person(user=user, what="sign_in", actor=user)


def _second_factor_added(sender: Any, user: User, authenticator: Any, **_: Any) -> None:
    note_person(user=user, what="add_second_factor", actor=user, kind=authenticator.type)


def _second_factor_removed(sender: Any, user: User, authenticator: Any, **_: Any) -> None:
    note_person(user=user, what="remove_second_factor", actor=user, kind=authenticator.type)


def _password_changed(sender: Any, user: User, **_: Any) -> None:
    note_person(user=user, what="change_password", actor=user)


def connect() -> None:
    """Listen. Called once, when Django starts."""
    m2m_changed.connect(_roles, sender=User.groups.through)
    user_logged_in.connect(_signed_in)
    authenticator_added.connect(_second_factor_added)
    authenticator_removed.connect(_second_factor_removed)
    password_changed.connect(_password_changed)
    password_reset.connect(_password_changed)
