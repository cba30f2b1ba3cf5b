import pytest
from django.core.mail import EmailMessage, get_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def write(*messages):
    carrier = get_connection("django.core.mail.backends.filebased.EmailBackend")
    carrier.send_messages([EmailMessage(subject, text, "us@example.org", [to]) for to, subject, text in messages])


def test_letters_are_shown_newest_first_with_links_to_click(client, folder):
    write(("ada@example.org", "First — with a dash", "Open http://localhost:8000/respond/s/abc?x=1&y=2."))
    write(("bob@example.org", "Second", "One"), ("cat@example.org", "Third", "<b>Two</b>"))
    page = client.get("/mail/").content.decode()
    titles = [page.index(one) for one in ("Third", "Second", "First — with a dash")]
    assert titles == sorted(titles)
    assert 'href="http://localhost:8000/respond/s/abc?x=1&amp;y=2"' in page
    assert "ada@example.org" in page
    assert "&lt;b&gt;Two&lt;/b&gt;" in page


def test_no_folder_is_no_mail(client, folder):
    assert "No mail yet" in client.get("/mail/").content.decode()


def test_a_live_site_has_no_such_page(client, folder, settings):
    write(("ada@example.org", "Planted subject", "Planted text"))
    settings.SHOW_MAIL_PAGE = False
    response = client.get("/mail/")
    assert response.status_code == 404
    assert b"Planted" not in response.content
