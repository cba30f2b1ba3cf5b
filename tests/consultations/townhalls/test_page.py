"""The page of a town hall: read, asked and voted on without a script."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from consultations.townhalls.domain.hosting import carry_over
from consultations.townhalls.domain.moderating import decline, edit_for_clarity, merge, take_measure, unmerge
from consultations.townhalls.domain.threads import change_state, thread_of
from consultations.townhalls.enums import ContributionState, MeasureKind, ReasonCode
from consultations.townhalls.models import Contribution, Panellist, Participant, TownHallPage
from tests.factories import PollFactory, TownHallPageFactory, UserFactory, WorkstreamPageFactory

pytestmark = pytest.mark.django_db


def form_of(client, hall):
    """Return the fields of the page's form that a browser would send along; made up where a page offers none."""
    page = client.get(hall.get_url()).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)
    return {"key": key[1] if key else uuid4(), "kind": "question"}


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


def test_it_names_its_panel(client, hall):
    Panellist.objects.create(town_hall=hall, name="Ada Example", title="Medical director")
    assert "Medical director" in client.get(hall.get_url()).text


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


def test_as_many_queries_for_more_that_is_said(client, hall, say):
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


def test_the_page_says_who_answers_and_where_it_belongs(client):
    workstream = WorkstreamPageFactory(title="Prevention")
    hall = TownHallPageFactory(parent=workstream.get_parent().specific, workstream=workstream)
    Panellist.objects.create(town_hall=hall, name="Ada Byron", title="Chief analyst")
    page = client.get(hall.get_url()).content.decode()
    assert "<strong>Ada Byron</strong>, Chief analyst" in page
    assert f'Workstream: <a href="{workstream.url}">Prevention</a>' in page
    workstream.unpublish()
    assert "Prevention" not in client.get(hall.get_url()).content.decode()


def test_one_watches_while_it_is_on_and_the_recording_afterwards(client):
    hall = TownHallPageFactory(joining_link="https://example.org/now", recording_link="https://example.org/then")
    page = client.get(hall.get_url()).content.decode()
    assert "https://example.org/now" in page
    assert "https://example.org/then" not in page
    TownHallPage.objects.update(state="closed")
    page = client.get(hall.get_url()).content.decode()
    assert "https://example.org/now" not in page
    assert "https://example.org/then" in page


@pytest.mark.parametrize(
    ("privacy", "says", "says_not"),
    [
        ("signed_in", "to speak in this town hall.", "opens in a new tab"),
        ("confirmed", "To ask or vote, confirm your email address first.", "to speak in this town hall."),
        ("anyone", "To vote, and to be told what became of your question,", "To ask or vote,"),
    ],
)
def test_guests_are_told_first_what_they_need_to_speak(client, signed_in, privacy, says, says_not):
    hall = TownHallPageFactory(privacy=privacy)
    page = client.get(hall.get_url()).content.decode()
    assert says in page
    assert says_not not in page
    page = signed_in(UserFactory()).get(hall.get_url()).content.decode()
    assert says not in page


def test_who_confirmed_an_address_is_asked_for_none(confirmed, hall):
    assert "confirm your email address" not in confirmed.get(hall.get_url()).content.decode()


def test_askers_see_all_they_wrote_with_what_became_of_it(confirmed, hall, moderator):
    """However long it is: no other page has it once it is declined."""
    long = "Why " + "so " * 100 + "slow? heather"
    speak(confirmed, hall, long)
    decline(contribution=Contribution.objects.get(), by=moderator, code=ReasonCode.OTHER, words="Ask the board.")
    page = confirmed.get(hall.get_url()).content.decode()
    assert "heather" in page
    assert "Another reason: Ask the board." in page
    assert f'/town-halls/q/{Contribution.objects.get().reference[2:]}/"' not in page  # nobody can open it


def test_askers_see_theirs_again_in_another_browser_with_the_same_address(confirmed, hall, moderator, committing):
    speak(confirmed, hall, "Who pays for heather?")
    decline(contribution=Contribution.objects.get(), by=moderator, code=ReasonCode.OFF_TOPIC)
    other = Client()
    assert "heather" not in other.get(hall.get_url()).content.decode()
    with committing():
        other.post(reverse("townhalls:address", args=[hall.pk]), {"email": "ada@Example.org"})
    other.post(re.search(r"https?://\S+(/town-halls/confirm/\S+)", mail.outbox[-1].body)[1])
    page = other.get(hall.get_url()).content.decode()
    assert "Who pays for heather?" in page
    assert "It is about something else" in page


def test_askers_are_led_to_where_their_question_went(confirmed, hall, say, moderator):
    speak(confirmed, hall, "Who will pay?")
    mine, other, later = Contribution.objects.get(), say("Who pays?"), TownHallPageFactory(title="The next one")
    merge(contribution=mine, into=other, by=moderator)
    own = confirmed.get(hall.get_url()).content.decode().partition('id="mine"')[2]
    assert f'It stands in <a href="/town-halls/q/{other.reference[2:]}/" title="Who pays?">' in own
    unmerge(contribution=mine, by=moderator)
    carry_over(contribution=mine, to=later.page_ptr, by=moderator)
    own = confirmed.get(hall.get_url()).content.decode().partition('id="mine"')[2]
    assert f'<a href="{later.get_url()}">The next one</a>' in own


def test_what_is_carried_over_is_found_in_both_town_halls(client, hall, say, moderator):
    question, later = say("Who pays?"), TownHallPageFactory(title="The next one")
    carry_over(contribution=question, to=later.page_ptr, by=moderator)
    here, there = client.get(hall.get_url()).content.decode(), client.get(later.get_url()).content.decode()
    transcript = client.get(reverse("townhalls:transcript", args=[hall.pk])).content.decode()
    for page in (here, transcript):
        assert f'<a href="{later.get_url()}">The next one</a>' in page
    assert "Carried over to this town hall" in there
    assert f'/town-halls/q/{question.reference[2:]}/"' in there
    decline(contribution=question, by=moderator, code=ReasonCode.OFF_TOPIC)
    assert "Carried over to this town hall" not in client.get(later.get_url()).content.decode()


def test_as_many_queries_for_more_that_is_carried_over(client, hall, say, moderator):
    later, counts = TownHallPageFactory(), []
    for number in range(3):
        carry_over(contribution=say(f"Question {number}?"), to=later.page_ptr, by=moderator)
        Panellist.objects.create(town_hall=later, name=f"Panellist {number}")
        client.get(later.get_url())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(later.get_url()).content.decode().count("Question ") == number + 1
        counts.append(len(queries))
    assert counts[0] == counts[2]


def confirm_in(browser, hall, committing, email):
    with committing():
        browser.post(reverse("townhalls:address", args=[hall.pk]), {"email": email})
    browser.post(re.search(r"https?://\S+(/town-halls/confirm/\S+)", mail.outbox[-1].body)[1])
    return browser


def test_an_account_and_its_address_have_one_vote_between_them(signed_in, hall, say, committing):
    question = say("Who pays?")
    vote = reverse("townhalls:vote", args=[hall.pk, question.key])
    signed_in(UserFactory(email="Ada@example.org")).post(vote, {"wants": "yes"})
    elsewhere = confirm_in(Client(), hall, committing, "ada@example.org")
    page = elsewhere.post(vote, {"wants": "yes"}, follow=True).content.decode()
    assert 'aria-pressed="true"' in page
    question.refresh_from_db()
    assert question.votes == 1


def test_askers_with_an_account_see_theirs_by_their_address_alone(signed_in, confirmed, hall, committing):
    speak(confirmed, hall, "Who pays for heather?")
    account = signed_in(UserFactory(email="ada@example.org"))
    assert "What you sent" in account.get(hall.get_url()).content.decode()
    speak(account, hall, "Who decides about heather?")
    elsewhere = confirm_in(Client(), hall, committing, "ada@example.org")
    page = elsewhere.get(hall.get_url()).content.decode()
    assert "Who decides about heather?" in page.partition('id="mine"')[2]
    assert "confirm your email address" not in page


def test_hosts_see_what_was_left_to_them(signed_in, hall, say, moderator):
    later = TownHallPageFactory()
    desk = reverse("townhalls:desk", args=[later.pk])
    assert "carried over to this town hall" not in signed_in(moderator).get(desk).content.decode()
    carry_over(contribution=say("Who pays?"), to=later.page_ptr, by=moderator)
    page = signed_in(moderator).get(desk).content.decode()
    assert f'<a href="{later.get_url()}#left">1 question was carried over to this town hall</a>' in page


def test_how_long_it_is_till_it_begins_is_text(client, time_machine):
    time_machine.move_to(datetime(2026, 11, 26, 12, tzinfo=UTC), tick=False)
    hall = TownHallPageFactory(state="open", starts_at=timezone.now() + timedelta(days=2, hours=3))
    page = client.get(hall.get_url()).content.decode()
    assert "It begins in 2\xa0days, 3\xa0hours." in page
    time_machine.shift(timedelta(days=2, hours=3))
    assert "It begins in" not in client.get(hall.get_url()).content.decode()


@pytest.mark.parametrize(
    ("privacy", "refusal"),
    [
        ("signed_in", "Sign in to speak in this town hall."),
        ("confirmed", "Confirm your email address first."),
        ("anyone", ""),
    ],
)
def test_who_may_speak_is_up_to_the_hosts(client, signed_in, privacy, refusal):
    """A guest who confirmed nothing, and somebody with an account."""
    hall = TownHallPageFactory(at_once=True, privacy=privacy)
    page = speak(client, hall, "Who pays?").content.decode()
    assert (refusal in page) if refusal else Contribution.objects.filter(text="Who pays?").exists()
    assert Contribution.objects.count() == (0 if refusal else 1)
    speak(signed_in(UserFactory()), hall, "Who decides?")
    assert Contribution.objects.filter(text="Who decides?").exists()


def test_nobody_types_what_an_account_is_needed_for_and_nobody_loses_it(client, signed_in):
    """Whoever was signed out while they typed gets their words back."""
    hall = TownHallPageFactory(privacy="signed_in")
    assert "Your question or comment" not in client.get(hall.get_url()).content.decode()
    assert "Your question or comment" in signed_in(UserFactory()).get(hall.get_url()).content.decode()
    assert "Words that must not be lost" in speak(client, hall, "Words that must not be lost").content.decode()


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
