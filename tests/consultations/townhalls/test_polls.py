"""Polls: written by hosts, voted in once by everybody, and never telling who voted how."""

import json
import re
from uuid import uuid4

import pytest

from accounts.enums import Role
from consultations.townhalls.domain import moderating, polls
from consultations.townhalls.domain.balloting import cast
from consultations.townhalls.domain.polls import Asked
from consultations.townhalls.domain.threads import change_state, thread_of
from consultations.townhalls.enums import MeasureKind, PollKind, PollResults, PollState, Stream, TownHallState
from consultations.townhalls.live import frames
from consultations.townhalls.live import polls as live
from consultations.townhalls.models import (
    Ballot,
    BannedWords,
    Panellist,
    Poll,
    PollChoice,
    Thread,
    ThreadEvent,
    TownHallPage,
)
from consultations.townhalls.polls import queries
from core.audit import Entry
from core.disclosure import PUBLIC, Audience, Viewer, disclose
from core.errors import NotAllowed, Refused
from tests.core.at_once import at_once
from tests.factories import ParticipantFactory, PollFactory, TownHallPageFactory, UserFactory

pytestmark = pytest.mark.django_db
STAFF = Viewer(Audience.STAFF)
ASKED = Asked(PollKind.SINGLE, "What comes first?", ("Prevention", "Targets"))


@pytest.fixture
def poll(hall):
    """An open poll of one choice."""
    return PollFactory(thread=thread_of(hall))


@pytest.fixture
def words(hall):
    """An open poll that asks for up to three words."""
    return PollFactory(thread=thread_of(hall), kind=PollKind.WORDS, most=3, offers=[])


def known(poll, viewer=PUBLIC):
    return disclose(queries.counted(Poll.objects.filter(pk=poll.pk)).get(), viewer)


def counts(poll, viewer=PUBLIC):
    return {one.text: one.count for one in known(poll, viewer).choices}


def choice(poll, text):
    return poll.choices.get(text=text).pk


def told(thread, stream=Stream.PUBLIC):
    return list(ThreadEvent.objects.filter(thread=thread, stream=stream).values_list("kind", flat=True))


class TestVoting:
    def test_everybody_votes_once_and_may_think_again(self, poll, guest):
        for text in ("Prevention", "Prevention", "Targets"):
            cast(poll=poll, by=guest, chosen=[choice(poll, text)])
        assert counts(poll) == {"Prevention": 0, "Targets": 1, "Money": 0}
        assert known(poll).voters == 1

    def test_of_several_choices_as_many_as_the_poll_says(self, hall, guest):
        poll = PollFactory(thread=thread_of(hall), kind=PollKind.MULTIPLE, most=2)
        three = list(poll.choices.values_list("pk", flat=True))
        with pytest.raises(Refused, match="no more than"):
            cast(poll=poll, by=guest, chosen=three)
        with pytest.raises(Refused, match="at least one"):
            cast(poll=poll, by=guest)
        cast(poll=poll, by=guest, chosen=three[:2])
        assert list(counts(poll).values()) == [1, 1, 0]

    def test_one_choice_is_one(self, poll, guest):
        with pytest.raises(Refused):
            cast(poll=poll, by=guest, chosen=list(poll.choices.values_list("pk", flat=True)[:2]))
        assert Ballot.objects.count() == 0

    def test_what_another_poll_offers_can_not_be_chosen(self, poll, guest):
        with pytest.raises(Refused, match="what the poll offers"):
            cast(poll=poll, by=guest, chosen=[PollFactory().choices.first().pk])

    def test_a_browser_alone_has_no_vote(self, poll):
        with pytest.raises(Refused, match="confirm your email"):
            cast(poll=poll, by=ParticipantFactory(browser=True), chosen=[choice(poll, "Money")])

    @pytest.mark.parametrize("state", [PollState.DRAFT, PollState.CLOSED])
    def test_only_an_open_poll_takes_votes(self, hall, guest, state):
        poll = PollFactory(thread=thread_of(hall), state=state)
        with pytest.raises(Refused, match="closed"):
            cast(poll=poll, by=guest, chosen=[choice(poll, "Money")])

    @pytest.mark.parametrize("kind", [MeasureKind.PAUSE, MeasureKind.LOCK])
    def test_a_paused_or_locked_thread_takes_none(self, poll, guest, moderator, kind):
        moderating.take_measure(thread=poll.thread, kind=kind, reason="A break.", by=moderator)
        with pytest.raises(Refused, match="A break"):
            cast(poll=poll, by=guest, chosen=[choice(poll, "Money")])

    @pytest.mark.django_db(transaction=True)
    def test_ballots_at_the_same_moment_are_one(self, poll, guest):
        keys = list(poll.choices.values_list("pk", flat=True))
        at_once(lambda number: cast(poll=poll, by=guest, chosen=[keys[number % 3]]), threads=6)
        assert (known(poll).voters, sum(counts(poll).values())) == (1, 1)

    @pytest.mark.django_db(transaction=True)
    def test_nobody_votes_in_what_is_being_closed(self, poll, moderator):
        """Whichever comes first: no ballot is left that knows who cast it."""
        guests, key = ParticipantFactory.create_batch(5), choice(poll, "Money")

        def work(number):
            if number == 5:
                return polls.close_poll(poll=poll, by=moderator)
            try:
                return cast(poll=poll, by=guests[number], chosen=[key])
            except Refused:
                return None

        at_once(work, threads=6)
        assert not Ballot.objects.exclude(by=None).exists()


class TestScales:
    @pytest.mark.parametrize(("given", "middle"), [([1, 4, 4], "4"), ([2, 3], "2.5"), ([], "")])
    def test_the_median_is_the_middle_of_what_people_chose(self, hall, given, middle):
        from consultations.townhalls.polls.presenters import median_of

        poll = PollFactory(
            thread=thread_of(hall), kind=PollKind.SCALE, low="not at all", high="very much", offers=list("12345")
        )
        for number in given:
            cast(poll=poll, by=ParticipantFactory(), chosen=[choice(poll, str(number))])
        assert median_of(known(poll)) == middle


class TestWords:
    def test_words_that_differ_in_case_alone_are_one(self, words):
        for text in ("Prevention", "prevention ", " PREVENTION!"):
            cast(poll=words, by=ParticipantFactory(), words=[text, "Money"])
        assert counts(words) == {"Money": 3, "Prevention": 3}

    def test_a_word_entered_twice_on_one_ballot_counts_once(self, words, guest):
        cast(poll=words, by=guest, words=["money", "Money", "  "])
        assert counts(words) == {"money": 1}

    def test_words_that_nobody_says_any_more_are_gone(self, words, guest):
        cast(poll=words, by=guest, words=["Heather"])
        cast(poll=words, by=guest, words=["Money"])
        assert counts(words) == {"Money": 1}
        assert not PollChoice.objects.filter(text="Heather").exists()

    def test_no_more_words_than_the_poll_says(self, words, guest):
        with pytest.raises(Refused, match="no more than"):
            cast(poll=words, by=guest, words=["a", "b", "c", "d"])
        assert PollChoice.objects.filter(poll=words).count() == 0

    @pytest.mark.parametrize(
        "text", ["blasted heather", "see www.example.com", "https://a.b", "ada@example.org", "Blasted!"]
    )
    def test_what_is_read_first_waits_for_a_moderator(self, words, guest, moderator, text):
        BannedWords.objects.create(words="blasted")
        cast(poll=words, by=guest, words=[text, "Money"])
        assert counts(words) == {"Money": 1}
        assert (known(words).held, known(words).held_count) == ((), 1)
        (held,) = known(words, STAFF).held
        assert held.text == text
        polls.let_through(choice=PollChoice.objects.get(pk=held.pk), by=moderator)
        assert counts(words)[text] == 1
        polls.hold_back(choice=PollChoice.objects.get(pk=held.pk), by=moderator)
        assert counts(words) == {"Money": 1}

    def test_letting_through_is_for_moderators_and_logged(self, words, guest, moderator, hall):
        cast(poll=words, by=guest, words=["www.example.com"])
        word = PollChoice.objects.get()
        with pytest.raises(NotAllowed):
            polls.let_through(choice=word, by=panellist_of(hall))
        polls.let_through(choice=word, by=moderator)
        entry = Entry.objects.latest("number")
        assert (entry.action, entry.actor) == ("poll.let_through", f"user:{moderator.pk}")
        assert "example" not in str(entry.details)

    def test_what_the_hosts_wrote_is_not_held_back(self, poll, moderator):
        with pytest.raises(Refused, match="Only words"):
            polls.hold_back(choice=poll.choices.first(), by=moderator)

    @pytest.mark.parametrize("text", ["\ufdfa" * 40, "é" * 40, "👩‍⚕️", "ß" * 40])
    def test_strange_letters_fit(self, words, guest, text):
        cast(poll=words, by=guest, words=[text])
        assert counts(words) == {text: 1}


def panellist_of(hall):
    user = UserFactory()
    Panellist.objects.create(town_hall=hall, name="A chair", user=user)
    return user


class TestKeeping:
    def test_it_is_written_opened_and_closed_and_everybody_is_told(self, hall, moderator):
        thread = thread_of(hall)
        poll = polls.write(thread=thread, asked=ASKED, by=moderator)
        assert (told(thread), told(thread, Stream.HOST)) == ([], [])
        poll = polls.open_poll(poll=poll, by=moderator)
        poll = polls.close_poll(poll=poll, by=moderator)
        assert (told(thread), told(thread, Stream.HOST)) == (["poll", "poll"], ["poll", "poll"])
        assert list(Entry.objects.values_list("action", flat=True))[-2:] == ["poll.open", "poll.close"]

    def test_a_ballot_is_no_event(self, poll, guest):
        cast(poll=poll, by=guest, chosen=[choice(poll, "Money")])
        assert told(poll.thread) == told(poll.thread, Stream.HOST) == []

    def test_a_draft_may_be_changed_and_nothing_after(self, hall, moderator):
        poll = polls.write(thread=thread_of(hall), asked=ASKED, by=moderator)
        other = Asked(PollKind.SINGLE, "What comes last?", ("Money", "Targets", "Prevention"))
        poll = polls.change(poll=poll, asked=other, by=moderator)
        assert [one.text for one in poll.choices.order_by("position")] == ["Money", "Targets", "Prevention"]
        polls.open_poll(poll=poll, by=moderator)
        with pytest.raises(Refused, match="can't be changed"):
            polls.change(poll=poll, asked=ASKED, by=moderator)

    def test_a_closed_poll_is_not_opened_again(self, poll, moderator):
        polls.close_poll(poll=poll, by=moderator)
        with pytest.raises(Refused):
            polls.open_poll(poll=poll, by=moderator)

    def test_it_opens_in_a_town_hall_that_takes_votes_with_something_to_choose(self, hall, moderator):
        poll = PollFactory(thread=thread_of(hall), state=PollState.DRAFT, offers=["Money"])
        with pytest.raises(Refused, match="at least two"):
            polls.open_poll(poll=poll, by=moderator)
        TownHallPage.objects.update(state=TownHallState.ANNOUNCED)
        with pytest.raises(Refused, match="Open the town hall first"):
            polls.open_poll(poll=poll, by=moderator)

    def test_polls_close_with_their_town_hall(self, hall, poll, guest, moderator):
        cast(poll=poll, by=guest, chosen=[choice(poll, "Money")])
        change_state(hall=hall, verb="close", actor=moderator)
        poll.refresh_from_db()
        assert poll.state == PollState.CLOSED
        assert Ballot.objects.get().by is None

    @pytest.mark.parametrize("who", ["moderator", "secretariat", "panellist"])
    def test_hosts_keep_polls(self, hall, who):
        user = panellist_of(hall) if who == "panellist" else UserFactory(**{who: True})
        poll = polls.write(thread=thread_of(hall), asked=ASKED, by=user)
        assert polls.close_poll(poll=polls.open_poll(poll=poll, by=user), by=user).state == PollState.CLOSED

    def test_nobody_else_does(self, hall):
        """Whatever else they are, and somebody on the panel of another town hall, whose key is that of the poll."""
        user = UserFactory(holds=set(Role) - {Role.MODERATOR, Role.SECRETARIAT})
        elsewhere = TownHallPageFactory()
        Panellist.objects.create(town_hall=elsewhere, name="Another chair", user=user)
        poll = PollFactory(pk=elsewhere.pk, thread=thread_of(hall), state=PollState.DRAFT)
        with pytest.raises(NotAllowed):
            polls.write(thread=poll.thread, asked=ASKED, by=user)
        with pytest.raises(NotAllowed):
            polls.change(poll=poll, asked=ASKED, by=user)
        with pytest.raises(NotAllowed):
            polls.open_poll(poll=poll, by=user)
        with pytest.raises(NotAllowed):
            polls.close_poll(poll=PollFactory(thread=poll.thread), by=user)


class TestSecrecy:
    def test_no_viewer_is_told_a_ballot(self, poll, guest):
        ballot = cast(poll=poll, by=guest, chosen=[choice(poll, "Money")])
        for viewer in (PUBLIC, Viewer(Audience.CONTRIBUTOR, guest), STAFF):
            with pytest.raises(TypeError):
                disclose(ballot, viewer)

    def test_who_voted_how_is_forgotten_when_it_closes(self, poll, guest, moderator):
        cast(poll=poll, by=guest, chosen=[choice(poll, "Money")])
        polls.close_poll(poll=poll, by=moderator)
        assert Ballot.objects.get().by is None
        assert (counts(poll)["Money"], known(poll).voters) == (1, 1)

    def test_nothing_is_written_down_of_a_vote_but_the_ballot(self, poll, guest):
        before = Entry.objects.count()
        cast(poll=poll, by=guest, chosen=[choice(poll, "Money")])
        assert (Entry.objects.count(), ThreadEvent.objects.count()) == (before, 0)

    def test_what_a_person_said_leaves_with_them_and_the_count_stays(self, poll, guest):
        cast(poll=poll, by=guest, chosen=[choice(poll, "Money")])
        guest.delete()
        assert counts(poll)["Money"] == 1

    def test_results_that_wait_wait_for_hosts_too(self, hall, guest, moderator):
        poll = PollFactory(thread=thread_of(hall), results=PollResults.WHEN_CLOSED)
        cast(poll=poll, by=guest, chosen=[choice(poll, "Money")])
        for viewer in (PUBLIC, STAFF):
            assert set(counts(poll, viewer).values()) == {None}
            assert known(poll, viewer).voters == 1
        polls.close_poll(poll=poll, by=moderator)
        assert counts(poll)["Money"] == 1

    def test_words_that_wait_are_not_told_at_all(self, hall, guest):
        poll = PollFactory(
            thread=thread_of(hall), kind=PollKind.WORDS, most=3, offers=[], results=PollResults.WHEN_CLOSED
        )
        cast(poll=poll, by=guest, words=["Money", "www.example.com"])
        for viewer in (PUBLIC, STAFF):
            assert known(poll, viewer).choices == ()
        assert known(poll).held_count == 0

    def test_the_public_knows_nothing_of_a_draft(self, hall):
        poll = PollFactory(thread=thread_of(hall), state=PollState.DRAFT, question="What of heather?")
        draft = known(poll)
        assert (draft.is_visible, draft.question, draft.choices) == (False, "", ())
        assert known(poll, STAFF).question == "What of heather?"


class TestFollowing:
    """What goes to those who follow: the same for all of them."""

    def looks(self, hall, stream=Stream.PUBLIC):
        thread = thread_of(hall)
        return live.looks(stream, [thread.pk])[thread.pk]["regions"]["polls"]

    def test_a_draft_is_never_told(self, hall):
        poll = PollFactory(thread=thread_of(hall), state=PollState.DRAFT, question="What of heather?")
        for stream in Stream:
            assert "heather" not in self.looks(hall, stream)
        assert live.counts([poll.pk]) == {}

    def test_a_poll_is_told_with_its_form_and_without_a_token(self, hall, poll, guest):
        cast(poll=poll, by=guest, chosen=[choice(poll, "Money")])
        html = self.looks(hall)
        assert poll.question in html
        assert 'type="radio"' in html
        assert "csrfmiddlewaretoken" not in html
        assert not re.search(r"<input[^>]*\schecked", html)

    def test_many_that_close_at_once_are_told_as_one_list(self, hall, moderator):
        for _ in range(3):
            PollFactory(thread=thread_of(hall))
        change_state(hall=hall, verb="close", actor=moderator)
        events = [frames.told(event) for event in ThreadEvent.objects.filter(stream=Stream.PUBLIC, kind="poll")]
        assert len(events) == 3
        looks = frames.bodies(Stream.PUBLIC, events)
        told = json.loads(frames.batch("epoch", 0, events, looks))["events"]
        assert [("body" in event) for event in told] == [False, False, True]

    def test_how_it_stands_is_told_in_regions_and_never_the_form(self, poll, guest):
        cast(poll=poll, by=guest, chosen=[choice(poll, "Money")])
        regions = live.counts([poll.pk])[poll.pk]["regions"]
        assert set(regions) == {f"poll-{poll.pk}", f"poll-{poll.pk}-table"}
        assert "1 (100%)" in regions[f"poll-{poll.pk}"]
        assert "<input" not in "".join(regions.values())

    def test_what_waits_is_not_told(self, hall, guest):
        poll = PollFactory(thread=thread_of(hall), results=PollResults.WHEN_CLOSED)
        cast(poll=poll, by=guest, chosen=[choice(poll, "Money")])
        html = "".join(live.counts([poll.pk])[poll.pk]["regions"].values())
        assert "1 person voted" in html
        assert "100%" not in html

    def test_what_moved_is_found_also_after_the_thread_went_on(self, hall, poll, guest):
        start = poll.opened_at
        assert queries.voted_since([poll.thread.key], start) == []
        cast(poll=poll, by=guest, chosen=[choice(poll, "Money")])
        following = Thread.objects.create(page=poll.thread.page, part=2)
        found = queries.voted_since([following.key], start)
        assert [(key, pk) for key, pk, _at in found] == [(following.key, poll.pk)]
        assert queries.voted_since([uuid4()], start) == []

    def test_the_same_queries_for_three_polls(self, hall, django_assert_num_queries):
        for number in (1, 3):
            while Poll.objects.count() < number:
                PollFactory(thread=thread_of(hall))
            keys = list(Poll.objects.values_list("pk", flat=True))
            with django_assert_num_queries(2):
                live.counts(keys)
            with django_assert_num_queries(7):
                self.looks(hall)
