"""Files of the room in the one machinery of files: quarantine, a virus, the sweeps."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.storage import FileSystemStorage
from django.utils import timezone
from time_machine import travel

from evidence.submissions.files import checks
from evidence.submissions.files.scanning import Scan, Verdict
from evidence.submissions.files.tasks import PATIENCE, delete_strays_in, scan_again
from peer_review.assessments.queries import evidence
from peer_review.reviews.disclosure import reader_for
from peer_review.room.domain.items import About, Content, put_in, withdraw
from peer_review.room.models import ItemFile
from tests.peer_review.room.rooms import People, a_review
from tests.peer_review.room.test_items import a_file


@pytest.fixture
def people(db: None) -> People:
    return a_review()


def given(people: People) -> ItemFile:
    about = About("Winter plan", "document")
    item = put_in(review=people.review, about=about, content=Content(file=a_file()), by=people.lead)
    return item.files.get()


def test_whoever_uploaded_a_virus_is_told_and_the_file_destroyed(
    people: People, committing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "scan", lambda file: Scan(Verdict.INFECTED, "Eicar"))
    with committing():
        file = given(people)
    file.refresh_from_db()
    assert (file.scan, file.file.name, file.is_open) == ("infected", "", False)
    (letter,) = mail.outbox
    assert letter.to == [people.lead.email]
    assert f"/peer-reviews/{people.review}/room/E1/" in letter.body


def test_the_sweep_finds_a_file_whose_process_died(people: People) -> None:
    file = given(people)  # without its commit, so nobody was asked to scan it
    with travel(timezone.now() + PATIENCE * 2):
        assert scan_again() == 1
    file.refresh_from_db()
    assert file.scan == "clean"


def test_the_sweep_of_strays_leaves_the_files_of_rooms(people: People) -> None:
    file = given(people)
    storage = file.file.storage
    assert isinstance(storage, FileSystemStorage)
    folder = str(Path(file.file.name).parent)
    with travel(timezone.now() + PATIENCE * 90):
        delete_strays_in(storage, folder)
    assert storage.exists(file.file.name)


def test_what_was_read_from_a_file_is_searched_once_it_is_clean(people: People, committing: Any) -> None:
    def found(words: str) -> list[str]:
        return [one.label for one in evidence.found(reader_for(people.peer, people.review), people.review, words)]

    with committing():
        file = given(people)
        assert (found("winter"), found("how WENT")) == (["E1"], [])  # its title alone, until it was scanned
    assert (found("how WENT"), found("winter went"), found("summer")) == (["E1"], ["E1"], [])
    withdraw(item=file.item, because="It was a draft.", by=people.lead)
    assert found("how WENT") == []
