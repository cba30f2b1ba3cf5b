"""A browser, a site, and somebody to walk through it.

A journey asks for `page` (run three times: desktop, phone, without JavaScript), or for `desktop`, `phone` or
`without_javascript` alone, or for `visitors` to open several people's browsers. It reads as given, when, then, and
finds things by role and label as a person would. Whatever else it checks, it fails on an error on the console, a breach
of the content security policy, or a request to another host.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.browser import Visitors
from tests.journeys.server import Server
from tests.support.chromium import FLAGS, WANTED, chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail(WANTED, pytrace=False)
    with sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def server(django_db_setup: None) -> Iterator[Server]:
    server = Server()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def site(server: Server, transactional_db: None, settings: Any) -> str:
    """The address of a running site with a database as fresh as after `migrate`."""
    settings.BASE_URL = settings.WAGTAILADMIN_BASE_URL = server.address
    return server.address


@pytest.fixture
def visitors(browser: Browser, site: str) -> Iterator[Visitors]:
    visitors = Visitors(browser, site)
    yield visitors
    faults = visitors.leave()
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.fixture
def desktop(visitors: Visitors) -> Page:
    return visitors.open()


@pytest.fixture
def phone(visitors: Visitors) -> Page:
    return visitors.open(phone=True)


@pytest.fixture
def without_javascript(visitors: Visitors) -> Page:
    return visitors.open(javascript=False)


@pytest.fixture(params=["desktop", "phone", "without_javascript"])
def page(request: pytest.FixtureRequest, visitors: Visitors) -> Page:
    return visitors.open(phone=request.param == "phone", javascript=request.param != "without_javascript")
