"""Items are put in once, asked for and given, corrected, and withdrawn with a reason."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit import entries_about
from core.changes import _listeners, subscribe
from core.errors import NotAllowed, Refused, Stale
from evidence.submissions.files.inspection import Inspected, inspect
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Host
from peer_review.room.domain.items import (
    About,
    Content,
    ask_for,
    change,
    fulfil,
    give_clean_copy,
    put_in,
    stamp_of_item,
    withdraw,
)
from peer_review.room.domain.tags import tag
from peer_review.room.enums import ItemState
from peer_review.room.models import Item, ItemFile
from peer_review.room.queries import citable
from peer_review.teams.enums import Seat
from tests.peer_review.room.factories import ItemFactory
from tests.peer_review.room.rooms import People, a_review
from tests.peer_review.teams.factories import MemberFactory

PAPER = About("Winter plan", "document", "Of the trust.")


def a_file(words: str = "How winter went.", name: str = "winter.txt") -> Inspected:
    return inspect(SimpleUploadedFile(name, words.encode(), content_type="text/plain"))


@pytest.fixture
def people(db: None) -> People:
    return a_review()


def test_a_host_puts_in_a_text_which_is_theirs(people: People) -> None:
    item = put_in(review=people.review, about=PAPER, content=Content(text="We met weekly."), by=people.lead)
    assert (str(item), item.state, item.text, item.host, item.added_by) == (
        "E1",
        ItemState.HAVE,
        "We met weekly.",
        people.host,
        people.lead,
    )
    assert [entry.action for entry in entries_about(item)] == ["item.put_in"]


def test_what_is_sent_twice_under_one_key_is_one_item(people: People) -> None:
    key = uuid4()
    first, again = (
        put_in(review=people.review, about=PAPER, content=Content(text="Once."), key=key, by=people.lead)
        for _turn in range(2)
    )
    assert (first, Item.objects.count()) == (again, 1)
    for about, text in ((About("Another", "document"), "Once."), (PAPER, "Other words.")):
        with pytest.raises(Refused, match="sent before with other words"):
            put_in(review=people.review, about=about, content=Content(text=text), key=key, by=people.lead)


def test_another_file_under_the_same_key_is_refused(people: People) -> None:
    def sent(file: Inspected | None, cites: str = "") -> Item:
        content = Content(file=file, text="Once.", cites=cites)
        return put_in(review=people.review, about=PAPER, content=content, key=key, by=people.lead)

    key = uuid4()
    first = sent(a_file())
    # The same file, and none, which is what a browser that goes back sends: nothing is lost.
    assert (sent(a_file(name="again.txt")), sent(None), Item.objects.count()) == (first, first, 1)
    with pytest.raises(Refused, match="sent before without this file"):
        sent(a_file("How summer went."))
    with pytest.raises(Refused, match="sent before with other words"):
        sent(None, cites="CFE1-0042")
    assert [one.name for one in ItemFile.objects.all()] == ["winter.txt"]
    key = uuid4()
    without = sent(None)
    with pytest.raises(Refused, match="sent before without this file"):
        sent(a_file("How spring went."))
    assert (without.files.count(), Item.objects.count()) == (0, 2)


def test_another_line_host_or_day_under_the_same_key_is_refused(people: People) -> None:
    def given(line: int = 0, host: Host | None = people.host) -> Item:
        told = {"host": host, "lines": people.lines[line : line + 1], "key": key, "by": people.peer}
        return put_in(review=people.review, about=PAPER, content=Content(text="Once."), **told)

    def asked(line: int = 0, host: Host | None = people.host, day: date | None = None) -> Item:
        told = {"host": host, "lines": people.lines[line : line + 1], "wanted_by": day, "key": key, "by": people.peer}
        return ask_for(review=people.review, about=PAPER, **told)

    for send in (given, asked):
        key = uuid4()
        first = send()
        assert send() == first
        for other in ({"line": 1}, {"host": people.other_host}, {"host": None}):
            with pytest.raises(Refused, match="sent before with other choices"):
                send(**other)
    with pytest.raises(Refused, match="sent before with other choices"):
        asked(day=date(2026, 12, 24))
    assert Item.objects.count() == 2


def test_the_numbers_of_a_review_have_no_gaps(people: People) -> None:
    put_in(review=people.review, about=PAPER, content=Content(text="One."), by=people.lead)
    with pytest.raises(Refused):
        put_in(review=people.review, about=PAPER, content=Content(), by=people.lead)
    last = put_in(review=people.review, about=PAPER, content=Content(text="Two."), by=people.peer)
    assert str(last) == "E2"


def test_a_shadow_asks_hosts_for_nothing(people: People) -> None:
    shadow = MemberFactory(review=people.review, seat=Seat.SHADOW).peer.user
    with pytest.raises(NotAllowed, match="Shadows ask for nothing"):
        ask_for(review=people.review, about=PAPER, host=people.host, by=shadow)


@pytest.mark.parametrize("who", ["observer", "stranger"])
def test_who_may_not_give_gives_nothing(people: People, who: str) -> None:
    with pytest.raises(NotAllowed):
        put_in(review=people.review, about=PAPER, content=Content(text="Words."), by=getattr(people, who))
    assert not Item.objects.exists()


def test_nothing_is_put_in_once_the_facts_are_checked(db: None) -> None:
    people = a_review(ReviewState.FACT_CHECK)
    with pytest.raises(NotAllowed):
        put_in(review=people.review, about=PAPER, content=Content(text="Late."), by=people.lead)


def test_a_reference_that_leads_nowhere_is_refused(people: People) -> None:
    with pytest.raises(Refused, match="CFE1-0042 leads to nothing"):
        put_in(review=people.review, about=PAPER, content=Content(cites="cfe1-0042"), by=people.lead)


def test_a_file_is_checked_and_read_by_the_one_machinery(people: People, committing: Any) -> None:
    with committing():
        item = put_in(review=people.review, about=PAPER, content=Content(file=a_file()), by=people.lead)
    file = item.files.get()
    assert (file.scan, file.text, file.name, file.is_open) == ("clean", "How winter went.", "winter.txt", True)
    assert [entry.action for entry in entries_about(file)] == ["item_file.release", "item_file.read"]


def test_a_file_that_is_there_is_tagged_and_not_put_in_again(people: People) -> None:
    put_in(review=people.review, about=PAPER, content=Content(file=a_file()), by=people.lead)
    with pytest.raises(Refused, match="in the room already, as E1"):
        put_in(review=people.review, about=PAPER, content=Content(file=a_file(name="copy.txt")), by=people.peer)
    assert (Item.objects.count(), ItemFile.objects.count()) == (1, 1)


def test_another_review_may_hold_the_same_file(people: People) -> None:
    put_in(review=people.review, about=PAPER, content=Content(file=a_file()), by=people.lead)
    other = a_review()
    item = put_in(review=other.review, about=PAPER, content=Content(file=a_file()), by=other.lead)
    assert item.files.count() == 1


def test_a_request_is_mailed_to_the_lead_and_fulfilled_by_the_host(people: People, committing: Any) -> None:
    with committing():
        item = ask_for(
            review=people.review,
            about=About("Discharge figures", "data", "By month."),
            host=people.host,
            wanted_by=timezone.localdate() + timedelta(days=9),
            lines=people.lines[:1],
            by=people.peer,
        )
    (letter,) = mail.outbox
    assert letter.to == [people.lead.email]
    assert "Discharge figures" in letter.body
    assert f"/peer-reviews/{people.review}/room/E1/" in letter.body
    assert item.state == ItemState.REQUESTED
    with committing():
        given = fulfil(item=item, content=Content(text="In May: 40."), by=people.colleague)
    assert (given.state, given.text, given.number) == (ItemState.HAVE, "In May: 40.", item.number)
    assert mail.outbox[1].to == [people.peer.email]
    assert "In May: 40." not in mail.outbox[1].body


def test_another_host_does_not_answer_for_one(people: People) -> None:
    item = ask_for(review=people.review, about=PAPER, host=people.host, by=people.peer)
    with pytest.raises(NotAllowed):
        fulfil(item=item, content=Content(text="Ours."), by=people.other_lead)
    item.refresh_from_db()
    assert (item.state, item.text) == (ItemState.REQUESTED, "")


def test_hosts_ask_for_nothing(people: People) -> None:
    with pytest.raises(NotAllowed):
        ask_for(review=people.review, about=PAPER, host=people.other_host, by=people.lead)


def test_what_is_asked_of_no_host_is_collected_on_site(people: People, committing: Any) -> None:
    with committing():
        item = ask_for(review=people.review, about=PAPER, by=people.peer)
    assert (item.state, mail.outbox) == (ItemState.TO_COLLECT, [])
    assert fulfil(item=item, content=Content(text="Seen."), by=people.second_peer).state == ItemState.HAVE


def test_a_host_of_another_review_is_asked_for_nothing(people: People) -> None:
    with pytest.raises(Refused):
        ask_for(review=people.review, about=PAPER, host=a_review().host, by=people.peer)


def test_what_somebody_else_changed_meanwhile_is_told(people: People) -> None:
    item = put_in(review=people.review, about=PAPER, content=Content(text="Words."), by=people.lead)
    read = stamp_of_item(item)
    change(item=item, about=About("Plan of winter", "document"), after=read, by=people.peer)
    with pytest.raises(Stale):
        change(item=item, about=About("My title", "data"), after=read, by=people.lead)
    item.refresh_from_db()
    assert item.title == "Plan of winter"
    # The same said twice is no conflict.
    change(item=item, about=About("Plan of winter", "document"), after=read, by=people.peer)


def test_a_withdrawn_item_stays_with_its_reason_and_is_cited_no_more(people: People) -> None:
    item = put_in(review=people.review, about=PAPER, content=Content(text="Words."), by=people.lead)
    told: list[Any] = []
    subscribe(told.append)
    try:
        withdraw(item=item, because="It was a draft.", by=people.colleague)
    finally:
        _listeners.remove(told.append) if told.append in _listeners else None
    item.refresh_from_db()
    assert (item.state, item.withdrawn_because, item.text) == (ItemState.WITHDRAWN, "It was a draft.", "Words.")
    assert item in told
    assert list(citable(people.review, reader_for(people.peer, people.review))) == []
    with pytest.raises(Refused, match="withdrawn meanwhile"):
        tag(item=item, lines=people.lines, by=people.lead)


def test_what_should_never_have_been_here_is_deleted_for_good(people: People, committing: Any) -> None:
    with committing():
        item = put_in(review=people.review, about=PAPER, content=Content(file=a_file(), text="A name."), by=people.lead)
    stored = item.files.get()
    storage, name = stored.file.storage, stored.file.name
    assert storage.exists(name)
    with committing():
        withdraw(item=item, because="It named a patient.", destroys=True, by=people.lead)
    item.refresh_from_db()
    stored.refresh_from_db()
    assert (item.text, stored.text, stored.file.name, storage.exists(name)) == ("", "", "", False)


@pytest.mark.parametrize(
    ("who", "may"), [("lead", True), ("colleague", True), ("manager", True), ("peer", False), ("other_lead", False)]
)
def test_who_gave_it_or_the_manager_takes_it_back(people: People, who: str, may: bool) -> None:
    item = put_in(review=people.review, about=PAPER, content=Content(text="Words."), by=people.lead)
    if may:
        assert withdraw(item=item, because="Old.", by=getattr(people, who)).state == ItemState.WITHDRAWN
    else:
        with pytest.raises(NotAllowed):
            withdraw(item=item, because="Old.", by=getattr(people, who))


def test_a_clean_copy_takes_the_place_of_a_file_that_nobody_may_open(people: People) -> None:
    item = put_in(review=people.review, about=PAPER, content=Content(file=a_file()), by=people.lead)
    with pytest.raises(Refused, match="Its file is there"):
        give_clean_copy(item=item, file=a_file("Anew."), by=people.lead)
    item.files.update(scan="infected", file="", text="")
    give_clean_copy(item=item, file=a_file("Anew."), by=people.lead)
    assert [file.scan for file in item.files.all()] == ["infected", "quarantined"]


def test_the_database_keeps_a_withdrawn_item_to_its_reason(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemFactory(state=ItemState.WITHDRAWN)
