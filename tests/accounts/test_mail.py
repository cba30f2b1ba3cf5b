"""What we write to people about their accounts: our words, no host names for a greeting, nobody else's address."""

import re

import pytest
from django.core import mail

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(client, settings, committing):
    settings.BASE_URL = "https://review.example"

    def ask(path, **data):
        with committing():
            client.post(path, data, headers={"host": "localhost:6666"})
        return mail.outbox[-1]

    return ask


NEW = {"password1": "a long enough one", "password2": "a long enough one"}


@pytest.mark.parametrize(
    ("path", "email", "subject", "has"),
    [
        ("/accounts/password/reset/", "known@example.org", "Choose a new password for Moothall", "/reset/key/"),
        ("/accounts/password/reset/", "unknown@example.org", "No account at Moothall", "/accounts/signup/"),
        ("/accounts/signup/", "known@example.org", "You have an account at Moothall", "/accounts/password/reset/"),
        ("/accounts/signup/", "new@example.org", "Confirm your address for Moothall", "/accounts/confirm-email/"),
    ],
)
def test_each_mail_says_what_it_is_for(written, path, email, subject, has):
    UserFactory(email="known@example.org", first_name="Plantedname")
    message = written(path, email=email, **NEW)
    assert (message.to, message.subject) == ([email], subject)
    assert has in message.body
    assert "Plantedname" not in message.body
    assert message.body.rstrip().endswith("Moothall\nhttps://review.example")
    assert set(re.findall(r"https?://[^/\s]+", message.body)) == {"https://review.example"}
    assert not re.search("Hello from|Thank you for using|&amp;|&#", message.body)


def test_a_changed_password_is_told_to_its_owner_without_where_from(signed_in, committing):
    user = UserFactory()
    browser = signed_in(user)
    with committing():
        browser.post(
            "/accounts/password/change/", {"oldpassword": PASSWORD, **NEW}, headers={"user-agent": "Planted agent"}
        )
    message = mail.outbox[-1]
    assert message.to == [user.email]
    assert "choose a new password at once" in message.body
    assert "Planted agent" not in message.body
    assert "127.0.0.1" not in message.body
