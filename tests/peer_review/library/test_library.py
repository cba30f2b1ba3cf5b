"""The learning library: what was published across systems, by theme; followed, and forgotten when it is taken back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import Region
from peer_review.frameworks.models import Theme
from peer_review.library.queries import learnt
from peer_review.reports.domain import editions
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.enums import ReviewState as S
from peer_review.reviews.models import Right
from tests.factories import OrganisationFactory
from tests.peer_review.reports.factories import a_review_at

pytestmark = pytest.mark.django_db
LIBRARY = "peer_library:library"


@pytest.fixture
def published():
    return a_review_at(S.PUBLISHED, system=OrganisationFactory(name="Heather ICB", region=Region.LONDON))


def titles(client, **asked):
    return [row.title for row in client.get(reverse(LIBRARY), asked).context["rows"]]


class TestTheList:
    def test_strengths_and_recommendations_and_no_areas(self, client, published):
        assert sorted(titles(client)) == ["Partners meet weekly", "Pay carers’ travel", "Share one data set"]
        page = client.get(reverse(LIBRARY)).content.decode()
        assert f"{published.review.reference} R1" in page
        assert "Use one data set." in page

    def test_filters(self, client, published):
        other = a_review_at(S.PUBLISHED, system=OrganisationFactory(name="Thyme ICB", region=Region.EAST))
        review = other.review
        assert titles(client, kind="strength") == ["Partners meet weekly"] * 2
        assert len(titles(client, system=str(review.system_id))) == 3
        assert len(titles(client, region=Region.LONDON, kind="recommendation")) == 2
        assert len(titles(client, programme=review.programme.slug)) == 3
        theme = other.findings[0].line.theme
        assert titles(client, theme=str(theme.key)) == ["Partners meet weekly"]
        assert len(titles(client, theme="not a theme", kind="grade")) == 6

    def test_a_theme_comes_together_across_versions_of_a_framework(self, client, published):
        other = a_review_at(S.PUBLISHED)
        key = published.findings[0].line.theme.key
        Theme.objects.filter(pk=other.findings[2].line.theme_id).update(key=key)
        assert sorted(titles(client, theme=str(key))) == ["Partners meet weekly", "Share one data set"]

    def test_it_asks_as_often_for_one_as_for_three(self, client):
        counts = []
        for _review in range(3):
            a_review_at(S.PUBLISHED)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse(LIBRARY)).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[2] <= 15

    def test_a_right_that_is_switched_off_closes_it(self, client, published):
        Right.objects.filter(state=S.PUBLISHED, capacity=Capacity.PUBLIC, thing=Thing.REPORT).delete()
        assert titles(client) == []
        assert learnt().count() == 0

    def test_an_empty_one_says_how_it_fills(self, client):
        assert "appears here when a report is published" in client.get(reverse(LIBRARY)).content.decode()


class TestFeeds:
    def test_the_whole_and_one_theme(self, client, published):
        whole = client.get(reverse("peer_library:feed")).content.decode()
        assert whole.count("<entry>") == 3
        theme = published.findings[0].line.theme
        one = client.get(reverse("peer_library:theme_feed", args=[theme.key])).content.decode()
        assert one.count("<entry>") == 1
        assert "Partners meet weekly" in one
        editions.take_back(review=published.review, because="Wrong.", by=published.manager)
        assert "<entry>" not in client.get(reverse("peer_library:feed")).content.decode()
        assert client.get(reverse("peer_library:theme_feed", args=[theme.key])).status_code == 404
