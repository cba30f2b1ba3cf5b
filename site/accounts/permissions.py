"""What each role may do in Wagtail, as data. Rules of our own (accounts.rules) need nothing from here.

Rooms above grant what is theirs when Django starts: `grant(Role.SECRETARIAT, "calls.view_check")`.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission

from accounts.enums import Role

_granted: dict[Role, set[str]] = defaultdict(set)

# At the root of the tree of pages. Nobody but an administrator deletes a page with pages below it.
ON_PAGES = {Role.SECRETARIAT: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")}
# At the root of the collections of images and documents.
ON_FILES = {
    Role.SECRETARIAT: tuple(
        f"{verb}_{noun}" for noun in ("image", "document") for verb in ("add", "change", "delete", "choose")
    )
}


def grant(role: Role, *permissions: str) -> None:
    """Give a role permissions written `app.codename`, from the next migrate on."""
    _granted[role].update(permissions)


grant(
    Role.SECRETARIAT,
    "wagtailadmin.access_admin",
    "organisations.add_organisation",
    "organisations.change_organisation",
    "organisations.view_organisation",
    "core.view_message",
    "core.change_message",
    "core.view_entry",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)
# An auditor reads and changes nothing.
grant(
    Role.AUDITOR,
    "wagtailadmin.access_admin",
    "organisations.view_organisation",
    "core.view_message",
    "core.view_entry",
    "accounts.view_user",
)


def set_up_permissions(groups: dict[str, Group]) -> None:
    """Give each role's group what is listed here. Adds alone: what an administrator gave besides stays."""
    _on_models(groups)
    _at_root_of_pages(groups)
    _at_root_of_collections(groups)


def _on_models(groups: dict[str, Group]) -> None:
    wanted = {(role, name) for role, names in _granted.items() for name in names}
    codenames = {name.split(".", 1)[1] for _, name in wanted}
    known = {
        f"{one.content_type.app_label}.{one.codename}": one
        for one in Permission.objects.filter(codename__in=codenames).select_related("content_type")
    }
    through = Group.permissions.through
    there = set(through.objects.values_list("group_id", "permission_id"))
    links = {(groups[role].pk, known[name].pk) for role, name in wanted if name in known}
    through.objects.bulk_create(
        [through(group_id=group, permission_id=permission) for group, permission in sorted(links - there)]
    )


def _at_root_of_pages(groups: dict[str, Group]) -> None:
    from wagtail.models import GroupPagePermission, Page

    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    permissions = _by_codename("wagtailcore", (name for names in ON_PAGES.values() for name in names))
    there = set(GroupPagePermission.objects.filter(page=root).values_list("group_id", "permission_id"))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=groups[role], page=root, permission=permissions[name])
        for role, names in ON_PAGES.items()
        for name in names
        if name in permissions and (groups[role].pk, permissions[name].pk) not in there
    )


def _at_root_of_collections(groups: dict[str, Group]) -> None:
    from wagtail.models import Collection, GroupCollectionPermission

    root = Collection.objects.filter(depth=1).first()
    if root is None:
        return
    names = [name for role_names in ON_FILES.values() for name in role_names]
    permissions = _by_codename("wagtailimages", names) | _by_codename("wagtaildocs", names)
    there = set(GroupCollectionPermission.objects.filter(collection=root).values_list("group_id", "permission_id"))
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=groups[role], collection=root, permission=permissions[name])
        for role, role_names in ON_FILES.items()
        for name in role_names
        if name in permissions and (groups[role].pk, permissions[name].pk) not in there
    )


def _by_codename(app: str, codenames: Iterable[str]) -> dict[str, Permission]:
    found = Permission.objects.filter(content_type__app_label=app, codename__in=set(codenames))
    return {one.codename: one for one in found}
