"""Polls on the pages of a town hall: voted in without a script, written by hosts, taken away as files."""

import csv
import json
import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations.townhalls import log
from consultations.townhalls.domain import polls
from consultations.townhalls.domain.balloting import cast
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import PollKind, PollResults, PollState, TownHallState
from consultations.townhalls.models import Ballot, BannedWords, Panellist, Poll, TownHallPage
from tests.factories import ParticipantFactory, PollFactory, TownHallPageFactory, UserFactory

pytestmark = pytest.mark.django_db
PLANTED = "What of heather?"


@pytest.fixture
def poll(hall):
    return PollFactory(thread=thread_of(hall), question="What comes first?")


@pytest.fixture
def confirmed(client, hall, committing):
    """A guest's browser, whose address is confirmed."""
    with committing():
        client.post(reverse("townhalls:address", args=[hall.pk]), {"email": "ada@example.org"})
    client.post(re.search(r"https?://\S+(/town-halls/confirm/\S+)", mail.outbox[-1].body)[1])
    return client


def address(poll):
    return reverse("townhalls:poll", args=[poll.thread.page_id, poll.key])


def vote(client, poll, **fields):
    """Send a ballot as a browser would: `choice=["Money"]`, or `word_1="money"`."""
    data = {f"poll-{poll.pk}-{name}": value for name, value in fields.items() if name != "choice"}
    chosen = [poll.choices.get(text=text).pk for text in fields.get("choice", ())]
    return client.post(address(poll), {**data, f"poll-{poll.pk}-choice": chosen}, follow=True)


def checked(page):
    return re.findall(r'<input[^>]*value="(\d+)"[^>]*\schecked', page)


class TestVoting:
    def test_a_guest_votes_sees_the_results_and_thinks_again(self, confirmed, poll):
        page = vote(confirmed, poll, choice=["Money"]).content.decode()
        assert "1 person voted" in page
        assert "1 (100%)" in page
        assert re.search(r"You voted:\s*<strong>Money</strong>", page)
        assert checked(page) == [str(poll.choices.get(text="Money").pk)]
        page = vote(confirmed, poll, choice=["Targets"]).content.decode()
        assert re.search(r"You voted:\s*<strong>Targets</strong>", page)
        assert "1 person voted" in page

    def test_who_has_no_vote_yet_is_asked_for_an_address(self, client, poll):
        answer = vote(client, poll, choice=["Money"])
        assert answer.redirect_chain[-1][0] == reverse("townhalls:address", args=[poll.thread.page_id])
        assert Ballot.objects.count() == 0

    def test_somebody_with_an_account_votes_at_once(self, signed_in, poll):
        assert "You voted" in vote(signed_in(UserFactory()), poll, choice=["Money"]).content.decode()

    def test_several_choices(self, confirmed, hall):
        poll = PollFactory(thread=thread_of(hall), kind=PollKind.MULTIPLE, most=2)
        page = vote(confirmed, poll, choice=["Money", "Targets"]).content.decode()
        assert re.search(r"You voted:\s*<strong>Targets; Money</strong>", page)
        assert "add up to more than 100%" in page

    def test_a_scale_says_what_its_ends_mean(self, confirmed, hall):
        poll = PollFactory(
            thread=thread_of(hall), kind=PollKind.SCALE, low="not at all", high="very much", offers=list("12345")
        )
        page = vote(confirmed, poll, choice=["4"]).content.decode()
        for text in ("1: not at all", "5: very much", "Median: 4."):
            assert text in page

    def test_words(self, confirmed, hall):
        BannedWords.objects.create(words="blasted")
        poll = PollFactory(thread=thread_of(hall), kind=PollKind.WORDS, most=3, offers=[])
        cast(poll=poll, by=ParticipantFactory(), words=["money"])
        page = vote(confirmed, poll, word_1="Money", word_2="blasted heather").content.decode()
        assert "2 (100%)" in page
        assert "1 entry waits for a moderator" in page
        confirmed.logout()
        assert "heather" not in confirmed.get(poll.thread.page.get_url()).content.decode()
        assert "heather" not in confirmed.get(address(poll)).content.decode()

    @pytest.mark.parametrize(
        ("kind", "fields", "why"),
        [
            (PollKind.SINGLE, {}, "Select one"),
            (PollKind.MULTIPLE, {}, "Select at least one"),
            (PollKind.MULTIPLE, {"choice": ["Prevention", "Targets", "Money"]}, "Select 2 or fewer"),
            (PollKind.SCALE, {}, "Select one"),
            (PollKind.WORDS, {"word_1": " ", "word_2": "..."}, "Enter a word or a short phrase"),
            (PollKind.WORDS, {"word_2": "x" * 41}, "must be 40 characters or fewer"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, confirmed, hall, kind, fields, why):
        offers = [] if kind is PollKind.WORDS else None
        poll = PollFactory(thread=thread_of(hall), kind=kind, most=2, offers=offers)
        page = vote(confirmed, poll, **fields).content.decode()
        assert 'class="nhsuk-error-summary"' in page
        assert page.count(why) == 2
        target = re.search(r'nhsuk-error-summary__list">\s*<li><a href="#([^"]+)"', page)[1]
        assert f'id="{target}"' in page
        assert Ballot.objects.count() == 0

    def test_a_choice_of_another_poll_is_none(self, confirmed, poll):
        other = PollFactory().choices.first()
        page = confirmed.post(address(poll), {f"poll-{poll.pk}-choice": other.pk}).content.decode()
        assert "Select one" in page

    def test_a_closed_poll_says_so(self, confirmed, poll, moderator):
        polls.close_poll(poll=poll, by=moderator)
        assert "This poll is closed." in vote(confirmed, poll, choice=["Money"]).content.decode()

    def test_markup_is_shown_and_not_obeyed(self, confirmed, hall):
        poll = PollFactory(
            thread=thread_of(hall), kind=PollKind.WORDS, most=3, offers=[], question="<script>alert(1)</script>"
        )
        page = vote(confirmed, poll, word_1="<b>x</b>").content.decode()
        assert "<script>alert(1)" not in page
        assert "<b>x</b>" not in page
        assert "&lt;b&gt;x&lt;/b&gt;" in page

    @pytest.mark.parametrize("state", [TownHallState.CLOSED, TownHallState.ARCHIVED])
    def test_results_stay_when_the_town_hall_is_over(self, client, hall, poll, moderator, state):
        cast(poll=poll, by=ParticipantFactory(), chosen=[poll.choices.get(text="Money").pk])
        polls.close_poll(poll=poll, by=moderator)
        TownHallPage.objects.update(state=state)
        for page in (client.get(hall.get_url()), client.get(address(poll))):
            assert "1 (100%)" in page.content.decode()
            assert f'data-ballot="{poll.pk}"' not in page.content.decode()


class TestDrafts:
    """A planted question: a draft reaches no page, event or file of the public."""

    def test_nobody_but_hosts_reads_one(self, client, hall, say, signed_in, moderator):
        say("Who pays?")
        thread = thread_of(hall)
        start = log.Cursor(thread.epoch, 0)
        poll = PollFactory(thread=thread, state=PollState.DRAFT, question=PLANTED, offers=["Heather", "Moss"])
        events = reverse("townhalls:events", args=[thread.key]) + f"?after={start}"
        files = [reverse("townhalls:poll_results", args=[hall.pk, form]) for form in ("csv", "json")]
        for browser in (client, signed_in(UserFactory())):
            for url in (hall.get_url(), events, *files):
                answer = browser.get(url)
                text = b"".join(answer) if answer.streaming else answer.content
                assert answer.status_code == 200
                assert b"eather" not in text
            assert browser.get(address(poll)).status_code == 404
            assert browser.post(address(poll), {}).status_code == 404
            assert browser.get(reverse("townhalls:poll_desk", args=[hall.pk, poll.key])).status_code != 200
        page = signed_in(moderator).get(reverse("townhalls:polls_desk", args=[hall.pk]))
        assert PLANTED in page.content.decode()


class TestConstantQueries:
    def counted(self, client, url):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    def test_one_poll_and_three_take_as_many(self, confirmed, signed_in, hall, moderator):
        urls = {
            hall.get_url(): confirmed,
            reverse("townhalls:polls_desk", args=[hall.pk]): signed_in(moderator),
            reverse("townhalls:poll_results", args=[hall.pk, "csv"]): confirmed,
        }
        counts = []
        for number in (1, 3):
            while Poll.objects.count() < 2 * number:
                poll = PollFactory(thread=thread_of(hall))
                vote(confirmed, poll, choice=["Money"])
                PollFactory(thread=thread_of(hall), state=PollState.CLOSED)
            for url, browser in urls.items():
                browser.get(url)  # what is read once
            counts.append([self.counted(browser, url) for url, browser in urls.items()])
        assert counts[0] == counts[1]


class TestKeeping:
    @pytest.fixture
    def browser(self, signed_in, moderator):
        return signed_in(moderator)

    def write(self, browser, hall, kind, **fields):
        data = {"question": "What comes first?", "results": PollResults.AT_ONCE.value, **fields}
        return browser.post(reverse("townhalls:poll_new", args=[hall.pk, kind]), data, follow=True).content.decode()

    @pytest.mark.parametrize(
        ("kind", "fields", "offers"),
        [
            ("single", {"choices": "Money\n\n Targets "}, (["Money", "Targets"], 1)),
            ("multiple", {"choices": "Money\nTargets\nStaff", "most": "2"}, (["Money", "Targets", "Staff"], 2)),
            ("multiple", {"choices": "Money\nTargets", "most": ""}, (["Money", "Targets"], 2)),
            ("scale", {"steps": "5", "low": "not at all", "high": "very much"}, (list("12345"), 1)),
            ("words", {"words": "3"}, ([], 3)),
        ],
    )
    def test_each_kind_is_written_changed_opened_and_closed(self, browser, hall, kind, fields, offers):
        choices, most = offers
        assert "Draft" in self.write(browser, hall, kind, **fields)
        poll = Poll.objects.get()
        assert [one.text for one in poll.choices.order_by("position")] == choices
        assert poll.most == most
        one = reverse("townhalls:poll_desk", args=[hall.pk, poll.key])
        form = browser.get(one).context["form"]
        shown = {name: "" if form.initial[name] is None else form.initial[name] for name in form.fields}
        browser.post(one, {**shown, "question": "What comes last?"})
        poll.refresh_from_db()
        assert (poll.question, poll.most, poll.choices.count()) == ("What comes last?", most, len(choices))
        move = reverse("townhalls:poll_move", args=[hall.pk, poll.key])
        for verb, state in (("open", PollState.OPEN), ("close", PollState.CLOSED)):
            browser.post(move, {"verb": verb})
            poll.refresh_from_db()
            assert poll.state == state
            assert browser.get(one).status_code == 200

    @pytest.mark.parametrize(
        ("kind", "fields", "why"),
        [
            ("single", {"question": "", "choices": "a\nb"}, "Enter the question"),
            ("single", {"choices": "Money"}, "Enter 2 to 20 choices"),
            ("single", {"choices": "\n".join(map(str, range(21)))}, "Enter 2 to 20 choices"),
            ("single", {"choices": "Money\nmoney"}, "Enter each choice once"),
            ("single", {"choices": f"Money\n{'x' * 151}"}, "150 characters or fewer"),
            ("multiple", {"choices": "a\nb", "most": "3"}, "not as many choices"),
            ("scale", {"steps": "5", "low": "", "high": "very much"}, "Enter what 1 means"),
            ("scale", {"steps": "6", "low": "a", "high": "b"}, "Select"),
            ("words", {"words": "4"}, "Select"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_lost(self, browser, hall, kind, fields, why):
        page = self.write(browser, hall, kind, **fields)
        assert why in page
        assert 'class="nhsuk-error-summary"' in page
        assert Poll.objects.count() == 0

    def test_what_was_opened_is_not_edited(self, browser, hall, poll):
        one = reverse("townhalls:poll_desk", args=[hall.pk, poll.key])
        data = {"question": PLANTED, "choices": "a\nb", "results": "at_once"}
        assert "can&#x27;t be changed" in browser.post(one, data).content.decode()
        poll.refresh_from_db()
        assert poll.question == "What comes first?"

    def test_moderators_let_words_through_and_nobody_reads_who_entered_them(
        self, browser, hall, guest, client, signed_in
    ):
        poll = PollFactory(thread=thread_of(hall), kind=PollKind.WORDS, most=3, offers=[])
        cast(poll=poll, by=guest, words=["www.example.com"])
        one = reverse("townhalls:poll_desk", args=[hall.pk, poll.key])
        page = browser.get(one).content.decode()
        assert "www.example.com" in page
        assert guest.email not in page
        assert str(guest.key) not in page
        panellist = UserFactory(co_chair=True)
        Panellist.objects.create(town_hall=hall, name="A chair", user=panellist)
        assert "let_through" not in signed_in(panellist).get(one).content.decode()
        word = {"word": poll.choices.get().pk, "verb": "let_through"}
        browser.post(reverse("townhalls:poll_word", args=[hall.pk, poll.key]), word)
        assert "www.example.com" in client.get(hall.get_url()).content.decode()

    def test_the_pages_of_hosts_are_for_hosts_of_this_town_hall(self, hall, poll, client, signed_in):
        stranger = signed_in(UserFactory(auditor=True))
        elsewhere = UserFactory(co_chair=True)
        Panellist.objects.create(town_hall=TownHallPageFactory(), name="Another chair", user=elsewhere)
        urls = [
            reverse("townhalls:polls_desk", args=[hall.pk]),
            reverse("townhalls:poll_new", args=[hall.pk, "single"]),
            reverse("townhalls:poll_desk", args=[hall.pk, poll.key]),
        ]
        for url in urls:
            assert client.get(url).status_code == 302
            assert stranger.get(url).status_code == 403
            assert signed_in(elsewhere).get(url).status_code == 404
        assert signed_in(elsewhere).post(f"{urls[2]}move/", {"verb": "close"}).status_code == 404

    @pytest.mark.parametrize("verb", ["", "reopen", "delete"])
    def test_there_is_no_other_move(self, browser, hall, poll, verb):
        assert browser.post(reverse("townhalls:poll_move", args=[hall.pk, poll.key]), {"verb": verb}).status_code == 404

    def test_the_desk_leads_there(self, browser, hall):
        desk = browser.get(reverse("townhalls:desk", args=[hall.pk])).content.decode()
        assert reverse("townhalls:polls_desk", args=[hall.pk]) in desk


class TestFiles:
    def taken(self, client, hall, form):
        answer = client.get(reverse("townhalls:poll_results", args=[hall.pk, form]))
        assert answer.headers["Content-Disposition"].startswith("attachment")
        return b"".join(answer.streaming_content).decode("utf-8-sig")

    def test_closed_polls_are_taken_away_and_open_ones_not(self, client, hall, guest, moderator):
        thread = thread_of(hall)
        for question, state in (("Open?", PollState.OPEN), ("Closed?", PollState.OPEN)):
            poll = PollFactory(thread=thread, question=question, state=state)
        cast(poll=poll, by=guest, chosen=[poll.choices.get(text="Money").pk])
        polls.close_poll(poll=poll, by=moderator)
        rows = list(csv.DictReader(self.taken(client, hall, "csv").splitlines()))
        assert [(row["Question"], row["Choice"], row["Votes"]) for row in rows] == [
            ("Closed?", "Prevention", "0"),
            ("Closed?", "Targets", "0"),
            ("Closed?", "Money", "1"),
        ]
        (told,) = json.loads(self.taken(client, hall, "json"))["polls"]
        assert (told["question"], told["people"], told["choices"][2]) == ("Closed?", 1, {"text": "Money", "votes": 1})

    def test_no_cell_is_a_formula_and_no_held_word_is_told(self, client, hall, guest, moderator):
        poll = PollFactory(thread=thread_of(hall), kind=PollKind.WORDS, most=3, offers=[], question="=1+1")
        cast(poll=poll, by=guest, words=["@SUM(A1)", "www.example.com", "+1"])
        polls.close_poll(poll=poll, by=moderator)
        text = self.taken(client, hall, "csv")
        for row in csv.DictReader(text.splitlines()):
            assert not row["Question"].startswith(("=", "+", "-", "@"))
            assert not row["Choice"].startswith(("=", "+", "-", "@"))
        assert "example.com" not in text
        told = json.loads(self.taken(client, hall, "json"))["polls"][0]
        assert told["held_back"] == 1
        assert "www.example.com" not in json.dumps(told["choices"])

    def test_no_other_form_and_no_hidden_town_hall(self, client, hall):
        assert client.get(reverse("townhalls:poll_results", args=[hall.pk, "xml"])).status_code == 404
        hall.unpublish()
        assert client.get(reverse("townhalls:poll_results", args=[hall.pk, "csv"])).status_code == 404
