"""The editor of pages works under its policy: no script refused, no other host asked."""

import re
from typing import Any

from playwright.sync_api import expect

from pages.models import ContentPage
from tests.factories import CallPageFactory, UserFactory, home_page
from tests.journeys.browser import Visitors
from tests.journeys.helpers import eventually, shot


def test_a_secretary_opens_a_call_in_the_editor(visitors: Visitors) -> None:
    call = CallPageFactory(title="How places work together")  # given a call and a member of the secretariat
    page = visitors.open(user=UserFactory(secretariat=True))

    page.goto("/admin/")  # when they go from the editor's home to the call
    expect(page.get_by_role("main")).to_be_visible()
    page.goto(f"/admin/pages/{call.pk}/edit/")

    expect(page.locator("[name=title]")).to_have_value("How places work together")  # then it is there
    page.get_by_role("button", name="Toggle preview").click()  # and its preview stands beside it
    preview = page.frame_locator("iframe[src*=preview]")
    expect(preview.get_by_role("heading", name="How places work together").first).to_be_visible()


def test_an_editor_marks_a_passage_as_welsh(visitors: Visitors, settings: Any) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    notice = ContentPage(title="Formats", slug="formats", body="<p>Darllenwch hwn</p>")
    page_of_words = home_page().add_child(instance=notice)  # given a page with a Welsh sentence
    page = visitors.open(user=UserFactory(secretariat=True))
    page.goto(f"/admin/pages/{page_of_words.pk}/edit/")

    page.get_by_text("Darllenwch hwn").click()
    page.keyboard.press("ControlOrMeta+A")
    page.wait_for_function("getSelection().toString().includes('Darllenwch hwn')")
    page.wait_for_timeout(300)  # the box takes note of what is selected a moment later, as it does of what is changed
    page.get_by_role("button", name="This passage is in Welsh").click()  # when an editor says so
    expect(page.locator("[name=body]")).to_have_value(re.compile(r'"inlineStyleRanges":\[\{'))
    shot(page, "editor-welsh")
    page.get_by_role("button", name="Save draft").click()

    marked = '<span lang="cy">Darllenwch hwn</span>'  # then it is marked for the reader
    eventually(page, lambda: marked in ContentPage.objects.get().get_latest_revision_as_object().body)
