"""What people see when a page can't be shown."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.management import call_command
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from core.errors import NotAllowed, Refused
from pages.middleware import maintenance_notice
from pages.views.errors import server_error
from tests.factories import UserFactory

SECRET = "the-link-that-only-ada-has"


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(f"secret of the house: {SECRET}")


def raises(exception: Exception) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        raise exception

    return view


urlpatterns = [
    path("breaks", breaks),
    path("denied", raises(PermissionDenied("hidden detail"))),
    path("not-allowed", raises(NotAllowed("Only the secretariat may open the original."))),
    path("refused", raises(Refused("Somebody else published it.", "Load the page again."))),
    path("suspicious", raises(SuspiciousOperation("hidden detail"))),
    path("removed", raises(Http404("hidden detail"))),
    path("takes", lambda request: HttpResponse("taken")),
    path("", include("config.urls")),
]
handler400 = "pages.views.errors.bad_request"
handler403 = "pages.views.errors.forbidden"
handler404 = "pages.views.errors.not_found"
handler500 = "pages.views.errors.server_error"

pytestmark = [pytest.mark.urls(__name__)]


@pytest.fixture
def browser(db: None) -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        (f"/no/such/{SECRET}/", 404, "Page not found"),
        ("/denied", 403, "You cannot see this page"),
        ("/not-allowed", 403, "You cannot see this page"),
        ("/refused", 409, "This cannot be done now"),
        ("/suspicious", 400, "Sorry, we could not read what was sent"),
        ("/breaks", 500, "Sorry, there is a problem with the service"),
    ],
)
def test_each_error_has_plain_words_and_tells_no_secret(
    browser: Client, address: str, status: int, heading: str
) -> None:
    response = browser.get(address)
    html = response.content.decode()

    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in html
    assert f"<title>{heading} – Moothall</title>" in html
    assert str(status) not in html.split("<main")[1].split("</main>")[0]
    assert "nhsuk-breadcrumb" not in html
    assert "hidden detail" not in html
    assert SECRET not in html.replace(f'<link rel="canonical" href="http://localhost:8000/no/such/{SECRET}/">', "")


def test_a_refusal_gives_its_reasons(browser: Client) -> None:
    assert "Only the secretariat may open the original." in browser.get("/not-allowed").content.decode()
    refused = browser.get("/refused").content.decode()
    assert "Somebody else published it." in refused
    assert "Load the page again." in refused


def test_a_broken_service_says_so_without_its_database() -> None:
    """No `db` here: a query would fail the test."""
    response = server_error(RequestFactory().get("/"))
    html = response.content.decode()

    assert response.status_code == 500
    assert "<title>Sorry, there is a problem with the service – Moothall</title>" in html
    assert "Answers you saved are kept." in html
    assert "it has not been sent" in html
    assert 'href="/evidence/"' in html


def test_a_broken_service_says_so_without_its_templates() -> None:
    with patch("pages.views.errors.render_to_string", side_effect=OSError):
        response = server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "<h1>Sorry, there is a problem with the service</h1>" in response.content.decode()


@pytest.mark.parametrize(("address", "is_said"), [("/denied", True), ("/not-allowed", False)])
def test_what_gives_its_own_reason_does_not_say_besides_that_it_is_for_other_people(
    browser: Client, address: str, is_said: bool
) -> None:
    browser.force_login(UserFactory())
    html = browser.get(address).content.decode()
    assert ("this page is for other people" in html, "If your work needs it" in html) == (is_said, True)


class TestFormWithoutItsToken:
    WORDS = "What I saw: <script>alert(1)</script>\n\nand more."

    def sent(self, **headers: str) -> HttpResponse:
        browser = Client(enforce_csrf_checks=True)
        data = {"answer": self.WORDS, "password": "correct horse", "csrfmiddlewaretoken": "zzz", "empty": " "}
        return browser.post("/takes", data, headers={"Origin": "http://testserver", **headers})

    def test_the_words_come_back_escaped_and_can_be_downloaded(self, db: None) -> None:
        response = self.sent()
        html = response.content.decode()

        assert response.status_code == 403
        assert "<h1>We could not take your form</h1>" in html
        assert "What I saw: &lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "data:text/plain;charset=utf-8,What%20I%20saw%3A%20%3Cscript%3E" in html
        assert html.count("<textarea") == 1
        assert response["Cache-Control"] == "no-store"

    def test_secrets_do_not(self, db: None) -> None:
        html = self.sent().content.decode()

        assert "correct horse" not in html
        assert "correct%20horse" not in html
        assert "zzz" not in html

    def test_another_site_can_not_make_us_show_its_words(self, db: None) -> None:
        response = self.sent(Origin="https://elsewhere.example")

        assert response.status_code == 403
        assert "What I saw" not in response.content.decode()


class TestFormOfWhatIsNotThereAnyMore:
    @pytest.mark.parametrize("address", ["/removed", "/no/such/page/"])
    def test_the_words_come_back_to_a_page_that_nobody_keeps(self, browser: Client, address: str) -> None:
        sent = {"what": "Twelve <b>wards</b>.", "after": "7", "writer": "7", "password": "correct horse"}
        response = browser.post(address, sent)
        html = response.content.decode()

        assert response.status_code == 404
        assert "What you wanted to change is not there, or not any more." in html
        assert "Twelve &lt;b&gt;wards&lt;/b&gt;.</textarea>" in html
        assert html.count("<textarea") == 1
        assert "correct horse" not in html
        assert "private" in response["Cache-Control"]

    def test_a_form_without_a_word_gives_nothing_back(self, browser: Client) -> None:
        html = browser.post("/removed", {"after": "7"}).content.decode()

        assert "is not there, or not any more" in html
        assert "Here is what you wrote" not in html

    def test_another_site_can_not_make_us_show_its_words(self, db: None) -> None:
        """Where there is no page, nothing asked for the token of the form."""
        response = Client(enforce_csrf_checks=True).post("/no.such.page", {"what": "Made up elsewhere."})

        assert response.status_code == 404
        assert "Made up elsewhere." not in response.content.decode()

    def test_a_form_of_ours_is_told_by_its_token(self, db: None) -> None:
        browser = Client(enforce_csrf_checks=True)
        token = "a" * 32
        browser.cookies["csrftoken"] = token

        sent = {"what": "Made up here.", "csrfmiddlewaretoken": token}
        response = browser.post("/no.such.page", sent, headers={"Origin": "http://testserver"})

        assert "Made up here.</textarea>" in response.content.decode()


class TestMaintenance:
    @pytest.fixture(autouse=True)
    def _opened_again(self) -> Iterator[None]:
        yield
        maintenance_notice().unlink(missing_ok=True)

    def test_every_page_says_when_it_will_be_back(self, client: Client) -> None:
        call_command("maintenance", "on", "--until", "It will be back at 14:00 on 3 May 2023.", verbosity=0)

        response = client.get("/evidence/")

        assert response.status_code == 503
        assert response["Retry-After"] == "600"
        assert "<h1>Sorry, the service is unavailable</h1>" in response.content.decode()
        assert "It will be back at 14:00 on 3 May 2023." in response.content.decode()

    def test_health_and_static_files_still_answer(self, client: Client) -> None:
        call_command("maintenance", "on", verbosity=0)

        assert client.get("/-/liveness").status_code == 200
        assert client.get("/static/css/moothall.css").status_code == 200
        assert "You will be able to use the service later." in client.get("/").content.decode()

    def test_off_opens_it_again(self, browser: Client) -> None:
        call_command("maintenance", "on", verbosity=0)
        call_command("maintenance", "off", verbosity=0)
        call_command("maintenance", "off", verbosity=0)

        assert browser.get("/design/").status_code == 200
