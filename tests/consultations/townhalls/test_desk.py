"""The desk: who comes in, what stands in which column, and what its buttons do without a script."""

import re
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from accounts.enums import Role
from consultations.townhalls.desk.columns import PER_PAGE
from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.participants import confirm
from consultations.townhalls.domain.threads import change_state, thread_of
from consultations.townhalls.enums import ContributionKind, MeasureKind, ReasonCode, TownHallState
from consultations.townhalls.enums import ContributionState as C
from consultations.townhalls.models import AgendaItem, Contribution, Measure, Note, Panellist
from core.audit import Entry
from tests.factories import ContributionFactory, TownHallPageFactory, UserFactory

pytestmark = pytest.mark.django_db

POSTS = ("act", "note", "bulk", "undo", "keys", "end_measure", "state")
OF_ONE = ("act", "note")
FORMS = ("decline", "edit", "answer", "merge", "carry", "assign", "topic")


@pytest.fixture
def desk(hall):
    return reverse("townhalls:desk", args=[hall.pk])


@pytest.fixture
def browser(signed_in, moderator):
    return signed_in(moderator)


@pytest.fixture
def panellist(hall):
    return Panellist.objects.create(town_hall=hall, name="The chair", user=UserFactory()).user


def act(browser, row, verb, **more):
    there = reverse("townhalls:act", args=[row.thread.page_id, row.key])
    return browser.post(there, {"verb": verb}, follow=True, **more)


def column(page, name):
    """Return the references in a column of the desk, from the top."""
    found = re.search(rf'data-column="{name}".*?</section>', page.content.decode(), re.DOTALL)[0]
    rows = re.search(r"data-rows>.*?</ol>", found, re.DOTALL)[0]
    return re.findall(r"mh-desk3__reference[^>]*>([^<]+)<", rows)


class TestWhoComesIn:
    def addresses(self, hall, row):
        gets = ["desk", "measure"]
        return (
            [reverse(f"townhalls:{name}", args=[hall.pk]) for name in gets]
            + [reverse(f"townhalls:{name}", args=[hall.pk, row.key]) for name in ("one", *FORMS)],
            [reverse(f"townhalls:{name}", args=[hall.pk] + [row.key] * (name in OF_ONE)) for name in POSTS],
        )

    @pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.MODERATOR, Role.SECRETARIAT})])
    def test_others_do_not(self, hall, say, signed_in, role):
        stranger = signed_in(UserFactory(holds=[role] if role else []))
        gets, posts = self.addresses(hall, say("Who pays?"))
        assert {stranger.get(there).status_code for there in gets} == {403}
        assert {stranger.post(there).status_code for there in gets[2:]} <= {403, 405}
        assert {stranger.post(there).status_code for there in posts} == {403}

    def test_whoever_is_not_signed_in_is_asked_to(self, hall, say, client):
        gets, posts = self.addresses(hall, say("Who pays?"))
        assert {client.get(there).status_code for there in gets} == {302}
        assert not any(client.post(there).status_code < 300 for there in posts)
        assert Contribution.objects.get().state == C.PUBLISHED

    def test_a_panel_comes_to_its_own_town_hall_alone(self, hall, desk, signed_in, panellist):
        other = TownHallPageFactory()
        assert signed_in(panellist).get(desk).status_code == 200
        assert signed_in(panellist).get(reverse("townhalls:desk", args=[other.pk])).status_code == 404

    def test_a_panel_answers_and_does_not_moderate(self, hall, desk, say, signed_in, panellist):
        question, browser = say("Who pays?"), signed_in(panellist)
        page = browser.get(desk).content.decode()
        assert "Answer now" in page
        for words in ("Do not publish", "Take it", "Merge", "Change how people may speak", "The chosen ones"):
            assert words not in page
        assert act(browser, question, "answer_now").status_code == 200
        assert thread_of(hall).answering == question
        assert act(browser, question, "claim").status_code == 403
        data = {"code": "abuse", "text": "Other words", "reference": say("Who really pays?").reference}
        for what in ("decline", "edit", "merge"):
            assert browser.post(reverse(f"townhalls:{what}", args=[hall.pk, question.key]), data).status_code == 403
        question.refresh_from_db()
        assert (question.state, question.text) == (C.PUBLISHED, "Who pays?")

    def test_a_question_of_another_hall_is_not_there(self, hall, browser, say):
        elsewhere = say("Who pays there?", in_hall=TownHallPageFactory(at_once=True))
        for name in ("one", *FORMS):
            assert browser.get(reverse(f"townhalls:{name}", args=[hall.pk, elsewhere.key])).status_code == 404
        for name in OF_ONE:
            there = reverse(f"townhalls:{name}", args=[hall.pk, elsewhere.key])
            assert browser.post(there, {"verb": "pin", "text": "x"}).status_code == 404
        several = reverse("townhalls:bulk", args=[hall.pk])
        page = browser.post(several, {"do": "claim", "chosen": [elsewhere.key]}, follow=True)
        assert "Choose at least one" in page.content.decode()
        elsewhere.refresh_from_db()
        assert elsewhere.claimed_by is None

    def test_what_changes_something_is_never_got(self, hall, browser, say):
        _gets, posts = self.addresses(hall, say("Who pays?"))
        assert {browser.get(there).status_code for there in posts} == {405}


class TestColumns:
    def test_each_stands_where_its_work_is(self, hall, desk, browser, say, moderator):
        held = TownHallPageFactory()
        waiting = say("Read me first?", in_hall=held)
        page = browser.get(reverse("townhalls:desk", args=[held.pk]))
        assert (column(page, "to-read"), column(page, "queue")) == ([waiting.reference], [])
        act(browser, waiting, "publish")
        page = browser.get(reverse("townhalls:desk", args=[held.pk]))
        assert (column(page, "to-read"), column(page, "queue")) == ([], [waiting.reference])
        act(browser, waiting, "answered_live")
        assert column(browser.get(reverse("townhalls:desk", args=[held.pk])), "done") == [waiting.reference]

    def test_what_was_published_at_once_is_read_afterwards(self, desk, browser, say):
        question = say("Who pays?")
        reply = say("Everybody.", parent=question)
        page = browser.get(desk)
        assert column(page, "to-read") == [question.reference, "Reply"]
        assert column(page, "queue") == [question.reference]
        act(browser, reply, "keep")
        page = browser.get(desk)
        assert (column(page, "to-read"), column(page, "done")) == ([question.reference], ["Reply"])

    @pytest.mark.parametrize(
        ("order", "expected"), [("votes", [1, 2, 0]), ("age", [0, 1, 2]), ("topic", [2, 1, 0]), ("x", [1, 2, 0])]
    )
    def test_the_queue_is_ordered(self, hall, desk, browser, order, expected):
        thread = thread_of(hall)
        money = AgendaItem.objects.create(town_hall=hall, title="Money", sort_order=0)
        targets = AgendaItem.objects.create(town_hall=hall, title="Targets", sort_order=1)
        rows = [
            ContributionFactory(thread=thread, reference=f"Q-{number}", votes=votes, topic=topic)
            for number, (votes, topic) in enumerate([(0, None), (9, targets), (5, money)])
        ]
        found = column(browser.get(desk, {"order": order}), "queue")
        assert found == [rows[number].reference for number in expected]

    def test_filters_and_their_counts(self, hall, desk, browser, moderator):
        thread = thread_of(hall)
        money = AgendaItem.objects.create(town_hall=hall, title="Money")
        chair = Panellist.objects.create(town_hall=hall, name="The chair")
        one = ContributionFactory(thread=thread, reference="Q-1", topic=money, assigned_to=chair, text="Of heather")
        two = ContributionFactory(thread=thread, reference="Q-2")
        for asked, expected in (
            ({"topic": money.pk}, [one]),
            ({"topic": "none"}, [two]),
            ({"panellist": chair.pk}, [one]),
            ({"panellist": "none"}, [two]),
            ({"words": "heather"}, [one]),
            ({"words": "q-2"}, [two]),
            ({"words": "nothing like it"}, []),
            ({"topic": "999999", "words": "\0"}, [one, two]),
        ):
            page = browser.get(desk, {**asked, "order": "age"})
            assert column(page, "queue") == [row.reference for row in expected], asked
            assert f'To answer <span class="mh-facet__count" data-count>({len(expected)})' in page.content.decode()

    def test_a_long_column_is_in_pages_and_its_count_is_true(self, hall, desk, browser):
        thread = thread_of(hall)
        for number in range(PER_PAGE + 2):
            ContributionFactory(thread=thread, reference=f"Q-{number}", votes=1000 - number)
        page = browser.get(desk)
        assert len(column(page, "queue")) == PER_PAGE
        assert f"({PER_PAGE + 2})" in page.content.decode()
        assert column(browser.get(desk, {"queue": 2}), "queue") == [f"Q-{PER_PAGE}", f"Q-{PER_PAGE + 1}"]
        assert column(browser.get(desk, {"queue": "99999"}), "queue") == [f"Q-{PER_PAGE}", f"Q-{PER_PAGE + 1}"]

    def test_as_many_queries_for_more(self, hall, desk, browser, say, moderator):
        carried = TownHallPageFactory()
        browser.get(desk)
        counts = []
        for number in range(3):
            for verb in ("wait", "answered_live", "carry_over", "merge", "decline"):
                question = say(f"{verb} {number}?", by=confirm(email=f"{verb}{number}@example.org"))
                if verb == "answered_live":
                    hosting.answered_live(contribution=question, by=moderator)
                elif verb == "carry_over":
                    hosting.carry_over(contribution=question, to=carried, by=moderator)
                elif verb == "merge":
                    moderating.merge(contribution=question, into=Contribution.objects.first(), by=moderator)
                elif verb == "decline":
                    moderating.decline(contribution=question, by=moderator, code=ReasonCode.ABUSE)
                else:
                    moderating.note(contribution=question, text="Look.", by=moderator)
                    moderating.claim(contribution=question, by=moderator)
            if number in {0, 2}:
                with CaptureQueriesContext(connection) as queries:
                    browser.get(desk)
                counts.append(len(queries))
        assert counts[0] == counts[1]
        assert counts[0] <= MOST_QUERIES


MOST_QUERIES = 20


class TestActing:
    def test_it_says_what_was_done_and_offers_to_undo_it(self, desk, browser, say):
        question = say("Who pays?")
        page = act(browser, question, "pin").content.decode()
        assert f"{question.reference} is pinned on top." in page
        key = re.search(r'name="key" value="(\w+)"', page)[1]
        undo = reverse("townhalls:undo", args=[question.thread.page_id])
        page = browser.post(undo, {"key": key}, follow=True).content.decode()
        assert f"Undone: {question.reference}." in page
        question.refresh_from_db()
        assert question.pinned_at is None
        assert "nothing to undo any more" in browser.post(undo, {"key": key}, follow=True).content.decode()

    def test_the_offer_goes_with_its_time(self, desk, browser, say):
        with time_machine.travel("2026-11-26 12:00 +0000", tick=False) as clock:
            question = say("Who pays?")
            assert "is pinned on top." in act(browser, question, "pin").content.decode()
            clock.shift(9)
            assert "Undo" in browser.get(desk).content.decode()
            clock.shift(2)
            assert "is pinned on top." not in browser.get(desk).content.decode()

    def test_another_browser_undoes_nothing(self, desk, browser, say, signed_in):
        question = say("Who pays?")
        page = act(browser, question, "pin").content.decode()
        key = re.search(r'name="key" value="(\w+)"', page)[1]
        undo = reverse("townhalls:undo", args=[question.thread.page_id])
        signed_in(UserFactory(moderator=True)).post(undo, {"key": key})
        question.refresh_from_db()
        assert question.pinned_at is not None

    def test_what_is_refused_is_said(self, browser, say, moderator):
        question = say("Who pays?")
        moderating.claim(contribution=question, by=UserFactory(moderator=True, first_name="Mary", last_name="Second"))
        assert "Mary Second has this one until" in act(browser, question, "claim").content.decode()

    def test_a_verb_that_is_none_is_not_there(self, browser, say):
        assert act(browser, say("Who pays?"), "delete").status_code == 404

    def test_it_leads_back_to_the_desk_as_it_was(self, hall, browser, say):
        question = say("Who pays?")
        there = reverse("townhalls:act", args=[hall.pk, question.key])
        to = browser.post(f"{there}?order=age&column=queue&next=//evil.example", {"verb": "pin"})
        assert to.headers["Location"] == reverse("townhalls:desk", args=[hall.pk]) + "?order=age&column=queue"

    @pytest.mark.parametrize(
        ("what", "data", "expected"),
        [
            (
                "decline",
                {"code": "abuse", "words": "Say it kindly."},
                {"state": C.NOT_PUBLISHED, "declined_words": "Say it kindly."},
            ),
            ("edit", {"text": "Who pays for it?"}, {"text": "Who pays for it?"}),
            ("answer", {"text": "The county."}, {"state": C.ANSWERED_IN_WRITING, "answer": "The county."}),
            ("assign", {"to": "panellist"}, {"assigned_to_id": "panellist"}),
            ("topic", {"topic": "topic"}, {"topic_id": "topic"}),
            ("carry", {"to": "hall"}, {"state": C.CARRIED_OVER, "carried_to_id": "hall"}),
            ("merge", {"reference": "reference"}, {"state": C.MERGED, "merged_into_id": "other"}),
        ],
    )
    def test_each_form_does_what_it_says(self, hall, browser, say, *, what, data, expected):
        question, other = say("Who pays?"), say("Who really pays?")
        known = {
            "panellist": Panellist.objects.create(town_hall=hall, name="The chair").pk,
            "topic": AgendaItem.objects.create(town_hall=hall, title="Money").pk,
            "hall": TownHallPageFactory().pk,
            "reference": other.reference,
            "other": other.pk,
        }
        there = reverse(f"townhalls:{what}", args=[hall.pk, question.key])
        assert browser.get(there).status_code == 200
        data = {name: known.get(value, value) for name, value in data.items()}
        page = browser.post(there, data, follow=True)
        assert page.redirect_chain, page.content.decode()
        assert "Undo" in page.content.decode()
        question.refresh_from_db()
        assert {name: getattr(question, name) for name in expected} == {
            name: known.get(value, value) for name, value in expected.items()
        }

    @pytest.mark.parametrize(
        ("what", "data", "why"),
        [
            ("decline", {}, "Select why"),
            ("decline", {"code": "abuse", "words": "x" * 501}, "500 characters or fewer"),
            ("edit", {"text": " "}, "Enter the words"),
            ("answer", {"text": ""}, "Enter the answer"),
            ("carry", {"to": "999999"}, "Select a town hall"),
            ("merge", {"reference": "Q-999999"}, "There is no such question"),
            ("assign", {"to": "999999"}, "Select"),
        ],
    )
    def test_bad_input_gets_an_error_beside_the_field(self, hall, browser, say, *, what, data, why):
        question = say("Who pays?")
        page = browser.post(reverse(f"townhalls:{what}", args=[hall.pk, question.key]), data).content.decode()
        assert why in page
        assert 'class="nhsuk-error-summary"' in page

    def test_likely_duplicates_are_offered(self, hall, browser, say):
        question = say("Who will pay for prevention in each neighbourhood?")
        likely = say("Will prevention in a neighbourhood be paid, and who will pay?")
        say("When does the report come out?")
        page = browser.get(reverse("townhalls:merge", args=[hall.pk, question.key])).content.decode()
        assert f"Merge into {likely.reference}" in page
        assert page.count("Merge into Q-") == 1

    def test_it_is_carried_only_where_everybody_sees_it_and_it_is_not_over(self, hall, browser, say):
        question = say("Who pays?")
        following = TownHallPageFactory(title="The next one", state=TownHallState.ANNOUNCED)
        TownHallPageFactory(title="An old one", state=TownHallState.ARCHIVED)
        TownHallPageFactory(title="A draft of one", live=False)
        there = reverse("townhalls:carry", args=[hall.pk, question.key])
        page = browser.get(there).content.decode()
        assert "The next one" in page
        assert "An old one" not in page
        assert "A draft of one" not in page
        browser.post(there, {"to": following.pk})
        assert "The next one" in browser.get(hall.get_url()).content.decode()
        following.unpublish()
        assert "The next one" not in browser.get(hall.get_url()).content.decode()

    def test_with_nowhere_to_carry_it_the_page_says_so(self, hall, browser, say):
        page = browser.get(reverse("townhalls:carry", args=[hall.pk, say("Who pays?").key])).content.decode()
        assert "There is no other town hall that is to come or takes questions." in page
        assert ">Carry over</button>" not in page

    def test_notes_are_for_moderators(self, hall, browser, say, signed_in, panellist):
        question = say("Who pays?")
        browser.post(reverse("townhalls:note", args=[hall.pk, question.key]), {"text": "Look at heather."})
        one = reverse("townhalls:one", args=[hall.pk, question.key])
        assert "Look at heather." in browser.get(one).content.decode()
        assert "1 note" in browser.get(reverse("townhalls:desk", args=[hall.pk])).content.decode()
        assert "heather" not in signed_in(panellist).get(one).content.decode()
        empty = browser.post(reverse("townhalls:note", args=[hall.pk, question.key]), {"text": " "})
        assert "Enter the note" in empty.content.decode()
        assert Note.objects.count() == 1

    def test_what_was_edited_is_shown_while_it_waits_too(self, browser, say, moderator):
        waiting = say("Who pay?", in_hall=TownHallPageFactory())
        moderating.edit_for_clarity(contribution=waiting, text="Who pays?", by=moderator)
        page = browser.get(reverse("townhalls:one", args=[waiting.thread.page_id, waiting.key])).content.decode()
        assert "<ins>" in page

    def test_its_author_reads_what_was_added_to_the_reason(self, client, hall, say, guest, moderator):
        question = say("Who pays?")
        moderating.decline(contribution=question, by=moderator, code=ReasonCode.ABUSE, words="Say it kindly.")
        session = client.session
        session["participant"] = guest.key.hex
        session.save()
        assert "Say it kindly." in client.get(hall.get_url()).content.decode()
        client.logout()
        assert "Say it kindly." not in client.get(hall.get_url()).content.decode()


class TestSeveral:
    def send(self, browser, hall, do, rows, **more):
        there = reverse("townhalls:bulk", args=[hall.pk])
        return browser.post(there, {"do": do, "chosen": [str(row.key) for row in rows], **more}, follow=True)

    def test_they_are_done_and_undone_and_what_was_not_is_said(self, browser, say):
        hall = TownHallPageFactory()
        one, two, taken = (say(text, in_hall=hall) for text in ("Who pays?", "Who decides?", "Who knows?"))
        moderating.claim(contribution=taken, by=UserFactory(moderator=True, first_name="Mary", last_name="Second"))
        page = self.send(browser, hall, "publish", [one, two, taken]).content.decode()
        assert "Published: 2." in page
        assert f"{taken.reference}: Mary Second has this one until" in page
        key = re.search(r'name="key" value="(\w+)"', page)[1]
        browser.post(reverse("townhalls:undo", args=[hall.pk]), {"key": key})
        assert set(Contribution.objects.values_list("state", flat=True)) == {C.WAITING}

    def test_declining_asks_for_a_reason(self, hall, browser, say):
        question = say("Who pays?")
        assert "Select why" in self.send(browser, hall, "decline", [question]).content.decode()
        self.send(browser, hall, "decline", [question], code="advert")
        question.refresh_from_db()
        assert (question.state, question.declined_for) == (C.NOT_PUBLISHED, "advert")

    @pytest.mark.parametrize("chosen", [[], ["x"], [str(uuid4())]])
    def test_nothing_chosen_is_said(self, hall, browser, chosen):
        page = browser.post(reverse("townhalls:bulk", args=[hall.pk]), {"do": "publish", "chosen": chosen}, follow=True)
        assert "Choose at least one" in page.content.decode()

    def test_only_moderators_do_several(self, hall, say, signed_in, panellist):
        question = say("Who pays?")
        self.send(signed_in(panellist), hall, "decline", [question], code="advert")
        question.refresh_from_db()
        assert question.state == C.PUBLISHED


class TestMeasures:
    def test_how_it_is_read_is_changed_and_everybody_sees_it(self, hall, browser, client, say):
        there = reverse("townhalls:measure", args=[hall.pk])
        browser.post(there, {"kind": "before", "reason": "Many send the same."})
        public = client.get(hall.get_url()).content.decode()
        assert "Contributions are now read before they are published." in public
        assert "Many send the same." in public
        assert say("Who pays?").state == C.WAITING
        browser.post(reverse("townhalls:end_measure", args=[hall.pk]), {"kind": "moderation"})
        assert say("Who decides?").state == C.PUBLISHED
        assert "Many send the same." not in client.get(hall.get_url()).content.decode()

    @pytest.mark.parametrize(
        ("data", "why"), [({"kind": "pause"}, "Enter why"), ({"kind": "slow", "reason": "x"}, "seconds")]
    )
    def test_what_is_missing_is_said(self, hall, browser, data, why):
        page = browser.post(reverse("townhalls:measure", args=[hall.pk]), data).content.decode()
        assert why in page
        assert Measure.objects.count() == 0

    def test_a_kind_that_is_none_is_not_there(self, hall, browser):
        assert browser.post(reverse("townhalls:end_measure", args=[hall.pk]), {"kind": "x"}).status_code == 404

    def test_a_pause_says_who_why_and_until_when(self, hall, browser, client):
        there = reverse("townhalls:measure", args=[hall.pk])
        browser.post(there, {"kind": "pause", "reason": "A fire alarm.", "minutes": 10})
        taken = Measure.objects.get()
        for page in (client.get(hall.get_url()), browser.get(reverse("townhalls:desk", args=[hall.pk]))):
            text = page.content.decode()
            assert "A fire alarm." in text
            assert escape(str(taken.by)) in text
            assert "Until" in text
        assert taken.kind == MeasureKind.PAUSE


def test_keys_can_be_switched_off(hall, desk, browser):
    keys = reverse("townhalls:keys", args=[hall.pk])
    assert "data-keys-on" in browser.get(desk).content.decode()
    assert "data-keys-on" not in browser.post(keys, {"keys": "off"}, follow=True).content.decode()
    assert "data-keys-on" in browser.post(keys, {"keys": "on"}, follow=True).content.decode()


def test_every_key_of_a_row_is_named_in_the_help(desk, browser, say, moderator):
    hosting.answer_now(contribution=say("Who pays?"), by=moderator)
    page = browser.get(desk).content.decode()
    named = set(re.findall(r"<kbd>(\w+)</kbd>", page))
    assert set(re.findall(r'data-key="(\w)"', page)) <= named


def test_an_asker_says_what_it_is_about(hall, say):
    money = AgendaItem.objects.create(town_hall=hall, title="Money")
    theirs = AgendaItem.objects.create(town_hall=TownHallPageFactory(), title="Another's")
    assert say("Who pays?", topic=money).topic == money
    assert say("Who decides?", topic=theirs).topic is None
    assert say("Me?", kind=ContributionKind.COMMENT, topic=money).topic == money


def test_nobody_writes_over_an_answer_that_they_did_not_see(hall, say, signed_in, moderator):
    question, browser = say("Who pays?"), signed_in(moderator)
    there = reverse("townhalls:answer", args=[hall.pk, question.key])
    seen = re.search(r'name="seen" value="([^"]+)"', browser.get(there).content.decode())[1]
    hosting.answer_in_writing(contribution=question, text="The county does.", by=moderator)
    page = browser.post(there, {"text": "The board does.", "seen": seen}).content.decode()
    question.refresh_from_db()
    assert question.answer == "The county does."
    assert "The board does.</textarea>" in page
    assert "The county does." in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    assert browser.post(there, {"text": "The board does.", "seen": seen}).status_code == 302
    question.refresh_from_db()
    assert question.answer == "The board does."


def test_a_reason_is_one_line_of_characters(hall, signed_in, moderator):
    change_state(hall=hall, verb="close", actor=moderator)
    change_state(hall=hall, verb="archive", actor=moderator)
    there = reverse("townhalls:state", args=[hall.pk])
    assert signed_in(moderator).post(there, {"verb": "reopen", "reason": "A name\x00 to\nmend"}).status_code == 302
    assert Entry.objects.filter(action="town_hall.reopen").get().details["reason"] == "A name to mend"
