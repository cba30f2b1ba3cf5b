"""A town hall inside a page of another website."""

import pytest
from django.urls import reverse

from consultations.townhalls import log
from consultations.townhalls.domain.moderating import decline
from consultations.townhalls.enums import ReasonCode
from tests.factories import ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db


def embedded(client, hall):
    return client.get(reverse("townhalls:embedded", args=[hall.pk]))


def test_any_page_may_show_it_and_this_one_alone(client, hall, say):
    say("Who pays for prevention?")
    answer = embedded(client, hall)
    assert "Who pays for prevention?" in answer.content.decode()
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "'none' *" not in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    page = client.get(hall.get_url())
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"


def test_it_holds_no_form_and_knows_nobody(client, hall, say, signed_in, monkeypatch):
    monkeypatch.setattr(log, "counted_until", lambda: 0)  # the page says when, and to nobody who
    say("Who pays?")
    answer = embedded(signed_in(UserFactory(moderator=True)), hall)
    page = answer.content.decode()
    assert "<form" not in page
    assert "csrf" not in page
    assert "/reply/" not in page
    assert not answer.cookies
    assert page == embedded(client, hall).content.decode()


def test_what_is_hidden_is_not_in_it(client, hall, say, moderator):
    decline(contribution=say("Planted secret"), code=ReasonCode.ABUSE, by=moderator)
    assert "Planted" not in embedded(client, hall).content.decode()


def test_a_draft_is_shown_to_nobody(client, hall):
    hall.unpublish()
    assert embedded(client, hall).status_code == 404


def test_the_page_gives_the_code_as_text(client, hall):
    hall.title = 'Prevention "now"'
    hall.save()
    page = client.get(hall.get_url()).content.decode()
    assert "<iframe" not in page
    assert f"/town-halls/{hall.pk}/embedded/" in page
    assert "&amp;quot;now&amp;quot;" in page


@pytest.mark.parametrize("more", [1, 3])
def test_as_many_queries_for_more(client, hall, say, more, django_assert_num_queries):
    for number in range(more):
        say("Me too", parent=say(f"Question {number}?", by=ParticipantFactory()), by=ParticipantFactory())
    embedded(client, hall)
    with django_assert_num_queries(QUERIES):
        embedded(client, hall)


QUERIES = 21
