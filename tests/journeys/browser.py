"""Pages in a browser that is watched: a fault that a reader would not see still fails the journey."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

from accounts.models import User

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# Milliseconds. A busy machine is slow; a page that never comes is found all the same.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE / 2)


@dataclass
class Watch:
    """Collects what no page may do: errors on the console, a broken policy, a request to another host."""

    hosts: frozenset[str]
    faults: list[str] = field(default_factory=list)
    expected_refusals: set[str] = field(default_factory=set)

    def over(self, context: BrowserContext) -> None:
        context.on("request", self._note_another_host)
        context.on("response", self._note_refusal)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))

    def _note_another_host(self, request: Request) -> None:
        """It got nowhere: the browser is started without a way to look up any other name (support.chromium)."""
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc not in self.hosts:
            self.faults.append(f"request to another host: {request.url}")

    def _note_refusal(self, response: Response) -> None:
        """A page that answers 404 on purpose is no fault; a missing picture or style is."""
        if response.status >= 400 and response.request.is_navigation_request():
            self.expected_refusals.add(response.url)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type != "error" or message.location.get("url") in self.expected_refusals:
            return
        self.faults.append(f"console: {message.text} ({message.location.get('url')})")


@dataclass
class Visitors:
    """Opens a browser for each person of a journey: `visitors.open(phone=True)`."""

    browser: Browser
    address: str
    _contexts: list[BrowserContext] = field(default_factory=list)
    _watches: list[Watch] = field(default_factory=list)

    def open(
        self, *, phone: bool = False, javascript: bool = True, user: User | None = None, elsewhere: str = ""
    ) -> Page:
        """Return an empty page of a new visitor, signed in as `user` if one is given, who may also go `elsewhere`."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport=PHONE if phone else DESKTOP,
            has_touch=phone,
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        watch = Watch(frozenset({urlsplit(self.address).netloc, urlsplit(elsewhere).netloc}))
        watch.over(context)
        self._contexts.append(context)
        self._watches.append(watch)
        if user:
            self.sign_in(context, user)
        return context.new_page()

    def sign_in(self, context: BrowserContext, user: User) -> None:
        """Give the browser the session of somebody who has signed in."""
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])

    def leave(self) -> list[str]:
        """Close every browser; return what they did that they may not."""
        for context in self._contexts:
            context.close()
        return [fault for watch in self._watches for fault in watch.faults]

    def forgive(self) -> None:
        """Forget the faults so far, where a journey makes them on purpose."""
        self._contexts.clear()
        self._watches.clear()
