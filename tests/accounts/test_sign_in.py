import re
from html import unescape

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from core.audit import entries_about
from core.outbox.message import Message
from tests.factories import PASSWORD, UserFactory
from tests.support.second_factor import code_now

pytestmark = pytest.mark.django_db
LOGIN, SIGNUP, RESET = "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"


def sign_in(client, email, password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def words(response):
    return response.content.decode()


def test_a_person_signs_in_by_address_in_any_case(client):
    user = UserFactory(email="ada@example.org")
    assert sign_in(client, "Ada@Example.org").status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_second_factor_is_asked_before_anything(client):
    user = UserFactory(secretariat=True)
    response = sign_in(client, user.email)
    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    secret = user.authenticator_set.get(type=Authenticator.Type.TOTP).wrap()
    code = code_now(_secret(secret))
    response = client.post(reverse("mfa_authenticate"), {"code": code})
    assert response["Location"] == "/admin/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert "person.sign_in" in entries_about(user).values_list("action", flat=True)


def _secret(authenticator):
    return authenticator.instance.data["secret"]


def test_a_wrong_code_says_so_in_our_words(client):
    sign_in(client, UserFactory(secretariat=True).email)
    response = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "That is not the code." in words(response)
    assert "<title>Error: Second step" in re.sub(r"\s+", " ", words(response))


def test_guessing_is_cut_off(client):
    user = UserFactory()
    for _ in range(5):
        sign_in(client, user.email, "wrong")
    response = sign_in(client, user.email)
    assert "_auth_user_id" not in client.session
    assert "There were too many tries" in words(response)


def test_guessing_codes_is_cut_off(client):
    user = UserFactory(secretariat=True)
    sign_in(client, user.email)
    for _ in range(10):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    secret = _secret(user.authenticator_set.get(type=Authenticator.Type.TOTP).wrap())
    code = code_now(secret)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert "_auth_user_id" not in client.session


def test_asking_for_new_passwords_is_cut_off(client):
    *_, last = [client.post(RESET, {"email": "ada@example.org"}) for _ in range(6)]
    assert (last.status_code, last["Cache-Control"]) == (429, "no-store")
    html = last.content.decode()
    assert "<title>You have tried too many times – Moothall</title>" in html
    assert "Wait a few minutes, then try again." in html
    assert '<footer class="mh-footer">' in html


def test_signing_in_tells_nothing_of_who_has_an_account(client):
    UserFactory(email="known@example.org")
    seen = {
        email: re.sub(r'value="[^"]*"', "", words(sign_in(client, email, "wrong")))
        for email in ("known@example.org", "unknown@example.org")
    }
    assert seen["known@example.org"] == seen["unknown@example.org"]
    assert "The email address or the password is not right" in seen["known@example.org"]


def test_asking_for_a_new_password_tells_nothing(client):
    UserFactory(email="known@example.org")
    seen = [client.post(RESET, {"email": email}) for email in ("known@example.org", "unknown@example.org")]
    assert {(one.status_code, one["Location"]) for one in seen} == {(302, "/accounts/password/reset/done/")}


def test_signing_up_with_a_known_address_tells_only_its_owner(client, committing, settings):
    settings.EMAIL_BACKEND = "core.outbox.backend.OutboxBackend"
    UserFactory(email="known@example.org")
    seen = []
    for email in ("known@example.org", "new@example.org"):
        with committing():
            seen.append(
                client.post(
                    SIGNUP, {"email": email, "password1": "a long enough one", "password2": "a long enough one"}
                )
            )
        client.logout()
    assert {(one.status_code, one["Location"]) for one in seen} == {(302, "/accounts/confirm-email/")}
    assert User.objects.filter(email__endswith="@example.org").count() == 2
    assert [message.to for message in mail.outbox] == [["known@example.org"], ["new@example.org"]]
    assert Message.objects.count() == 2


def test_an_address_must_be_verified_before_signing_in(client):
    user = UserFactory()
    EmailAddress.objects.filter(user=user).update(verified=False)
    assert sign_in(client, user.email)["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session


def test_a_new_person_signs_up_confirms_and_is_let_in(client, committing):
    with committing():
        client.post(
            SIGNUP,
            {
                "first_name": "Ada",
                "last_name": "Example",
                "email": "Ada@Example.org",
                "password1": "a long enough one",
                "password2": "a long enough one",
            },
        )
    link = re.search(r"https?://\S+/accounts/confirm-email/\S+/", mail.outbox[0].body).group()
    path = "/" + link.split("/", 3)[3]
    assert "Is <strong>ada@example.org</strong> your address?" in words(client.get(path))
    client.post(path)
    user = User.objects.get(email="ada@example.org")
    assert (user.first_name, user.last_name) == ("Ada", "Example")
    assert sign_in(client, "ada@example.org", "a long enough one")["Location"] == "/my/"


NEW = {"first_name": "Ada", "last_name": "Example", "email": "ada@example.org"}
CHOSEN = {"password1": "a long enough one", "password2": "a long enough one"}
WANTED = "/calls/open/?page=2"


def link_confirmed_by(client, committing, *, after):
    """Sign up from a page that leads on to `after`, and return the address in the mail."""
    with committing():
        client.post(SIGNUP, {**NEW, **CHOSEN, "next": after})
    return re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", mail.outbox[0].body).group(1)


def confirm(client, link):
    """Open a link and press its button, as the page has it."""
    path = link.partition("?")[0]
    hidden = re.search(r'name="next" value="([^"]*)"', words(client.get(link)))
    return client.post(path, {"next": unescape(hidden.group(1))} if hidden else {})


def test_whoever_signs_up_on_the_way_to_a_page_comes_to_it(client, committing):
    link = link_confirmed_by(client, committing, after=WANTED)
    assert confirm(client, link)["Location"] == WANTED
    assert client.session["_auth_user_id"] == str(User.objects.get(email="ada@example.org").pk)


def test_in_another_browser_too_where_the_link_alone_lets_nobody_in(client, committing):
    link = link_confirmed_by(client, committing, after=WANTED)
    other = Client()
    assert confirm(other, link)["Location"] == WANTED
    assert "_auth_user_id" not in other.session


def test_so_does_whoever_signs_in_before_they_confirmed(client, committing):
    link_confirmed_by(client, committing, after="/")
    mail.outbox.clear()
    cache.clear()  # a second mail within minutes is not sent
    with committing():
        client.post(LOGIN, {"login": "ada@example.org", "password": "a long enough one", "next": WANTED})
    link = re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", mail.outbox[0].body).group(1)
    assert confirm(Client(), link)["Location"] == WANTED


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "x"]
)
def test_a_confirmed_address_leads_to_no_other_site(client, committing, elsewhere):
    link = link_confirmed_by(client, committing, after=elsewhere)
    assert "next" not in link
    other = Client()
    answer = other.post(link, {"next": elsewhere}) if "//" in elsewhere else confirm(other, link)
    assert answer["Location"] == LOGIN


@pytest.mark.parametrize(
    ("path", "data", "sentences"),
    [
        (LOGIN, {}, ["Enter your email address", "Enter your password"]),
        (LOGIN, {"login": "nobody", "password": "x"}, ["like name@example.com"]),
        (SIGNUP, {}, ["Enter your email address", "Enter a new password", "Enter the same password again"]),
        (RESET, {}, ["Enter your email address"]),
    ],
)
def test_bad_input_is_answered_in_our_words(client, path, data, sentences):
    page = words(client.post(path, data))
    for sentence in sentences:
        assert sentence in page
    assert "placeholder" not in page
    assert "There is a problem" in page


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AUDITOR])
def test_those_who_work_in_wagtail_begin_there(rf, role):
    from accounts.adapter import AccountAdapter

    request = rf.get("/")
    request.user = UserFactory(holds=[role])
    assert AccountAdapter().get_login_redirect_url(request) == "/admin/"
