import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from accounts.domain import give_role, set_up_roles, take_role
from accounts.enums import Role
from core.actors import SYSTEM
from core.audit import Entry, entries_about
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_every_role_is_a_group_and_wagtails_own_are_gone():
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)


def test_setting_up_again_changes_nothing_and_asks_little(django_assert_num_queries):
    before = [
        list(Group.permissions.through.objects.order_by("pk").values_list("group_id", "permission_id")),
        list(GroupPagePermission.objects.order_by("pk").values_list("pk", flat=True)),
        list(GroupCollectionPermission.objects.order_by("pk").values_list("pk", flat=True)),
    ]
    with django_assert_num_queries(13):
        set_up_roles()
    assert before == [
        list(Group.permissions.through.objects.order_by("pk").values_list("group_id", "permission_id")),
        list(GroupPagePermission.objects.order_by("pk").values_list("pk", flat=True)),
        list(GroupCollectionPermission.objects.order_by("pk").values_list("pk", flat=True)),
    ]


def test_what_an_administrator_gave_besides_stays():
    moderators = Group.objects.get(name=Role.MODERATOR)
    extra = Permission.objects.get(codename="view_organisation")
    moderators.permissions.add(extra)
    set_up_roles()
    assert extra in moderators.permissions.all()


def test_the_secretariat_edits_and_the_auditor_only_reads():
    secretariat, auditor = UserFactory(secretariat=True), UserFactory(auditor=True)
    root = Page.objects.get(depth=1)
    assert root.permissions_for_user(secretariat).can_add_subpage()
    assert not root.permissions_for_user(auditor).can_add_subpage()
    assert secretariat.has_perms(
        ["organisations.change_organisation", "core.change_message", "core.view_entry", "wagtailadmin.access_admin"]
    )
    changing = {name for name in auditor.get_all_permissions() if ".view_" not in name}
    assert changing == {"wagtailadmin.access_admin"}
    # The giving of roles is an administrator's: else one person could be both screener and second checker.
    assert not secretariat.has_perm("accounts.change_user")
    assert not secretariat.has_perm("core.change_entry")


def test_a_role_given_by_a_verb_is_logged_once_with_the_giver():
    giver, person = UserFactory(), UserFactory()
    give_role(user=person, role=Role.MODERATOR, actor=giver)
    assert person.holds(Role.MODERATOR)
    take_role(user=person, role=Role.MODERATOR, actor=SYSTEM)
    assert not person.holds(Role.MODERATOR)
    assert list(entries_about(person).values_list("action", "actor", "details")) == [
        ("person.give_role", giver.audit_name, {"role": "moderator"}),
        ("person.take_role", "system", {"role": "moderator"}),
    ]


def test_roles_that_come_and_go_by_other_doors_are_logged_too():
    person = UserFactory()
    group = Group.objects.get(name=Role.AUDITOR)
    group.user_set.add(person)
    person.groups.add(group)  # nothing new, so nothing logged
    person.groups.clear()
    assert list(entries_about(person).values_list("action", flat=True)) == ["person.give_role", "person.take_role"]


def test_nothing_personal_is_logged():
    person = UserFactory(email="planted@example.org", first_name="Plantedname", secretariat=True)
    give_role(user=person, role=Role.AUDITOR, actor=person)
    written = "".join(f"{entry.actor}{entry.subject}{entry.details}" for entry in Entry.objects.all())
    assert "secretariat" in written
    assert "lanted" not in written
