"""No line of the log opens a private page or names a person, whatever goes wrong."""

import io
import json
import logging

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client
from django.urls import include, path
from django.utils.crypto import get_random_string
from django_tasks import task
from whitenoise.middleware import WhiteNoiseMiddleware

from config.urls import handler400, handler403, handler404, handler500  # noqa: F401 - found here by Django

TOKEN = "tok3n-" + get_random_string(12)
NAME = "Evelyn Plantagenet-Smythe"


def fine(request: HttpRequest, token: str) -> HttpResponse:
    logging.getLogger("accounts").warning("a person came", extra={"email": NAME})
    return HttpResponse("ok")


def broken(request: HttpRequest, token: str) -> HttpResponse:
    typed = request.POST.get("name", NAME)
    try:
        int(typed)
    except ValueError as error:
        raise RuntimeError(f"{typed} at {token}") from error
    return HttpResponse()


def broken_template(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse(
        Template("{{ thing.upper.nothing|add:2 }}{% include missing %}").render(Context({"thing": NAME}))
    )


def refusing(error: Exception):
    def view(request: HttpRequest, token: str) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("fine/<str:token>/", fine, name="fine"),
    path("broken/<str:token>/", broken, name="broken"),
    path("template/<str:token>/", broken_template, name="template"),
    path("gone/<str:token>/", refusing(Http404(f"no {TOKEN}")), name="gone"),
    path("denied/<str:token>/", refusing(PermissionDenied(f"not {NAME}")), name="denied"),
    path("odd/<str:token>/", refusing(SuspiciousOperation(f"odd {TOKEN} {NAME}")), name="odd"),
    path("", include("config.urls")),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def lines(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("route", "code"),
    [("fine", 200), ("broken", 500), ("template", 500), ("gone", 404), ("denied", 403), ("odd", 400), ("nowhere", 404)],
)
def test_a_request_is_logged_by_its_route_alone(log, route, code):
    browser = Client(raise_request_exception=False)
    response = browser.post(f"/{route}/{TOKEN}/?q={NAME}", {"name": NAME}, headers={"user-agent": NAME})
    assert response.status_code == code

    told = [line for line in lines(log) if line.get("code") == code]
    assert [(line["route"], line["method"]) for line in told] == [
        ("wagtail_serve" if route == "nowhere" else route, "POST")
    ]
    assert told[0]["request_id"]
    assert TOKEN not in log.getvalue()
    assert NAME not in log.getvalue()


def test_a_failure_says_where_but_not_with_what(log):
    Client(raise_request_exception=False).post(f"/broken/{TOKEN}/", {"name": NAME})

    (failed,) = [line for line in lines(log) if line["event"] == "request_failed"]
    trace = str(failed["exception"])
    assert "in broken" in trace
    assert "int(typed)" in trace
    assert trace.count("builtins.ValueError") == 1
    assert "builtins.RuntimeError" in trace


def test_a_failure_among_the_static_files_is_logged_too(log, monkeypatch):
    def broken(*_args: object) -> None:
        raise FileNotFoundError(f"/static/{TOKEN}")

    monkeypatch.setattr(WhiteNoiseMiddleware, "find_file", broken)
    assert Client(raise_request_exception=False).get(f"/static/{TOKEN}").status_code == 500

    (failed,) = [line for line in lines(log) if line["event"] == "request_failed"]
    assert (failed["method"], failed["route"], failed["code"]) == ("GET", None, 500)
    assert TOKEN not in log.getvalue()


def test_what_speaks_of_code_alone_keeps_its_message(log):
    try:
        raise AttributeError("'Call' has no attribute 'opned'")
    except AttributeError:
        logging.getLogger("core").exception("a slip")

    assert "has no attribute 'opned'" in str(lines(log)[0]["exception"])


def test_a_forged_form_is_refused_without_its_address(log):
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(f"/fine/{TOKEN}/").status_code == 403

    assert "refused: csrf" in [line["event"] for line in lines(log)]
    assert TOKEN not in log.getvalue()


def test_a_strange_host_is_refused_by_kind(log):
    Client().get(f"/fine/{TOKEN}/", headers={"host": f"{TOKEN}.example"})

    assert "refused: DisallowedHost" in [line["event"] for line in lines(log)]
    assert TOKEN.lower() not in log.getvalue().lower()


@task()
def task_that_fails(name: str) -> None:
    raise ValueError(name)


def test_a_failed_task_does_not_tell_its_arguments(log):
    task_that_fails.enqueue(NAME)

    assert "builtins.ValueError" in log.getvalue()
    assert NAME not in log.getvalue()


def test_uvicorn_does_not_tell_paths(log):
    logging.getLogger("uvicorn.access").info('%s - "%s %s"', "192.0.2.7", "GET", f"/answer/{TOKEN}/")
    logging.getLogger("uvicorn.error").info('%s - "WebSocket %s" [accepted]', "192.0.2.7", f"/live/{TOKEN}/")
    logging.getLogger("uvicorn.error").info("Started server process [%d]", 7)

    assert [line["event"] for line in lines(log)] == ["Started server process [7]"]


def test_our_own_lines_say_what_they_are_about_and_nothing_else_that_hangs_on_them(log):
    logging.getLogger("search").error("index_change_put_off", extra={"change": 7, "attempts": 2, "typed": NAME})
    (line,) = [json.loads(line) for line in log.getvalue().splitlines()]
    assert (line["event"], line["change"], line["attempts"]) == ("index_change_put_off", 7, 2)
    assert NAME not in log.getvalue()
