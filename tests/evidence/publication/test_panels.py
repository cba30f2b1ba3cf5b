import pytest
from wagtail.admin.menu import admin_menu

from core.panels import panels_for
from evidence.submissions.enums import SubmissionState
from tests.factories import CallPageFactory, SubmissionFactory, UserFactory, WorkstreamPageFactory, published

pytestmark = pytest.mark.django_db


def panel(rf, place, subject=None, user=None):
    """What published evidence says on a page, or None."""
    request = rf.get("/")
    request.user = user or UserFactory()
    found = [one for one in panels_for(place, request, subject) if one.template.startswith("publication/")]
    return found[0].context if found else None


def test_nothing_is_said_before_something_is_published(rf):
    call = CallPageFactory()
    SubmissionFactory(call=call, state=SubmissionState.READY)
    assert panel(rf, "home") is None
    assert panel(rf, "call", call) is None


def test_a_call_shows_its_own_submissions_and_counts_them(rf, client):
    call = CallPageFactory()
    editions = [published(call=call) for _ in range(6)]
    published()
    said = panel(rf, "call", call)
    assert said["editions"] == editions[:0:-1]
    assert (said["count"], said["url"]) == (6, f"/evidence/?call={call.code}")
    assert "See all 6 published submissions" in client.get(call.url).text


def test_a_closed_call_says_how_many_it_received(rf, client):
    call = CallPageFactory(closed=True)
    assert panel(rf, "call", call) is None
    for state in (SubmissionState.READY, SubmissionState.NOT_PUBLISHED, SubmissionState.WITHDRAWN):
        SubmissionFactory(call=call, state=state)
    SubmissionFactory(call=call)
    assert panel(rf, "call", call)["received"] == 2
    assert "2 submissions were received. None is published yet." in " ".join(client.get(call.url).text.split())
    published(call=call)
    assert "3 submissions were received." in client.get(call.url).text
    assert "None is published yet" not in client.get(call.url).text


def test_a_workstream_and_its_review_show_the_evidence_of_their_calls(rf):
    call = CallPageFactory()
    review = call.get_parent().specific
    workstream = WorkstreamPageFactory(parent=review)
    call.workstreams.add(workstream)
    call.save()
    edition = published(call=call)
    published()
    assert panel(rf, "workstream", workstream)["editions"] == [edition]
    assert panel(rf, "review", review)["editions"] == [edition]


def test_home_shows_what_was_published_lately(rf, client):
    edition = published()
    assert panel(rf, "home")["editions"] == [edition]
    assert "Published recently" in client.get("/").text


def test_the_staff_home_tells_the_secretariat_alone_what_waits(rf, secretariat):
    SubmissionFactory(state=SubmissionState.RECEIVED)
    assert panel(rf, "staff-home", user=secretariat)["waiting"] == [
        {"text": "To read", "url": "/desk/?view=to-read", "count": 1}
    ]
    assert panel(rf, "staff-home", user=UserFactory(auditor=True)) is None


@pytest.mark.parametrize(("trait", "is_shown"), [("secretariat", True), ("auditor", False)])
def test_the_editor_leads_the_secretariat_alone_to_the_desk(rf, trait, is_shown):
    request = rf.get("/admin/")
    request.user = UserFactory(**{trait: True})
    names = [item.name for item in admin_menu.menu_items_for_request(request)]
    assert ("desk" in names) is is_shown


def test_an_illustration_is_labelled_wherever_it_is_listed(client):
    edition = published(anonymous=True)
    call = edition.call
    workstream = WorkstreamPageFactory(parent=call.get_parent())
    call.workstreams.add(workstream)
    call.save()
    pages = [
        "/",
        call.url,
        call.get_parent().url,
        workstream.url,
        "/evidence/",
        "/evidence/feed/",
        edition.get_absolute_url(),
    ]
    assert [url for url in pages if "llustration" in client.get(url).text] == []
    type(edition).objects.update(is_illustration=True)
    assert [url for url in pages if "llustration" not in client.get(url).text] == []
