"""The parts of a position statement, which a manager changes, and who reads drafts."""

import pytest
from django.urls import reverse

from core.audit import entries_about
from core.errors import NotAllowed, Refused, Stale
from core.outbox.message import Message
from peer_review.reviews.domain import parts as verbs
from peer_review.reviews.domain.statement import freeze_now, lay_out_statement, save_part
from peer_review.reviews.domain.written import Conflict
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import PositionStatement, Scoping
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import HostPersonFactory, PositionPartFactory, ReviewFactory
from tests.peer_review.teams.factories import MemberFactory

pytestmark = pytest.mark.django_db
NEW = verbs.Asked("What carers say", "What do carers tell you?", 200, 2)
PLANTED = "The planted sentence about ward seven"
ASIDE = "The planted sentence that lost a conflict"


@pytest.fixture
def review():
    return ReviewFactory(state=ReviewState.PREPARING)


@pytest.fixture
def statement(review):
    return lay_out_statement(review)


@pytest.fixture
def boss(review):
    return review.manager


@pytest.fixture
def lead(review):
    return HostPersonFactory(host__review=review, is_lead=True, user=UserFactory()).user


@pytest.fixture
def peer(review):
    return MemberFactory(review=review).peer.user


@pytest.fixture
def observer(review):
    return HostPersonFactory(host__review=review, is_observer=True, user=UserFactory()).user


def to(name, review, *args):
    return reverse(f"peer_reviews:{name}", args=[review.reference, *args])


def titles(statement):
    return [(part.position, part.title) for part in statement.parts.all()[:3]]


def sent(asked, **more):
    return {"name": asked.title, "prompt": asked.prompt, "limit": asked.limit, "place": asked.place, **more}


class TestManager:
    def test_adds_a_part_at_its_place_once(self, review, statement, boss):
        for _ in range(2):
            row = verbs.add_part(review=review, told=NEW, by=boss)
        assert titles(statement) == [(1, "Who we are"), (2, "What carers say"), (3, "What we want to change")]
        assert [one.position for one in statement.parts.all()] == list(range(1, 9))
        assert entries_about(row).get().action == "peer_statement.add_part"
        with pytest.raises(Refused, match="of this title already"):
            verbs.add_part(review=review, told=verbs.Asked(NEW.title, "Other", 100, 1), by=boss)
        assert not Message.objects.exists()

    def test_changes_what_it_asks_and_no_word_of_the_hosts(self, review, statement, boss, lead):
        part = statement.parts.first()
        save_part(part=part, text="We serve two towns.", read=0, by=lead)
        read = verbs.asked(part).stamp
        verbs.change_part(part=part, told=NEW, read=read, by=boss)
        part.refresh_from_db()
        assert (part.title, part.word_limit, part.position, part.text) == (NEW.title, 200, 2, "We serve two towns.")
        verbs.change_part(part=part, told=NEW, read=read, by=boss)
        assert entries_about(part).filter(action="peer_statement.change_part").count() == 1
        with pytest.raises(Stale):
            verbs.change_part(part=part, told=verbs.Asked("Mine", "Mine?", 10, 1), read=read, by=boss)

    def test_removes_one_in_which_nobody_wrote(self, statement, boss, lead):
        first, second = statement.parts.all()[:2]
        save_part(part=first, text="Words.", read=0, by=lead)
        save_part(part=first, text="", read=1, by=lead)
        with pytest.raises(Refused, match="nobody's words are removed"):
            verbs.remove_part(part=first, by=boss)
        verbs.remove_part(part=second, by=boss)
        assert titles(statement)[1] == (2, "What goes well")
        with pytest.raises(Refused, match="Somebody removed this part"):
            verbs.remove_part(part=second, by=boss)
        with pytest.raises(Refused, match="removed this part meanwhile"):
            save_part(part=second, text="Late words", read=0, by=lead)

    def test_nobody_else_and_not_once_it_is_frozen(self, review, statement, boss, lead, peer):
        part = statement.parts.last()
        for stranger in (lead, peer, UserFactory()):
            with pytest.raises(NotAllowed):
                verbs.add_part(review=review, told=NEW, by=stranger)
            with pytest.raises(NotAllowed):
                verbs.remove_part(part=part, by=stranger)
        freeze_now(review, actor=boss)
        for act in (
            lambda: verbs.add_part(review=review, told=NEW, by=boss),
            lambda: verbs.change_part(part=part, told=NEW, read="", by=boss),
            lambda: verbs.remove_part(part=part, by=boss),
        ):
            with pytest.raises(Refused, match="is frozen"):
                act()


class TestPages:
    def test_a_manager_adds_changes_and_removes(self, review, statement, boss, signed_in):
        browser = signed_in(boss)
        page = browser.get(to("statement", review)).content.decode()
        assert to("add_part", review) in page
        assert browser.post(to("add_part", review), sent(NEW)).url == to("statement", review)
        part = statement.parts.get(title=NEW.title)
        form = browser.get(to("change_part", review, part.pk)).content.decode()
        assert "After “Who we are”" in form
        read = verbs.asked(part).stamp
        verbs.change_part(part=part, told=verbs.Asked("Carers", "What do they say?", 200, 2), read=read, by=boss)
        mine = browser.post(to("change_part", review, part.pk), sent(NEW, name="Mine", after=read))
        assert "Somebody else changed this meanwhile" in mine.content.decode()
        assert 'value="Mine"' in mine.content.decode()
        assert browser.post(to("remove_part", review, part.pk)).status_code == 302
        assert not statement.parts.filter(pk=part.pk).exists()

    def test_a_page_says_why_a_part_stays(self, review, statement, boss, lead, signed_in):
        part = statement.parts.first()
        save_part(part=part, text="Words.", read=0, by=lead)
        browser = signed_in(boss)
        assert to("remove_part", review, part.pk) not in browser.get(to("statement", review)).content.decode()
        assert "nobody&#x27;s words are removed" in browser.get(to("remove_part", review, part.pk)).content.decode()

    def test_a_host_is_offered_none_of_it(self, review, statement, lead, signed_in):
        browser = signed_in(lead)
        assert to("add_part", review) not in browser.get(to("statement", review)).content.decode()
        assert browser.get(to("add_part", review)).status_code == 403
        answer = browser.post(to("add_part", review), sent(NEW))
        assert (answer.status_code, "What do carers tell you?" in answer.content.decode()) == (403, True)

    def test_words_for_a_part_that_was_moved_reach_it(self, review, statement, boss, lead, signed_in):
        part = statement.parts.first()
        address = to("autosave_part", review, part.pk)
        verbs.change_part(part=part, told=verbs.Asked(part.title, part.prompt, 300, 5), read="", by=boss)
        signed_in(lead).post(address, {"text": "We serve two towns.", "after": "0", "sequence": "1"})
        assert statement.parts.get(text="We serve two towns.").pk == part.pk

    def test_words_for_a_part_that_was_removed_come_back(self, review, statement, boss, lead, signed_in):
        part = statement.parts.first()
        verbs.remove_part(part=part, by=boss)
        answer = signed_in(lead).post(to("part", review, part.pk), {"text": "We serve two towns.", "after": "0"})
        assert (answer.status_code, "We serve two towns.</textarea>" in answer.content.decode()) == (404, True)

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_page_asks_no_more_for_more_parts(self, review, boss, signed_in, rows, django_assert_max_num_queries):
        statement = PositionStatement.objects.create(review=review)
        for number in range(rows):
            PositionPartFactory(statement=statement, title=f"Part {number}", text="Words.")
        browser = signed_in(boss)
        with django_assert_max_num_queries(15):
            assert browser.get(to("statement", review)).content.count(b"Words.") == rows


class TestLookingWritesNothing:
    def test_a_statement_without_parts_says_so(self, review, boss, signed_in):
        page = signed_in(boss).get(to("statement", review)).content.decode()
        assert "It has no parts yet" in page
        assert not PositionStatement.objects.exists()

    def test_nor_does_the_form_of_the_scoping_record(self, signed_in):
        review = ReviewFactory(state=ReviewState.SCOPING)
        assert signed_in(review.manager).get(to("write_scoping", review)).status_code == 200
        assert not Scoping.objects.exists()


class TestDrafts:
    """A sentence that stood once, and one that lost a conflict, are for those who wrote them and the manager."""

    @pytest.fixture
    def part(self, statement, lead, review):
        part = statement.parts.first()
        colleague, another = (HostPersonFactory(host__review=review, user=UserFactory()).user for _ in range(2))
        save_part(part=part, text=PLANTED, read=0, by=lead)
        with pytest.raises(Conflict):
            save_part(part=part, text=ASIDE, read=0, by=colleague)
        save_part(part=part, text="We serve two towns.", read=1, by=another)
        return part

    def seen(self, browser, review, part):
        places = [
            to("statement", review),
            to("part", review, part.pk),
            to("part_history", review, part.pk),
            to("desk", review),
        ]
        return "".join(browser.get(place).content.decode() for place in places)

    @pytest.mark.parametrize("who", ["peer", "observer"])
    def test_others_read_nothing_before_it_is_frozen_and_then_what_stands(self, who, request, review, part, signed_in):
        browser = signed_in(request.getfixturevalue(who))
        before = self.seen(browser, review, part)
        assert "The hosts are still writing it" in before
        assert browser.get(to("part", review, part.pk)).status_code == 403
        freeze_now(review, actor=review.manager)
        after = self.seen(browser, review, part)
        assert browser.get(to("part_history", review, part.pk)).status_code == 403
        assert f'<a href="{to("part_history", review, part.pk)}"' not in after
        assert ("We serve two towns." in before, "We serve two towns." in after) == (False, True)
        for planted in (PLANTED, ASIDE):
            assert planted not in before + after

    @pytest.mark.parametrize("who", ["boss", "lead"])
    def test_hosts_and_the_manager_read_both(self, who, request, review, part, signed_in):
        page = signed_in(request.getfixturevalue(who)).get(to("part_history", review, part.pk)).content.decode()
        assert ASIDE in page
        assert "ward seven" in page
