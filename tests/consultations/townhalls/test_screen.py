"""The large screen of a hall: what the public knows, and nothing else."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.enums import ReasonCode
from tests.factories import ContributionFactory, TownHallPageFactory

pytestmark = pytest.mark.django_db
QUERIES = 10


def screen(hall):
    return reverse("townhalls:screen", args=[hall.pk])


def test_it_shows_what_is_answered_and_what_most_want_next(client, hall, say, moderator):
    first = say("Who pays?")
    for votes in (3, 9):
        ContributionFactory(thread=first.thread, reference=f"Q-9{votes}", votes=votes)
    hosting.answer_now(contribution=first, by=moderator)
    page = client.get(screen(hall)).content.decode()
    assert "Being answered now" in page
    assert "Who pays?" in page
    assert page.index("9 votes") < page.index("3 votes")
    assert page.count("Who pays?") == 1
    assert f"/t/{hall.pk}/" in page


def test_what_the_public_does_not_see_is_not_on_it(client, say, hall, moderator):
    waiting = say("Who pays for heather?", in_hall=TownHallPageFactory())
    assert "heather" not in client.get(screen(waiting.thread.page)).content.decode()
    answering = hosting.answer_now(contribution=say("Who pays for more heather?"), by=moderator)
    assert "heather" in client.get(screen(hall)).content.decode()
    moderating.decline(contribution=answering, by=moderator, code=ReasonCode.ABUSE)
    assert "heather" not in client.get(screen(hall)).content.decode()


@pytest.mark.parametrize("name", ["townhalls:screen", "join"])
def test_a_page_that_is_kept_behind_something_has_none(client, hall, name):
    there = reverse(name, args=[hall.pk])
    assert client.get(there).status_code in {200, 302}
    PageViewRestriction.objects.create(page=hall, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(there).status_code == 404
    assert client.get(reverse(name, args=[999_999])).status_code == 404


def test_the_short_address_leads_to_the_town_hall(client, hall):
    assert client.get(reverse("join", args=[hall.pk])).headers["Location"].endswith(hall.get_url())


def test_as_many_queries_for_more(client, hall, say, moderator, django_assert_num_queries):
    first = say("Who pays?")
    hosting.answer_now(contribution=first, by=moderator)
    client.get(screen(hall))
    ContributionFactory(thread=first.thread)
    with django_assert_num_queries(QUERIES):
        client.get(screen(hall))
    for _ in range(2):
        ContributionFactory(thread=first.thread)
    with django_assert_num_queries(QUERIES):
        client.get(screen(hall))
