"""The verbs of people and roles."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from accounts.enums import EDITING_ROLES, Role
from accounts.models import User
from core import audit
from core.actors import Actor


def set_up_roles() -> None:
    """Make a group for each role and let the editing ones into Wagtail. Safe to repeat; runs after each migrate."""
    from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

    for role in Role:
        group, _ = Group.objects.get_or_create(name=role.value)
        if role not in EDITING_ROLES:
            continue
        group.permissions.add(
            *Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin")
        )
        root = Page.objects.filter(depth=1).first()
        if root:
            for codename in ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"):
                permission = Permission.objects.filter(codename=codename, content_type__app_label="wagtailcore").first()
                if permission:
                    GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        collection = Collection.objects.filter(depth=1).first()
        if collection:
            for permission in Permission.objects.filter(
                content_type__app_label__in=["wagtailimages", "wagtaildocs"],
                codename__in=[
                    "add_image",
                    "change_image",
                    "choose_image",
                    "add_document",
                    "change_document",
                    "choose_document",
                ],
            ):
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=collection, permission=permission
                )


def give_role(*, user: User, role: Role, actor: Actor) -> None:
    """Let `user` act as `role`. Logged."""
    with transaction.atomic():
        user.groups.add(Group.objects.get(name=role.value))
        user.__dict__.pop("roles", None)
        audit.record("person.give_role", actor=actor, subject=user, role=role.value)


def take_role(*, user: User, role: Role, actor: Actor) -> None:
    """End `role` for `user`. Logged."""
    with transaction.atomic():
        user.groups.remove(Group.objects.get(name=role.value))
        user.__dict__.pop("roles", None)
        audit.record("person.take_role", actor=actor, subject=user, role=role.value)
