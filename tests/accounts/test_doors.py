"""Staff without a second factor get nowhere, by any door."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.urls import reverse

from accounts.enums import STAFF_ROLES, Role
from accounts.models import User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
SET_UP = "/accounts/2fa/"
DOORS = ["/", "/admin/", "/admin/pages/", "/desk/", "/my/", "/documents/1/x.pdf", "/nowhere/", "/search/"]


@pytest.fixture
def unprotected(signed_in):
    """A browser of somebody of the secretariat who has no second factor yet."""
    user = UserFactory(secretariat=True)
    user.authenticator_set.all().delete()
    return signed_in(user)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_every_door_leads_to_setting_it_up(unprotected, door, method):
    response = getattr(unprotected, method)(door)
    assert (response.status_code, response["Location"]) == (302, SET_UP)


@pytest.mark.parametrize("door", DOORS)
def test_a_script_is_refused_rather_than_led(unprotected, door):
    response = unprotected.post(door, headers={"sec-fetch-mode": "cors"})
    assert response.status_code == 403
    assert b"second step" in response.content


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_each_role_of_staff_is_asked(signed_in, role):
    user = UserFactory(holds=[role])
    user.authenticator_set.all().delete()
    assert signed_in(user).get("/admin/")["Location"] == SET_UP


def test_a_superuser_is_asked_too(signed_in):
    user = User.objects.create_superuser("root@example.org", PASSWORD)
    assert signed_in(user).get("/admin/")["Location"] == SET_UP


def test_with_a_second_factor_they_come_in(signed_in, secretariat):
    assert signed_in(secretariat).get("/admin/").status_code == 200


@pytest.mark.parametrize("role", sorted(set(Role) - STAFF_ROLES))
def test_others_are_not_asked(signed_in, role):
    response = signed_in(UserFactory(holds=[role])).get("/robots.txt")
    assert response.status_code == 200


def test_they_can_set_it_up_and_sign_out(unprotected):
    assert unprotected.get(SET_UP).status_code == 200
    assert unprotected.get("/-/liveness").status_code == 200
    assert unprotected.post(reverse("account_logout")).status_code == 302
    assert unprotected.get("/robots.txt").status_code == 200


def test_being_led_often_says_it_once(unprotected):
    for _ in range(3):
        unprotected.get("/admin/")
    assert unprotected.get(SET_UP).content.decode().count("needs a second step at sign-in") == 1


def test_the_exception_works_where_settings_say_so(unprotected, settings):
    settings.STAFF_WITHOUT_SECOND_FACTOR = True
    assert unprotected.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("mode", "lifted"),
    [("config.settings.local", "True"), ("config.settings.test", "False"), ("config.settings.production", "False")],
)
def test_the_environment_lifts_it_in_local_mode_alone(mode, lifted, tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": "site:.",
        "DJANGO_SETTINGS_MODULE": mode,
        "STAFF_WITHOUT_SECOND_FACTOR": "yes",
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "only for this test, and long enough to be taken for a real one",
        "DATABASE_URL": "sqlite:///:memory:",
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_FROM": "no-reply@example.org",
        "CONTACT_EMAIL": "contact@example.org",
        "SECURITY_CONTACT": "mailto:security@example.org",
        "BASE_URL": "https://review.example.org",
        "CLAMD_ADDRESS": "localhost:3310",
    }
    code = "from django.conf import settings; print(settings.STAFF_WITHOUT_SECOND_FACTOR)"
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", code],
        env=environment,
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == lifted


def test_wagtails_own_sign_in_form_is_no_door(client):
    user = UserFactory(secretariat=True)
    for method in (client.get, client.post):
        response = method("/admin/login/?next=/admin/pages/", {"username": user.email, "password": PASSWORD})
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/?next=/admin/")
    assert "_auth_user_id" not in client.session


def test_wagtails_sign_in_leads_nowhere_else(client):
    assert client.get("/admin/login/?next=https://elsewhere.example/")["Location"] == "/accounts/login/?next=/admin/"


@pytest.mark.parametrize("path", ["/admin/password_reset/", "/admin/password_reset/done/", "/admin/password_reset/x/"])
def test_wagtails_password_pages_lead_to_ours(client, path):
    assert client.get(path)["Location"] == "/accounts/password/reset/"


def test_wagtails_sign_out_signs_out(signed_in, secretariat):
    browser = signed_in(secretariat)
    browser.post("/admin/logout/")
    assert "_auth_user_id" not in browser.session
