"""Every account page obeys the content security policy and our frame."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
ENTRANCE = ["account_login", "account_signup", "account_reset_password", "account_reset_password_done"]
ENTRANCE += ["account_reset_password_from_key_done", "account_email_verification_sent", "account_inactive"]
INSIDE = ["account_email", "account_change_password", "account_logout", "mfa_index", "mfa_activate_totp"]
INSIDE += ["mfa_list_webauthn", "mfa_add_webauthn", "usersessions_list", "account_reauthenticate"]
PROTECTED = ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_reauthenticate"]


def check(response):
    page = response.content.decode()
    assert response.status_code == 200
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert re.search(r"<title>\s*\S", page)
    assert 'id="main"' in page
    assert 'name="robots" content="noindex"' in page
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style", page)
    inline = re.findall(r"<script(?![^>]*\ssrc=)([^>]*)>", page)
    assert all('type="application/json"' in attributes for attributes in inline)
    assert re.findall(r'(?:src|href)="https?://(?!testserver|localhost)[^"]*"', page.replace(
        "https://www.nationalarchives.gov.uk/", "http://localhost/")) == []  # fmt: skip
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    return page


def reauthenticated(client):
    """A browser whose person just typed their password again."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.parametrize("name", ENTRANCE)
def test_pages_before_signing_in(client, name):
    check(client.get(reverse(name)))


@pytest.mark.parametrize("name", INSIDE)
def test_pages_of_an_account(signed_in, name):
    check(reauthenticated(signed_in(UserFactory())).get(reverse(name)))


@pytest.mark.parametrize("name", PROTECTED)
def test_pages_of_a_protected_account(signed_in, name):
    user = UserFactory(secretariat=True)
    RecoveryCodes.activate(user)
    check(reauthenticated(signed_in(user)).get(reverse(name)))


def test_links_that_are_used_up(client):
    assert "This link does not work" in check(
        client.get(reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "used-up"}))
    )
    assert "is too old" in check(client.get(reverse("account_confirm_email", args=["used-up"])))


def test_a_security_key_is_listed_named_and_removed(signed_in):
    user = UserFactory()
    key = Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Blue <b>key</b>", "credential": {}}
    )
    browser = reauthenticated(signed_in(user))
    page = check(browser.get(reverse("mfa_list_webauthn")))
    assert "Blue &lt;b&gt;key&lt;/b&gt;" in page
    check(browser.get(reverse("mfa_edit_webauthn", kwargs={"pk": key.pk})))
    check(browser.get(reverse("mfa_remove_webauthn", kwargs={"pk": key.pk})))


def test_the_picture_to_scan_is_no_request_to_another_host(signed_in):
    page = check(reauthenticated(signed_in(UserFactory())).get(reverse("mfa_activate_totp")))
    assert 'class="mh-qr" src="data:image/svg+xml' in page


def test_an_address_that_waits_can_be_sent_again_or_dropped(signed_in):
    user = UserFactory()
    EmailAddress.objects.create(user=user, email="new@example.org", verified=False, primary=False)
    page = check(reauthenticated(signed_in(user)).get(reverse("account_email")))
    assert 'name="action_send"' in page
    assert 'name="action_remove"' in page


def test_each_place_where_somebody_is_signed_in_is_listed_and_the_others_can_be_ended():
    user = UserFactory()
    here, elsewhere = Client(), Client(headers={"user-agent": "A borrowed laptop"})
    for browser in (here, elsewhere):
        browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    stranger = Client()
    stranger.post(reverse("account_login"), {"login": UserFactory().email, "password": PASSWORD})
    url = reverse("usersessions_list")

    page = check(here.get(url))
    assert [page.count(words) for words in ("Here, now", "Elsewhere", "A borrowed laptop")] == [1, 1, 1]
    page = check(here.post(url, follow=True))
    assert [page.count(words) for words in ("Here, now", "Elsewhere")] == [1, 0]

    assert elsewhere.get(url)["Location"].startswith(reverse("account_login"))
    assert [browser.get(url).status_code for browser in (here, stranger)] == [200, 200]
