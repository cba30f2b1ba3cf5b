import pytest
from django.core import mail

from core.outbox.message import Message
from pages.domain import set_up_site

pytestmark = pytest.mark.django_db
WORDS = {"name": "Ada Example", "email": "ada@example.org", "message": "The register lacks us.\nPlease look."}


@pytest.fixture(autouse=True)
def _site(settings):
    settings.CONTACT_EMAIL = "hello@review.example"
    set_up_site()


def test_what_is_written_is_mailed_with_the_address_to_reply_to(client, committing):
    with committing():
        response = client.post("/contact/", WORDS)
    assert response["Location"] == "/contact/?sent=yes"
    message = mail.outbox[0]
    assert (message.to, message.extra_headers) == (["hello@review.example"], {"Reply-To": "ada@example.org"})
    assert "The register lacks us.\nPlease look." in message.body
    row = Message.objects.get()
    assert (row.kind, row.text) == ("contact", "")
    page = client.get(response["Location"]).content.decode()
    assert "<title>We have your message" in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": ""}, "Enter your email address"),
        ({"email": "ada"}, "Enter an email address in the correct format, like name@example.com"),
        ({"message": "  "}, "Enter your message"),
        ({"message": "x" * 5001}, "Your message must be 5,000 characters or less"),
    ],
)
def test_bad_input_is_shown_again_with_what_is_wrong(client, change, sentence):
    response = client.post("/contact/", {**WORDS, **change})
    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error: Contact" in page
    assert page.count(sentence) == 2
    assert 'value="Ada Example"' in page
    assert not Message.objects.exists()


def test_a_line_break_in_a_header_is_refused(client):
    client.post("/contact/", {**WORDS, "email": "ada@example.org\nBcc: all@example.org"})
    assert not Message.objects.exists()
    client.post("/contact/", {**WORDS, "name": "Ada\r\nBcc: all@example.org"})
    assert "\n" not in Message.objects.get().subject


def test_the_sixth_message_of_an_hour_waits(client):
    for _ in range(5):
        client.post("/contact/", WORDS)
    response = client.post("/contact/", WORDS)
    assert "You have sent several messages already" in response.content.decode()
    assert Message.objects.count() == 5
