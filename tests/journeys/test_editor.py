"""The editor of pages works under its policy: no script refused, no other host asked."""

from playwright.sync_api import expect

from tests.factories import CallPageFactory, UserFactory
from tests.journeys.browser import Visitors


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
