"""A town hall in a frame of somebody else's page: followed live, and nothing can be clicked there but links out."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import expect

from consultations.townhalls.domain.moderating import decline
from consultations.townhalls.enums import ReasonCode
from consultations.townhalls.models import TownHallPage
from tests.factories import UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits
from tests.journeys.test_town_hall import ask, hall  # noqa: F401 - a fixture


@contextmanager
def another_website(shown: str) -> Iterator[str]:
    """Serve a page that shows an address in a frame, at a place that is not ours."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<iframe src="{shown}" width="100%" height="700"></iframe>'.encode())

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_it_is_followed_live_on_another_website(visitors: Visitors, hall: TownHallPage) -> None:  # noqa: F811
    first = ask(hall, "Who pays for prevention?")
    page = visitors.open(phone=True)
    page.goto(f"/town-halls/{hall.pk}/embedded/")  # given the page by itself
    axe(page)
    fits(page)
    with another_website(page.url) as elsewhere:
        page = visitors.open(elsewhere=elsewhere)
        page.goto(elsewhere)  # and in a frame of another website
        frame = page.frame_locator("iframe")
        expect(frame.locator("[data-live-status]")).to_have_text("Live.")
        expect(frame.locator("form")).to_have_count(0)

        ask(hall, "Who decides about it?")  # when somebody asks
        frame.get_by_role("button", name="1 new contribution").click()
        expect(frame.get_by_text("Who decides about it?")).to_be_visible()

        # and one is taken from view
        decline(contribution=first, by=UserFactory(moderator=True), code=ReasonCode.OFF_TOPIC)
        expect(frame.get_by_text("Who pays for prevention?")).to_have_count(0)
