"""The pages of the evidence room, as those inside a review see them, and nobody else."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.audit import entries_about
from peer_review.reviews.domain.duties import done_by_hand
from peer_review.reviews.enums import Capacity, DutyKind, ReviewState, Thing
from peer_review.reviews.lifecycle import missing
from peer_review.reviews.models import PositionStatement, Right
from peer_review.room.domain.items import About, Content, put_in, withdraw
from peer_review.room.domain.packs import hand_out
from peer_review.room.domain.tags import Pointer, point, stamp_of_tags, tag
from peer_review.room.enums import ItemState
from peer_review.room.models import Item, ItemFile
from peer_review.teams.enums import Seat
from tests.consultations.assemblies.factories import AdviceFactory
from tests.factories import published
from tests.peer_review.frameworks.factories import LineFactory
from tests.peer_review.reviews.factories import DutyFactory, PositionPartFactory
from tests.peer_review.room.factories import ItemFactory, TagFactory
from tests.peer_review.room.rooms import People, a_review
from tests.peer_review.room.test_items import a_file
from tests.peer_review.teams.factories import MemberFactory

PAPER = About("Winter plan", "document", "Of the trust.")
SECRET = "Corridors were full on the third of January."
MOST = 15


@pytest.fixture
def people(db: None) -> People:
    return a_review()


def base(people: People) -> str:
    return f"/peer-reviews/{people.review}/room/"


def pages(people: People, item: Item) -> list[str]:
    one = f"{base(people)}{item}/"
    line = people.lines[0].pk
    return [
        base(people),
        f"{base(people)}items/",
        f"{base(people)}pack/",
        f"{base(people)}pack/{line}/",
        f"{base(people)}pack/offline/",
        f"{base(people)}pack/{line}/offline/",
        one,
        f"{one}file/",
    ]


def read(browser: Client, page: str) -> Any:
    """Return an answer that was read to its end: a file stands open until then."""
    answer = browser.get(page)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


@pytest.fixture
def filled(people: People, committing: Any) -> Item:
    with committing():
        return put_in(
            review=people.review,
            about=PAPER,
            content=Content(file=a_file(SECRET), text=SECRET),
            lines=people.lines[:2],
            by=people.lead,
        )


@pytest.mark.parametrize("who", ["manager", "lead", "colleague", "other_lead", "peer"])
def test_those_inside_read_every_page(people: People, filled: Item, signed_in: Callable, who: str) -> None:
    browser = signed_in(getattr(people, who))
    assert [read(browser, page).status_code for page in pages(people, filled)] == [200] * 8


def test_an_observer_is_told_that_the_room_is_not_theirs(people: People, filled: Item, signed_in: Callable) -> None:
    answers = [signed_in(people.observer).get(page) for page in pages(people, filled)]
    assert [one.status_code for one in answers] == [403] * 8
    assert all(SECRET not in one.content.decode() for one in answers)


def test_a_stranger_finds_nothing(people: People, filled: Item, signed_in: Callable) -> None:
    answers = [signed_in(people.stranger).get(page) for page in pages(people, filled)]
    assert [one.status_code for one in answers] == [404] * 8


def test_whoever_is_signed_out_signs_in_first(people: People, filled: Item) -> None:
    answers = [Client().get(page) for page in pages(people, filled)]
    assert [one.status_code for one in answers] == [302] * 8
    assert all(SECRET not in one.content.decode() for one in answers)


def test_nothing_of_it_is_cached(people: People, filled: Item, signed_in: Callable) -> None:
    for page in pages(people, filled):
        assert "no-store" in read(signed_in(people.peer), page)["Cache-Control"]


@pytest.mark.parametrize("path", ["", "items/", "pack/"])
def test_a_list_asks_as_much_for_one_item_as_for_many(people: People, signed_in: Callable, path: str) -> None:
    browser, counts = signed_in(people.peer), []
    for more in (1, 2, 9):
        for _turn in range(more):
            TagFactory(item__review=people.review, item__host=people.host, line=people.lines[0])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(base(people) + path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2] <= MOST, counts


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("path", ["pack/offline/", "pack/{line}/offline/", "E{number}/file/"])
def test_what_is_taken_away_asks_the_same_for_any_number(
    people: People, filled: Item, signed_in: Callable, path: str, count: int
) -> None:
    for _turn in range(count):
        TagFactory(item__review=people.review, item__host=people.host, line=people.lines[0])
    browser = signed_in(people.peer)
    with CaptureQueriesContext(connection) as asked:
        answer = read(browser, base(people) + path.format(line=people.lines[0].pk, number=filled.number))
    assert answer.status_code == 200
    assert len(asked) <= MOST


def test_the_page_of_an_item_asks_little(people: People, filled: Item, signed_in: Callable) -> None:
    browser = signed_in(people.peer)
    with CaptureQueriesContext(connection) as asked:
        browser.get(f"{base(people)}{filled}/")
    assert len(asked) <= MOST


def test_a_host_puts_something_in_by_the_form(people: People, signed_in: Callable) -> None:
    browser, there = signed_in(people.lead), f"{base(people)}add/"
    page = browser.get(there)
    form = page.context["form"]
    sent = {
        "name": "Winter plan",
        "source_type": "document",
        "file": SimpleUploadedFile("plan.txt", b"Beds"),
        "lines": [str(people.lines[0].pk)],
        "key": str(form["key"].value()),
    }
    assert "host" not in form.fields
    assert browser.post(there, sent).status_code == 302
    sent["file"] = SimpleUploadedFile("plan.txt", b"Beds")
    assert browser.post(there, sent).status_code == 302
    item = Item.objects.get()
    assert (item.host, [row.line for row in item.tags.all()], item.files.get().name) == (
        people.host,
        people.lines[:1],
        "plan.txt",
    )


def test_nothing_typed_is_lost_when_it_is_refused(people: People, signed_in: Callable) -> None:
    sent = {"name": "", "source_type": "document", "text": "What we typed.", "cites": "CFE1-9999"}
    page = signed_in(people.lead).post(f"{base(people)}add/", sent).content.decode()
    assert "What we typed." in page
    assert "Enter a title" in page
    assert "CFE1-9999 leads to nothing that everybody can read here" in page
    assert not Item.objects.exists()


def test_an_empty_item_is_refused_beside_the_file(people: People, signed_in: Callable) -> None:
    page = signed_in(people.lead).post(f"{base(people)}add/", {"name": "Plan", "source_type": "data"})
    assert page.context["form"].errors["file"] == ["Upload a file, write the text, or cite something published here"]


def test_a_file_has_to_be_chosen_again_after_another_fault(people: People, signed_in: Callable) -> None:
    sent = {"name": "", "source_type": "data", "file": SimpleUploadedFile("plan.txt", b"Beds")}
    page = signed_in(people.lead).post(f"{base(people)}add/", sent)
    assert page.context["form"].errors["file"] == ["Select the file again. A browser does not keep it."]


def test_a_stale_form_shows_what_stands(people: People, filled: Item, signed_in: Callable) -> None:
    there = f"{base(people)}{filled}/change/"
    browser = signed_in(people.lead)
    after = browser.get(there).context["form"]["after"].value()
    Item.objects.filter(pk=filled.pk).update(title="Plan of theirs")
    page = browser.post(there, {"name": "Plan of mine", "source_type": "document", "after": after})
    words = page.content.decode()
    assert page.status_code == 200
    assert "Plan of theirs" in words
    assert "Plan of mine" in words
    filled.refresh_from_db()
    assert filled.title == "Plan of theirs"


def test_what_was_withdrawn_is_opened_by_nobody(people: People, filled: Item, signed_in: Callable) -> None:
    withdraw(item=filled, because="It was a draft.", by=people.lead)
    browser = signed_in(people.peer)
    page = browser.get(f"{base(people)}{filled}/").content.decode()
    assert "It was a draft." in page
    assert SECRET not in page
    assert browser.get(f"{base(people)}{filled}/file/").status_code == 404
    assert SECRET not in browser.get(f"{base(people)}pack/").content.decode()
    assert zip_at(browser, f"{base(people)}pack/offline/").namelist() == ["index.html"]
    # A form that was open meanwhile leads to the page that says so.
    assert browser.get(f"{base(people)}{filled}/withdraw/")["Location"] == f"{base(people)}{filled}/"


def zip_at(browser: Client, url: str) -> zipfile.ZipFile:
    answer = browser.get(url)
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_a_pack_is_taken_along_with_its_files(people: People, filled: Item, signed_in: Callable) -> None:
    point(item=filled, line=people.lines[0], pointer=Pointer("12 to 14", "", "Waits"), by=people.lead)
    answer = signed_in(people.peer).get(f"{base(people)}pack/offline/")
    assert answer["Content-Disposition"] == f'attachment; filename="{people.review} reading pack.zip"'
    taken = zip_at(signed_in(people.peer), f"{base(people)}pack/offline/")
    assert taken.testzip() is None
    assert taken.namelist() == ["files/E1 winter.txt", "index.html"]
    assert taken.read("files/E1 winter.txt").decode() == SECRET
    page = taken.read("index.html").decode()
    assert 'href="files/E1%20winter.txt"' in page
    assert "pages 12 to 14" in page
    assert page.count(SECRET) == 1  # shown under its first line, named under the second
    assert [one.action for one in entries_about(people.review)][-1] == "reading_pack.take_away"


def test_published_submissions_and_advice_are_cited_by_reference_and_read_in_the_pack(
    people: People, signed_in: Callable, settings: Any
) -> None:
    evidence, advice = published(name="Ada Example").reference, AdviceFactory(reference="ADV-3").reference
    for place, reference in enumerate((evidence, advice)):
        sent = {"name": f"Paper {place}", "source_type": "document", "cites": reference.lower()}
        signed_in(people.lead).post(f"{base(people)}add/", {**sent, "lines": [people.lines[0].pk], "key": uuid4()})
    browser = signed_in(people.peer)
    page = browser.get(f"{base(people)}pack/").content.decode()
    taken = zip_at(browser, f"{base(people)}pack/offline/").read("index.html").decode()
    for reference, path in ((evidence, f"/evidence/{evidence}/"), (advice, f"/bodies/advice/{advice}/")):
        assert f'<a href="{path}">{reference}</a>' in page
        assert f'<a href="{settings.BASE_URL}{path}">{reference}</a>' in taken


def test_the_whole_pack_begins_with_the_position_statement_once_it_is_frozen(
    people: People, filled: Item, signed_in: Callable
) -> None:
    part = PositionPartFactory(statement__review=people.review, title="Where we are stuck", text="We can’t stop.")
    browser, line = signed_in(people.peer), people.lines[0].pk

    def told() -> list[bool]:
        pages = [browser.get(f"{base(people)}{path}").content.decode() for path in ("pack/", f"pack/{line}/")]
        zips = [zip_at(browser, f"{base(people)}{path}offline/") for path in ("pack/", f"pack/{line}/")]
        return ["We can’t stop." in page for page in (*pages, *(one.read("index.html").decode() for one in zips))]

    assert told() == [False, False, False, False]  # drafts belong to those who write them
    PositionStatement.objects.filter(pk=part.statement_id).update(frozen_at=timezone.now())
    assert told() == [True, False, True, False]
    Right.objects.filter(thing=Thing.STATEMENT, capacity=Capacity.PEER).delete()
    assert told() == [False, False, False, False]


@pytest.mark.parametrize(("pages", "said"), [("12", "page 12"), ("12 to 14", "pages 12 to 14")])
def test_one_page_is_a_page(people: People, filled: Item, signed_in: Callable, pages: str, said: str) -> None:
    point(item=filled, line=people.lines[0], pointer=Pointer(pages, "", ""), by=people.lead)
    assert f"<strong>{said}</strong>" in signed_in(people.peer).get(f"{base(people)}pack/").content.decode()


def test_a_file_that_left_the_store_is_missed_in_words(people: People, filled: Item, signed_in: Callable) -> None:
    file = filled.files.get()
    file.file.storage.delete(file.file.name)
    taken = zip_at(signed_in(people.peer), f"{base(people)}pack/offline/")
    assert taken.testzip() is None
    assert "Its file could not be taken along." in taken.read("index.html").decode()


def test_the_list_is_filtered(people: People, signed_in: Callable) -> None:
    ItemFactory(review=people.review, number=1, title="First", source_type="data")
    row = TagFactory(item__review=people.review, item__number=2, item__title="Second", line=people.lines[0])
    browser = signed_in(people.peer)

    def labels(query: str) -> list[str]:
        return [one.label for one in browser.get(f"{base(people)}items/?{query}").context["items"]]

    assert labels("") == ["E2", "E1"]
    assert labels("type=data") == ["E1"]
    assert labels(f"line={row.line_id}") == ["E2"]
    assert labels("type=data&state=withdrawn") == []
    assert labels("type=nonsense&line=999999") == ["E2", "E1"]


def test_a_form_that_comes_again_with_another_file_says_so(people: People, signed_in: Callable) -> None:
    browser, words = (
        signed_in(people.lead),
        {"name": "Plan", "source_type": "document", "text": "Early.", "key": uuid4()},
    )
    first, again, other = (
        browser.post(f"{base(people)}add/", {**words, "file": SimpleUploadedFile("plan.txt", text)})
        for text in (b"Of this year.", b"Of this year.", b"Of last year.")
    )
    assert (first.status_code, again.status_code, other.status_code) == (302, 302, 200)
    page = other.content.decode()
    assert ("sent before without this file" in page, "Early." in page) == (True, True)
    assert [one.size for one in ItemFile.objects.all()] == [len(b"Of this year.")]


def test_a_pack_is_ordered_by_buttons(people: People, signed_in: Callable) -> None:
    items = [ItemFactory(review=people.review, number=number) for number in (1, 2)]
    for item in items:
        tag(item=item, lines=people.lines[:1], by=people.lead)
    browser = signed_in(people.peer)
    browser.post(f"{base(people)}pack/move/{items[1].tags.get().pk}/", {"do": "up"})
    (pack,) = browser.get(f"{base(people)}pack/{people.lines[0].pk}/").context["packs"]
    assert [entry.item.label for entry in pack.entries] == ["E2", "E1"]


@pytest.mark.parametrize("who, orders", [("peer", True), ("manager", True), ("lead", False), ("shadow", False)])
def test_who_does_not_order_a_pack_is_offered_no_buttons(
    people: People, signed_in: Callable, who: str, orders: bool
) -> None:
    for number in (1, 2):
        tag(item=ItemFactory(review=people.review, number=number), lines=people.lines[:1], by=people.lead)
    shadow = MemberFactory(review=people.review, seat=Seat.SHADOW).peer.user
    browser = signed_in(shadow if who == "shadow" else getattr(people, who))
    whole, one = (browser.get(f"{base(people)}pack/{line}").content.decode() for line in ("", f"{people.lines[0].pk}/"))
    assert ("Change the order" in whole, "Down" in one) == (orders, orders)


def test_hosts_read_on_their_own_page_what_is_asked(people: People, signed_in: Callable) -> None:
    ItemFactory(
        review=people.review,
        title="Discharge figures",
        host=people.host,
        state=ItemState.REQUESTED,
        wanted_by=timezone.localdate() - timedelta(days=1),
    )
    mine = "/peer-reviews/mine/"
    assert "Discharge figures" in signed_in(people.colleague).get(mine).content.decode()
    assert "Overdue" in signed_in(people.colleague).get(mine).content.decode()
    assert "Discharge figures" not in signed_in(people.other_lead).get(mine).content.decode()
    assert "Discharge figures" not in signed_in(people.observer).get(mine).content.decode()


def test_a_room_without_lines_says_so(db: None, signed_in: Callable) -> None:
    people = a_review(ReviewState.SCOPING)
    browser = signed_in(people.lead)
    assert "No lines of enquiry yet" in browser.get(base(people)).content.decode()
    sent = {"name": "Plan", "source_type": "document", "text": "Early."}
    assert browser.post(f"{base(people)}add/", sent).status_code == 302
    assert str(Item.objects.get()) == "E1"


def test_the_team_is_told_once_that_its_pack_is_ready(people: People, signed_in: Callable, committing: Any) -> None:
    duty = DutyFactory(review=people.review, kind=DutyKind.READING_PACK)
    browser, there = signed_in(people.manager), f"{base(people)}pack/hand-out/"
    page = browser.post(there, follow=True).content.decode()
    assert "The pack is empty." in page
    TagFactory(item__review=people.review, line=people.lines[0])
    with committing():
        browser.post(there)
    assert sorted(to for letter in mail.outbox for to in letter.to) == sorted(
        [people.member.peer.email, people.second.peer.email]
    )
    duty.refresh_from_db()
    assert duty.done_on == timezone.localdate()
    assert "The team was told on" in browser.post(there, follow=True).content.decode()
    assert len(mail.outbox) == 2
    assert signed_in(people.lead).post(there).status_code == 403


@pytest.mark.parametrize("by_hand", [True, False])
def test_the_team_waits_for_its_pack_whatever_way_it_went(people: People, by_hand: bool) -> None:
    duty = DutyFactory(review=people.review, kind=DutyKind.READING_PACK)
    asks = ("Hand the reading pack out to the team.", "peer_room:pack")
    assert asks in missing(people.review, "arrive")
    if by_hand:
        done_by_hand(duty=duty, on=timezone.localdate(), by=people.manager)
    else:
        TagFactory(item__review=people.review, line=people.lines[0])
        hand_out(review=people.review, by=people.manager)
    assert asks not in missing(people.review, "arrive")


def test_what_was_written_stays_when_an_item_was_given_or_withdrawn_meanwhile(
    people: People, signed_in: Callable
) -> None:
    asked = ItemFactory(review=people.review, state=ItemState.REQUESTED, host=people.host)
    browser, words = signed_in(people.lead), "What the second of two colleagues typed for an hour."
    page = f"{base(people)}{asked}"
    first = browser.post(f"{page}/give/", {"text": "The first colleague's."})
    assert first.status_code == 302
    late = browser.post(f"{page}/give/", {"text": words})
    assert (late.status_code, words in late.content.decode()) == (200, True)
    assert browser.get(f"{page}/give/").status_code == 302
    withdraw(item=asked, because="It was the wrong year.", by=people.manager)
    changed = browser.post(f"{page}/change/", {"name": "Winter", "source_type": "document", "about": words})
    assert "This was withdrawn meanwhile" in changed.content.decode()
    assert words in changed.content.decode()
    asked.refresh_from_db()
    assert (asked.text, asked.about) == ("The first colleague's.", "")


def test_another_host_gives_nothing_that_was_not_asked_of_it(people: People, signed_in: Callable) -> None:
    asked = ItemFactory(review=people.review, state=ItemState.REQUESTED, host=people.host)
    address = f"{base(people)}{asked}/give/"
    assert signed_in(people.other_lead).post(address, {"text": "Ours."}).status_code == 403
    asked.refresh_from_db()
    assert (asked.text, asked.state) == ("", ItemState.REQUESTED)


@pytest.mark.parametrize("is_core", [True, False])
def test_a_line_of_any_kind_that_bears_too_much_is_warned_of(
    people: People, signed_in: Callable, is_core: bool
) -> None:
    line = LineFactory(theme=people.lines[0].theme, position=4, is_core=is_core)
    items = [ItemFactory(review=people.review) for _each in range(11)]
    for item in items[:10]:
        TagFactory(item=item, line=line)
    browser, last = signed_in(people.peer), items[-1]
    said = f"More than the 10 items that are read now speak to: {line.code}. Take some off."
    for lines, is_full in (([people.lines[0].pk], False), ([people.lines[0].pk, line.pk], True)):
        sent = {"lines": lines, "after": stamp_of_tags(last)}
        told = browser.post(f"{base(people)}{last}/tag/", sent, follow=True)
        assert (said in told.content.decode()) is is_full
    assert "11 items, more than the 10 that are read. Take some off." in read(browser, base(people)).content.decode()


def test_hosts_read_what_the_team_does_not_need(people: People, signed_in: Callable) -> None:
    told = read(signed_in(people.lead), base(people)).content.decode()
    assert "What the team does not need" in told
    assert "More than 10 items for one line of enquiry" in told
