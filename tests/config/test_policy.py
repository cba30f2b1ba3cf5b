"""What browsers are told: strict for the public, looser for the editor, no other host for either."""

import pytest
from django.conf import settings

from tests.factories import UserFactory, home_page

pytestmark = pytest.mark.django_db


def directives(response) -> dict[str, list[str]]:
    parts = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/nowhere/", "/-/liveness"])
def test_a_public_page_runs_our_own_files_alone(client, address):
    home_page()
    policy = directives(client.get(address))
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert not any("unsafe" in value for values in policy.values() for value in values)


def test_the_editor_may_do_a_little_more_and_reach_no_further(signed_in):
    policy = directives(signed_in(UserFactory(secretariat=True)).get("/admin/"))
    assert policy["script-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["default-src"] == ["'none'"]
    assert {value for values in policy.values() for value in values} <= {
        "'self'",
        "'none'",
        "'unsafe-inline'",
        "data:",
        "blob:",
    }


def test_every_answer_keeps_its_kind_its_frame_and_its_referrer(client):
    response = client.get("/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_cookies_are_kept_from_scripts_and_from_other_sites(client):
    client.get("/accounts/login/")
    assert settings.SESSION_COOKIE_HTTPONLY
    assert client.cookies["csrftoken"]["samesite"] == "Lax"
