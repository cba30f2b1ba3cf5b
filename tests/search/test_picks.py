"""What editors put above the results."""

import pytest
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from tests.factories import ReviewPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]


@pytest.fixture
def review():
    review = ReviewPageFactory(title="Zephyr review")
    query = Query.get("ICS Funding")
    SearchPromotion.objects.create(query=query, page=review, description="Begin here.", sort_order=1)
    SearchPromotion.objects.create(
        query=query, external_link_url="https://example.org/law", external_link_text="The law", sort_order=0
    )
    return review


def test_picks_stand_above_the_results_in_their_order(client, review):
    text = client.get("/search/", {"q": " ics  FUNDING "}).text
    assert text.index("You may be looking for") < text.index("The law") < text.index("Zephyr review")
    assert "Begin here." in text
    assert 'href="https://example.org/law"' in text
    assert "You may be looking for" not in client.get("/search/", {"q": "funding"}).text


def test_a_page_that_is_private_or_a_draft_is_not_named(client, review):
    restriction = PageViewRestriction.objects.create(page=review, restriction_type="login")
    assert "Zephyr" not in client.get("/search/", {"q": "ics funding"}).text
    restriction.delete()
    review.unpublish()
    assert "Zephyr" not in client.get("/search/", {"q": "ics funding"}).text


def test_what_people_look_for_is_written_down_nowhere(client, review):
    client.get("/search/", {"q": "something private"})
    assert list(Query.objects.values_list("query_string", flat=True)) == ["ics funding"]


def test_the_secretariat_makes_them(secretariat, signed_in):
    browser = signed_in(secretariat)
    assert browser.get("/admin/searchpicks/").status_code == 200
    menu = browser.get("/admin/").text
    assert "Promoted search results" in menu
    assert "search-terms" not in menu
