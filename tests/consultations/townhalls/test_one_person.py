"""One person is one participant, whichever way they come: with an account, with an address, from two browsers."""

import pytest
from django.test import Client
from django.urls import reverse

from consultations.townhalls.domain import balloting
from consultations.townhalls.domain.moderating import decline, merge
from consultations.townhalls.domain.participants import confirm, with_account
from consultations.townhalls.domain.polls import close_poll
from consultations.townhalls.domain.voting import vote
from consultations.townhalls.enums import PollKind, ReasonCode
from consultations.townhalls.letters import KIND, words_of
from consultations.townhalls.models import Ballot, Contribution, Participant, Vote
from consultations.townhalls.views.who import SESSION_KEY
from core.errors import Refused
from core.outbox.message import Message
from tests.factories import ParticipantFactory, PollFactory, TownHallPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db):
    return UserFactory(email="ada@example.org")


def browser_of(participant):
    """A browser whose address is confirmed, and that is not signed in."""
    client = Client()
    session = client.session
    session[SESSION_KEY] = participant.key.hex
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def wants(client, hall, question):
    return client.post(reverse("townhalls:vote", args=[hall.pk, question.key]), {"wants": "yes"})


def test_an_account_and_its_address_confirmed_signed_out_have_one_vote(hall, say, ada, signed_in):
    question = say("Who pays?")
    wants(signed_in(ada), hall, question)
    wants(browser_of(confirm(email="ada@example.org")), hall, question)
    question.refresh_from_db()
    assert (question.votes, Vote.objects.count(), Participant.objects.filter(email="ada@example.org").count()) == (
        1,
        1,
        0,
    )


def test_whoever_signed_in_once_can_confirm_their_address_again(hall, say, ada):
    confirm(email="ada@example.org")
    with_account(ada)
    question = say("Who pays?")
    wants(browser_of(confirm(email="ada@example.org")), hall, question)
    question.refresh_from_db()
    assert question.votes == 1


def test_an_account_that_takes_the_address_of_a_guest_takes_the_guest_in(hall, say, moderator):
    ada, guest = UserFactory(email="before@example.org"), confirm(email="ada@example.org")
    both, one, into = say("Who pays?"), say("Who decides?"), say("And who pays for that?")
    for question, by in ((both, guest), (both, with_account(ada)), (one, guest), (into, with_account(ada))):
        vote(contribution=question, by=by)
    merge(contribution=one, into=into, by=moderator)
    said = say("What about me?", by=guest)
    ada.email = "ada@example.org"
    ada.save()
    known = with_account(ada)
    for row, votes in ((both, 1), (one, 1), (into, 1)):
        row.refresh_from_db()
        assert row.votes == votes
    said.refresh_from_db()
    assert said.by == known
    assert not Participant.objects.filter(pk=guest.pk).exists()
    assert with_account(ada) == known


def test_one_ballot_is_left_of_two(hall, ada):
    guest, known = confirm(email="ada@example.org"), Participant.objects.create(user=ada)
    words = PollFactory(thread__page=hall, kind=PollKind.WORDS, offers=[])
    twice, once, over = (PollFactory(thread=words.thread) for _ in range(3))
    choices = {poll: list(poll.choices.all()) for poll in (twice, once, over)}
    balloting.cast(poll=twice, by=guest, chosen=[choices[twice][0].pk])
    balloting.cast(poll=twice, by=known, chosen=[choices[twice][1].pk])
    balloting.cast(poll=once, by=guest, chosen=[choices[once][0].pk])
    balloting.cast(poll=over, by=guest, chosen=[choices[over][0].pk])
    balloting.cast(poll=words, by=guest, words=["Waiting"])
    balloting.cast(poll=words, by=known, words=["Time"])
    close_poll(poll=over, by=UserFactory(moderator=True))
    assert with_account(ada) == known
    ballots = {ballot.poll_id: list(ballot.choices.all()) for ballot in Ballot.objects.filter(by=known)}
    assert (ballots[twice.pk], ballots[once.pk]) == ([choices[twice][1]], [choices[once][0]])
    assert [choice.text for choice in words.choices.all()] == ["Time"]
    assert Ballot.objects.filter(poll=over).count() == 1


def test_what_a_browser_said_comes_with_the_confirmed_address_of_an_account(hall, say, ada):
    known, before = with_account(ada), ParticipantFactory(browser=True)
    Contribution.objects.filter(pk=say("Who pays?").pk).update(by=before)
    assert confirm(email="ada@example.org", browser=before.key.hex) == known
    assert Contribution.objects.get().by == known


def test_a_browser_shows_nobody_what_another_account_said(hall, say, ada, signed_in):
    say("Mine alone", by=confirm(email="ada@example.org"))
    with_account(ada)
    client = browser_of(confirm(email="ada@example.org"))
    assert "What you sent" in client.get(hall.get_url()).content.decode()
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert "What you sent" not in client.get(hall.get_url()).content.decode()


def test_a_closed_account_does_not_speak_where_one_is_asked_for(say, ada):
    hall = TownHallPageFactory(privacy="signed_in", at_once=True)
    with_account(ada)
    assert say("Who pays?", in_hall=hall, by=confirm(email="ada@example.org")).pk
    ada.is_active = False
    ada.save()
    with pytest.raises(Refused, match="Sign in"):
        say("Who decides?", in_hall=hall, by=confirm(email="ada@example.org"))


def test_who_votes_without_an_address_makes_nobody(client, hall, say):
    question = say("Who pays?")
    before = Participant.objects.count()
    assert wants(client, hall, question)["Location"] == reverse("townhalls:address", args=[hall.pk])
    poll = PollFactory(thread=question.thread)
    client.post(reverse("townhalls:poll", args=[hall.pk, poll.key]), {"choice": poll.choices.first().pk})
    assert Participant.objects.count() == before


def test_an_account_that_is_deleted_leaves_its_words_and_votes_and_no_address(say, ada, moderator):
    confirm(email="ada@example.org")
    question = say("Who pays?", by=with_account(ada), name="Ada")
    vote(contribution=question, by=with_account(ada))
    decline(contribution=question, code=ReasonCode.OFF_TOPIC, by=moderator)
    ada.delete()
    question.refresh_from_db()
    assert (question.by.user, question.by.email, question.votes) == (None, None, 1)
    message = Message.objects.get(kind=KIND)
    assert message.to == "ada@example.org"
    assert words_of(message) is None  # nothing is sent to it any more
