"""A planted interviewee and a planted sentence are looked for behind every door of a review that stands open to others."""

import io
import zipfile
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client

from core.audit import Entry
from core.outbox.message import Message
from peer_review.notes.domain.notes import Told, take_in
from peer_review.notes.models import Note, NoteSource
from peer_review.reviews.enums import ReviewState
from peer_review.room.domain.items import About, Content, put_in
from search.models import IndexChange
from tests.factories import UserFactory
from tests.peer_review.room.rooms import People, a_review
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory, SlotFactory

NAME = "Zebedee Quirk"
SENTENCE = "Corridors were full on the third of January."
SECRETS = (NAME, "Zebedee", SENTENCE, "Corridors were full")


@pytest.fixture
def people(db: None, committing: Callable) -> People:
    """A review whose second peer was not in the meeting in which somebody said something."""
    people = a_review(ReviewState.ON_SITE)
    meeting = MeetingFactory(review=people.review, title="Interview at the trust")
    meeting.members.add(people.member)
    attendee = AttendeeFactory(review=people.review, name=NAME)
    SlotFactory(meeting=meeting, attendee=attendee)
    with committing():
        told = Told(SENTENCE, meeting=meeting, line=people.lines[0], attendee=attendee)
        take_in(review=people.review, told=told, key=uuid4(), by=people.peer)
        put_in(
            review=people.review,
            about=About("Winter plan", "document"),
            content=Content(text="Beds."),
            lines=people.lines[:1],
            by=people.lead,
        )
    return people


def doors(people: People) -> list[str]:
    one = f"/peer-reviews/{people.review}"
    return [
        "/peer-reviews/",
        "/peer-reviews/mine/",
        "/peer-reviews/desk/",
        f"{one}/",
        f"{one}/desk/",
        f"{one}/room/",
        f"{one}/room/items/",
        f"{one}/room/E1/",
        f"{one}/room/pack/",
        f"{one}/room/pack/offline/",
        f"{one}/notes/",
        f"{one}/notes/all/",
        f"{one}/notes/?attendee=1",
        f"{one}/notes/N1/",
        "/search/?q=Zebedee",
        "/search/?q=Corridors",
        "/search/?q=Corridors&in=desk",
        "/sitemap.xml",
        "/admin/",
    ]


def said_behind(browser: Client, people: People) -> str:
    return " ".join(words_of(browser, door) for door in doors(people))


def words_of(browser: Client, door: str) -> str:
    answer = browser.get(door)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.get("Content-Type") == "application/zip":
        with zipfile.ZipFile(io.BytesIO(content)) as taken:
            content = b" ".join(taken.read(name) for name in taken.namelist())
    return content.decode(errors="replace")


@pytest.mark.parametrize(
    "who", ["manager", "lead", "colleague", "other_lead", "observer", "stranger", "secretariat", "auditor", "nobody"]
)
def test_neither_stands_behind_any_door_of_who_is_not_of_the_team(
    people: People, signed_in: Callable, who: str
) -> None:
    somebody = getattr(people, who, None) or (UserFactory(**{who: True}) if who != "nobody" else None)
    words = said_behind(signed_in(somebody) if somebody else Client(), people)
    assert "Peer reviews" in words  # the doors were there
    for secret in (NAME, SENTENCE):
        assert secret not in words


def test_the_team_reads_the_note_and_never_who_said_it(people: People, signed_in: Callable) -> None:
    words = said_behind(signed_in(people.second_peer), people)
    assert SENTENCE in words
    assert NAME not in words
    # The peer who holds the meeting chooses from those who are heard in it, and is not told whom they chose.
    own = signed_in(people.peer)
    assert "Zebedee" not in words_of(own, f"/peer-reviews/{people.review}/notes/all/")
    form = own.get(f"/peer-reviews/{people.review}/notes/N1/").context["form"]
    assert form["attendee"].value() is None
    assert form["name"].value() is None


def test_neither_is_in_the_log_the_mail_or_the_index(people: People) -> None:
    log = " ".join(f"{entry.action} {entry.subject} {entry.details}" for entry in Entry.objects.all())
    letters = " ".join(f"{one.subject} {one.text}" for one in Message.objects.all())
    letters += " ".join(f"{one.subject} {one.body}" for one in mail.outbox)
    index = " ".join(str(vars(one)) for one in IndexChange.objects.all())
    for secret in SECRETS:
        assert secret not in log + letters + index
    assert "peer_notes" not in index


def test_no_row_but_the_note_and_its_source_holds_either(people: People) -> None:
    """Every table of the site is looked through, so that a copy that somebody adds later is found."""
    held = {
        model._meta.label
        for model in apps.get_models()
        for row in model._base_manager.values()
        if any(secret in str(value) for value in row.values() for secret in SECRETS)
    }
    assert held == {"peer_notes.Note", "peer_visits.Attendee"}
    assert (Note.objects.count(), NoteSource.objects.get().name) == (1, "")
