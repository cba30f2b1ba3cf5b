"""People in Wagtail: added without a password, given roles, logged."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail

from accounts.enums import Role
from accounts.models import User
from core.audit import entries_about
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ADD = "/admin/users/new/"


@pytest.fixture
def administrator():
    return UserFactory(is_superuser=True, secretariat=True)


@pytest.fixture
def browser(signed_in, administrator):
    return signed_in(administrator)


def actions(person):
    return list(entries_about(person).values_list("action", "actor"))


def test_somebody_is_added_with_a_role_and_chooses_the_password(browser, administrator, committing, client):
    role = Group.objects.get(name=Role.MODERATOR)
    with committing():
        response = browser.post(ADD, {"email": "New.Person@example.org", "groups": [role.pk]})
    assert response.status_code == 302, response.context["form"].errors
    person = User.objects.get(email="new.person@example.org")
    assert person.holds(Role.MODERATOR)
    assert not person.has_usable_password()
    assert sorted(actions(person)) == [
        ("person.give_role", administrator.audit_name),
        ("person.invite", administrator.audit_name),
    ]
    assert [message.to for message in mail.outbox] == [["new.person@example.org"]]
    assert "/accounts/password/reset/" in mail.outbox[0].body
    with committing():
        client.post("/accounts/password/reset/", {"email": "new.person@example.org"})
    assert "/accounts/password/reset/key/" in mail.outbox[1].body


def test_the_form_shows_roles_and_no_password(browser):
    page = browser.get(ADD).content.decode()
    assert "Workstream co-chair" in page or "workstream co-chair" in page
    assert 'type="password"' not in page
    assert 'name="username"' not in page


def test_an_address_in_other_letters_is_the_same_address(browser):
    UserFactory(email="known@example.org")
    response = browser.post(ADD, {"email": "KNOWN@example.org"})
    assert response.status_code == 200
    assert "email" in response.context["form"].errors


def test_a_role_is_taken_and_an_account_closed(browser, administrator):
    person = UserFactory(moderator=True)
    address = f"/admin/users/edit/{person.pk}/"
    assert browser.get(address).status_code == 200
    response = browser.post(address, {"email": person.email, "groups": []})
    assert response.status_code == 302, response.context["form"].errors
    person = User.objects.get(pk=person.pk)
    assert not person.is_active
    assert not person.roles
    assert actions(person)[-2:] == [
        ("person.take_role", administrator.audit_name),
        ("person.open_or_close", administrator.audit_name),
    ]


def test_the_secretariat_can_give_no_role(signed_in, secretariat):
    browser = signed_in(secretariat)
    assert browser.get(ADD).status_code in {302, 403}
    assert browser.post(ADD, {"email": "x@example.org"}).status_code in {302, 403}
    assert not User.objects.filter(email="x@example.org").exists()


def test_the_auditor_sees_people_and_changes_none(signed_in):
    browser = signed_in(UserFactory(auditor=True))
    assert browser.get("/admin/users/").status_code == 200
    assert browser.get(ADD).status_code == 302
