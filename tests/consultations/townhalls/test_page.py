"""The page of a town hall: read, asked and voted on without a script."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import PageViewRestriction

from consultations.townhalls.domain.moderating import decline, edit_for_clarity, take_measure
from consultations.townhalls.domain.threads import change_state, thread_of
from consultations.townhalls.enums import ContributionState, MeasureKind, ReasonCode
from consultations.townhalls.models import Contribution, Participant
from tests.factories import PollFactory, TownHallPageFactory, UserFactory

pytestmark = pytest.mark.django_db


def form_of(client, hall):
    """Return the fields of the page's form that a browser would send along."""
    page = client.get(hall.get_url()).content.decode()
    return {"key": re.search(r'name="key" value="([^"]+)"', page)[1], "kind": "question"}


def speak(client, hall, text, **more):
    data = {**form_of(client, hall), "text": text, **more}
    return client.post(reverse("townhalls:speak", args=[hall.pk]), data, follow=True)


@pytest.fixture
def confirmed(client, hall, committing):
    """A guest's browser, whose address is confirmed."""
    with committing():
        client.post(reverse("townhalls:address", args=[hall.pk]), {"email": "Ada@example.org"})
    client.post(re.search(r"https?://\S+(/town-halls/confirm/\S+)", mail.outbox[-1].body)[1])
    return client


def test_a_guest_confirms_asks_and_votes(confirmed, hall):
    page = speak(confirmed, hall, "Who pays for prevention?", name="Ada").content.decode()
    assert "Who pays for prevention?" in page
    question = Contribution.objects.get()
    vote = reverse("townhalls:vote", args=[hall.pk, question.key])
    page = confirmed.post(vote, {"wants": "yes"}, follow=True).content.decode()
    assert 'aria-pressed="true"' in page
    assert "ada@example.org" not in page
    question.refresh_from_db()
    assert question.votes == 1


def test_the_link_alone_confirms_nothing(client, hall, committing):
    with committing():
        client.post(reverse("townhalls:address", args=[hall.pk]), {"email": "ada@example.org"})
    client.get(re.search(r"https?://\S+(/town-halls/confirm/\S+)", mail.outbox[-1].body)[1])
    assert Participant.objects.count() == 0


@pytest.mark.parametrize("token", ["x", "x:y:z", "e30:1:2"])
def test_a_link_that_we_did_not_make_is_told_nothing(client, token):
    assert client.get(reverse("townhalls:confirm", args=[token])).status_code == 404


def test_what_is_refused_stays_in_its_field(client, hall):
    page = speak(client, hall, "Words that must not be lost").content.decode()
    assert "Words that must not be lost" in page
    assert "Confirm your email address first." in page
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize(("text", "why"), [("", "Enter your question"), ("x" * 2001, "2,000 characters or fewer")])
def test_bad_input_gets_an_error_beside_the_field(confirmed, hall, text, why):
    page = speak(confirmed, hall, text).content.decode()
    assert why in page
    assert 'class="nhsuk-error-summary"' in page


def test_markup_is_shown_and_not_obeyed(confirmed, hall):
    page = speak(confirmed, hall, "<script>alert(1)</script><b>x</b>").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


def test_a_reply_stands_under_its_question(confirmed, hall, say):
    question = say("Who pays?")
    reply = reverse("townhalls:reply", args=[hall.pk, question.key])
    key = re.search(r'name="key" value="([^"]+)"', confirmed.get(reply).content.decode())[1]
    page = confirmed.post(reply, {"key": key, "text": "Everybody does."}, follow=True).content.decode()
    assert "1 reply" in page
    assert "Everybody does." in page


def test_what_waits_is_shown_to_its_author_alone(confirmed, client, committing, django_user_model):
    hall = TownHallPageFactory()
    page = speak(confirmed, hall, "Who pays for heather?").content.decode()
    assert "Waiting to be read" in page
    assert "Who pays for heather?" in page
    confirmed.logout()
    assert "heather" not in confirmed.get(hall.get_url()).content.decode()


def test_what_was_declined_is_gone_with_its_replies_and_changes(client, hall, say, moderator):
    question = say("Who pays for heather?")
    say("Heather pays.", parent=question)
    edit_for_clarity(contribution=question, text="Who pays for the heather?", by=moderator)
    changes = reverse("townhalls:wordings", args=[question.key])
    assert "heather" in client.get(changes).content.decode()
    decline(contribution=question, by=moderator, code=ReasonCode.OFF_TOPIC)
    assert "eather" not in client.get(hall.get_url()).content.decode()
    assert client.get(changes).status_code == 404
    assert client.get(reverse("townhalls:reply", args=[hall.pk, question.key])).status_code == 404


def test_as_many_queries_for_more_that_is_said(client, hall, say, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(hall.get_url())
    counts = []
    for number in range(3):
        question = say(f"Question {number}?")
        say(f"Reply {number}.", parent=question)
        if number in {0, 2}:
            with CaptureQueriesContext(connection) as queries:
                client.get(hall.get_url())
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_somebody_who_only_looks_is_nobody(client, hall):
    client.get(hall.get_url())
    assert Participant.objects.count() == 0


def test_a_guest_who_signs_in_with_the_same_address_is_the_same_person(confirmed, hall, signed_in):
    speak(confirmed, hall, "Who pays?")
    browser = signed_in(UserFactory(email="ada@example.org"))
    speak(browser, hall, "Who decides?")
    assert Contribution.objects.values_list("by").distinct().count() == 1


def test_a_host_is_never_slowed_or_read_first(signed_in, moderator):
    hall = TownHallPageFactory()
    speak(signed_in(moderator), hall, "Welcome. What would you ask first?")
    assert Contribution.objects.get().state == ContributionState.PUBLISHED


@pytest.mark.parametrize("how", ["closed", "paused"])
def test_words_that_came_too_late_are_given_back(client, hall, moderator, how):
    data = {**form_of(client, hall), "text": "Planned for an hour, typed for ten minutes"}
    if how == "closed":
        change_state(hall=hall, verb="close", actor=moderator)
    else:
        take_measure(thread=thread_of(hall), kind=MeasureKind.PAUSE, reason="A fire alarm", by=moderator)
    page = client.post(reverse("townhalls:speak", args=[hall.pk]), data).content.decode()
    assert re.search(r"<textarea[^>]*>\s*Planned for an hour, typed for ten minutes</textarea>", page)


def test_a_reply_to_what_is_hidden_meanwhile_is_given_back_without_the_words_it_was_to(confirmed, hall, say, moderator):
    question = say("A planted secret")
    there = reverse("townhalls:reply", args=[hall.pk, question.key])
    data = form_of(confirmed, hall)
    decline(contribution=question, code=ReasonCode.PERSONAL, by=moderator)
    answer = confirmed.post(there, {**data, "text": "Typed for ten minutes"})
    page = answer.content.decode()
    assert "Typed for ten minutes</textarea>" in page
    assert "no longer shown" in page
    assert "planted secret" not in page
    assert confirmed.get(there).status_code == 404
    nothing = confirmed.post(
        reverse("townhalls:reply", args=[hall.pk, uuid4()]), {**data, "text": "Typed for ten minutes"}
    )
    assert nothing.status_code == answer.status_code


def test_a_page_that_not_everybody_sees_has_no_form(hall, signed_in, client):
    PollFactory(thread=thread_of(hall))
    PageViewRestriction.objects.create(page=hall, restriction_type="login")
    page = signed_in(UserFactory()).get(hall.get_url()).content.decode()
    assert "nobody can speak here" in page
    assert f"/town-halls/{hall.pk}/speak/" not in page
    assert f'action="/town-halls/{hall.pk}/polls/' not in page
