"""Peers write notes on a phone: several in a row, over a line that is cut, signed out meanwhile, on a phone that two share."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from peer_review.notes.models import Note
from peer_review.reviews.enums import ReviewState
from peer_review.teams.models import Member
from tests.journeys.helpers import axe, eventually, fits, shot
from tests.peer_review.room.rooms import People, a_review
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory, SlotFactory

NOTES = "/peer-reviews/PR-502/notes/"


@pytest.fixture
def people(site) -> People:
    people = a_review(ReviewState.ON_SITE, reference="PR-502")
    now = timezone.now()
    meeting = MeetingFactory(
        review=people.review,
        title="Ward staff",
        kind="focus_group",
        starts_at=now - timedelta(seconds=1),
        ends_at=now + timedelta(hours=1),
    )
    meeting.members.add(people.member)
    SlotFactory(meeting=meeting, attendee=AttendeeFactory(review=people.review, name="Zebedee Quirk"))
    return people


def given_a_peer_at_their_notes(visitors, page: Page, user) -> None:
    visitors.sign_in(page.context, user)
    page.goto(NOTES)


def when_they_write(page: Page, text: str) -> None:
    page.get_by_label("Note", exact=True).fill(text)
    page.wait_for_timeout(1000)  # a second press within a second of the last is ignored, and nobody types that fast
    page.get_by_role("button", name="Save the note").click()


def kept(page: Page) -> list[str]:
    """What stands in the phone's storage."""
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('notes:') && !key.endsWith(':draft'))")


def texts() -> list[str]:
    return list(Note.objects.order_by("number").values_list("text", flat=True))


def test_notes_are_written_in_a_row(page: Page, visitors, people):
    given_a_peer_at_their_notes(visitors, page, people.peer)
    page.get_by_label("Line of enquiry").select_option(label="1.2 Line 2")
    when_they_write(page, "Handover takes an hour.")
    expect(page.locator("#N1")).to_contain_text("Handover takes an hour.")
    when_they_write(page, "Beds are counted twice.")
    expect(page.locator("#N2")).to_contain_text("Ward staff")
    notes = Note.objects.order_by("number")
    assert [(note.text, note.line.position, note.group, note.source_type) for note in notes] == [
        ("Handover takes an hour.", 2, "frontline", "interview"),
        ("Beds are counted twice.", 2, "frontline", "interview"),
    ]
    fits(page)
    shot(page, "notes-write")


def test_a_cut_line_loses_no_word_and_doubles_no_note(phone: Page, visitors, people):
    given_a_peer_at_their_notes(visitors, phone, people.peer)
    axe(phone)
    phone.context.set_offline(True)
    for text in ("One.", "Two.", "Three."):
        when_they_write(phone, text)
    expect(phone.get_by_text("Kept on this phone, not sent yet (3)").first).to_be_visible()
    assert (len(kept(phone)), texts()) == (3, [])
    shot(phone, "notes-offline")
    axe(phone)

    phone.context.set_offline(False)
    eventually(phone, lambda: len(texts()) == 3)
    assert texts() == ["One.", "Two.", "Three."]
    expect(phone.locator("#N3")).to_contain_text("Three.")
    eventually(phone, lambda: kept(phone) == [])
    expect(phone.get_by_text("Kept on this phone")).to_have_count(0)


def test_an_answer_that_was_lost_on_its_way_makes_no_second_note(phone: Page, visitors, people):
    given_a_peer_at_their_notes(visitors, phone, people.peer)
    lost = []

    def lose_the_first(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)  # the site took it, and the phone never heard of it
            route.fulfill(status=502, body="")
        else:
            route.continue_()

    phone.route(f"**{NOTES}", lose_the_first)
    when_they_write(phone, "Once.")
    expect(phone.get_by_text("Kept on this phone, not sent yet (1)").first).to_be_visible()
    assert (lost, texts()) == ([200], ["Once."])
    phone.get_by_role("button", name="Try again now").click()
    expect(phone.locator("#N1")).to_contain_text("Once.")
    assert (texts(), kept(phone)) == (["Once."], [])
    visitors.forgive()  # the 502 that this journey made


def test_words_stay_on_the_phone_of_who_was_signed_out(phone: Page, visitors, people):
    given_a_peer_at_their_notes(visitors, phone, people.peer)
    Session.objects.all().delete()
    when_they_write(phone, "After the session ended.")
    expect(phone.get_by_text("They can’t be sent: you are signed out").first).to_be_visible()
    expect(phone.locator("[data-kept-notes]")).to_contain_text("After the session ended.")
    expect(phone.get_by_role("button", name="Copy them")).to_be_visible()
    assert texts() == []
    shot(phone, "notes-signed-out")
    axe(phone)

    # Another peer signs in on the same phone: the words are not theirs to send or to read.
    given_a_peer_at_their_notes(visitors, phone, people.second_peer)
    expect(phone.get_by_text("Notes of another peer are kept on this phone (1).")).to_be_visible()
    expect(phone.get_by_text("After the session ended.")).to_have_count(0)
    assert texts() == []

    given_a_peer_at_their_notes(visitors, phone, people.peer)
    expect(phone.locator("#N1")).to_contain_text("After the session ended.")
    assert (texts(), kept(phone)) == (["After the session ended."], [])
    visitors.forgive()  # the refusals that this journey made


def test_words_are_read_and_copied_by_who_left_the_team_meanwhile(phone: Page, visitors, people):
    given_a_peer_at_their_notes(visitors, phone, people.peer)
    phone.context.set_offline(True)
    when_they_write(phone, "Written before I left.")
    expect(phone.get_by_text("Kept on this phone, not sent yet (1)").first).to_be_visible()
    Member.objects.filter(pk=people.member.pk).update(
        state="stepped_out", left_because="A reason.", left_at=timezone.now()
    )
    phone.context.set_offline(False)
    expect(phone.get_by_text("you may not write notes now").first).to_be_visible()

    phone.goto("/peer-reviews/mine/")
    phone.get_by_role("link", name="Notes kept on this phone, not sent yet").click()
    expect(phone.locator("[data-kept-notes]")).to_contain_text("Written before I left.")
    axe(phone)
    phone.get_by_role("button", name="Delete them from this phone").click()
    assert (kept(phone), texts()) == ([], [])
    visitors.forgive()  # the refusals that this journey made


def test_a_note_that_is_not_taken_comes_back_to_its_writer(phone: Page, visitors, people):
    given_a_peer_at_their_notes(visitors, phone, people.peer)
    phone.get_by_text("Type of source, and who said it").click()
    phone.get_by_label("Who said it (optional)").select_option(label="Zebedee Quirk")
    when_they_write(phone, "Zebedee Quirk is tired.")
    expect(phone.get_by_text("Not taken: The note names who said it.")).to_be_visible()
    phone.get_by_role("button", name="Change").click()
    expect(phone.get_by_label("Note", exact=True)).to_have_value("Zebedee Quirk is tired.")
    when_they_write(phone, "Somebody is tired.")
    expect(phone.locator("#N1")).to_contain_text("Somebody is tired.")
    assert texts() == ["Somebody is tired."]
    visitors.forgive()  # the refusal stands on the console


def test_what_was_typed_survives_a_reload_and_leaves_with_its_writer(phone: Page, visitors, people):
    given_a_peer_at_their_notes(visitors, phone, people.peer)
    phone.get_by_label("Note", exact=True).fill("Half a sentence")
    phone.reload()
    expect(phone.get_by_label("Note", exact=True)).to_have_value("Half a sentence")
    phone.evaluate("key => localStorage.setItem(key, '{}')", f"notes:{people.peer.pk}:PR-1:draft")  # of another review
    phone.get_by_role("button", name="Sign out").click()
    phone.wait_for_url(lambda url: NOTES not in url)
    assert phone.evaluate("Object.keys(localStorage).filter(key => key.startsWith('notes:'))") == []


def test_a_draft_that_two_pages_opened_is_sent_from_both(phone: Page, visitors, people):
    given_a_peer_at_their_notes(visitors, phone, people.peer)
    phone.get_by_label("Note", exact=True).fill("Half a sentence")
    second = phone.context.new_page()
    second.goto(NOTES)
    expect(second.get_by_label("Note", exact=True)).to_have_value("Half a sentence")
    phone.context.set_offline(True)
    when_they_write(phone, "One.")
    when_they_write(second, "Two.")
    assert len(kept(phone)) == 2
    phone.context.set_offline(False)
    eventually(phone, lambda: sorted(texts()) == ["One.", "Two."])


def test_words_whose_key_was_used_are_sent_under_another(phone: Page, visitors, people):
    given_a_peer_at_their_notes(visitors, phone, people.peer)
    phone.get_by_label("Note", exact=True).fill("Half a sentence")
    second = phone.context.new_page()
    second.goto(NOTES)
    when_they_write(phone, "One.")
    expect(phone.locator("#N1")).to_contain_text("One.")
    when_they_write(second, "Two.")
    expect(second.get_by_text("sent before with other words")).to_be_visible()
    second.get_by_role("button", name="Change").click()
    when_they_write(second, "Two.")
    expect(second.locator("#N2")).to_contain_text("Two.")
    assert texts() == ["One.", "Two."]
    visitors.forgive()  # the refusal stands on the console


def test_the_team_reads_all_notes(desktop: Page, visitors, people):
    given_a_peer_at_their_notes(visitors, desktop, people.peer)
    when_they_write(desktop, "Handover takes an hour.")
    expect(desktop.locator("#N1")).to_be_visible()
    desktop.get_by_role("link", name="All notes of the team").click()
    expect(desktop.get_by_text("Handover takes an hour.")).to_be_visible()
    axe(desktop)
    shot(desktop, "notes-all")
    desktop.goto(f"{NOTES}N1/")
    axe(desktop)
    desktop.get_by_label("Note", exact=True).fill("Handover takes two hours.")
    desktop.get_by_role("button", name="Save").click()
    expect(desktop.locator("#N1")).to_contain_text("two hours")
