import pytest

from pages.cookies import our_cookies
from pages.domain import set_up_site
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def test_no_cookie_is_set_that_the_page_does_not_name(client):
    set_up_site()
    user = UserFactory()
    client.get("/")
    client.get("/contact/")
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.get("/accounts/email/")
    assert set(client.cookies) == {"sessionid", "csrftoken", "messages"}
    named = {cookie.name for cookie in our_cookies()}
    assert set(client.cookies) <= named
    page = client.get("/cookies/").content.decode()
    for name in named:
        assert f"<code>{name}</code>" in page
    assert "there is no banner to close" in page


def test_a_reader_gets_no_cookie_at_all(client):
    set_up_site()
    for path in ("/", "/privacy/", "/cookies/", "/accessibility/"):
        client.get(path)
    assert not client.cookies


def test_the_names_are_those_of_the_mode(settings):
    settings.SESSION_COOKIE_NAME = "__Host-session"
    assert our_cookies()[0].name == "__Host-session"
