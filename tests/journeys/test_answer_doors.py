"""The pages around answering: too early, too late, a link that opens nothing, one's own list."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from evidence.submissions.domain.links import new_link
from evidence.submissions.models import Submission
from tests.factories import CallPageFactory, UserFactory
from tests.journeys.answering import WHAT_WORKS, draft_for, open_call
from tests.journeys.browser import Visitors
from tests.journeys.helpers import axe, fits, shot


def test_the_doors_have_no_barrier(visitors: Visitors) -> None:
    user = UserFactory()
    closed = CallPageFactory(title="A call that closed", closed=True)
    asked = open_call()
    late = draft_for(asked)
    late.contributors.update(user=user)
    sent = draft_for(asked, email="other@example.org")
    sent.contributors.update(user=user)
    late_link = new_link(late.contributors.get())
    Submission.objects.filter(pk=sent.pk).update(state="withdrawn")
    addresses = {
        "1-closed": f"/respond/{closed.code}/",
        "2-link": "/respond/link/",
        "3-private": "/respond/open/wrong/",
        "4-my": "/my/",
        "5-withdrawn": f"/respond/s/{sent.key}/receipt/",
        "6-draft": f"/respond/s/{late.key}/draft/",
        "7-files": f"/respond/s/{late.key}/files/",
    }
    for phone in (False, True):
        page = visitors.open(user=user, phone=phone)
        for name, address in addresses.items():
            page.goto(address)
            axe(page)
            fits(page)
            shot(page, f"doors-{name}")

    asked.call.opens_at -= timedelta(days=60)
    asked.call.closes_at = timezone.now() - timedelta(minutes=1)
    asked.call.save()
    page = visitors.open(phone=True)
    page.goto(late_link)
    expect(page.get_by_text("This call closed at")).to_be_visible()
    axe(page)
    shot(page, "doors-8-too-late")


def test_words_typed_when_the_call_is_taken_down_are_kept_on_the_page(visitors: Visitors) -> None:
    asked = open_call()
    draft = draft_for(asked)
    page = visitors.open(javascript=False)
    page.goto(new_link(draft.contributors.get()))
    page.get_by_role("link", name="Empowering local leaders").click()
    page.get_by_label(WHAT_WORKS).fill("Words that nobody else has.")

    asked.call.delete()  # when the call goes while Ada writes
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("This part was taken down while you wrote")
    expect(page.get_by_text("Words that nobody else has.")).to_be_visible()  # then her words are on the page
