"""The learning library: what was published across systems, by theme; found, followed, and forgotten when it is taken back."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import Region
from peer_review.frameworks.models import Line
from peer_review.library.queries import learnt
from peer_review.reports.domain import editions
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.enums import ReviewState as S
from peer_review.reviews.models import Right
from search.asked import Asked
from search.domain.apply import apply_changes
from search.domain.check import compare
from search.domain.rebuild import rebuild
from search.enums import Alias
from search.queries.find import find
from search.queries.names import straight_to
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
        Line.objects.get(pk=other.findings[2].line_id).theme.__class__.objects.filter(
            pk=other.findings[2].line.theme_id
        ).update(key=key)
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


@pytest.mark.usefixtures("public_index")
class TestSearch:
    def found(self, words, **chosen):
        return sorted((match.kind, str(match.row)) for match in find(Asked(words, chosen=chosen)).matches)

    def test_a_report_and_its_findings_are_found_from_the_moment_they_are_published(self):
        one = a_review_at(S.FINAL)
        apply_changes()
        assert self.found("data set") == []
        move_on(review=one.review, verb="publish", actor=one.manager)
        apply_changes()
        assert [kind for kind, _row in self.found("data set")] == ["finding"]
        assert [kind for kind, _row in self.found("good heart")] == ["peerreport"]
        editions.take_back(review=one.review, because="Wrong.", by=one.manager)
        assert self.found("data set") == []
        apply_changes()
        assert self.found("data set") == self.found("good heart") == []

    def test_by_kind_and_system(self, published):
        apply_changes()
        rebuild()
        assert len(self.found("", kind=("finding",), organisation=("Heather ICB",))) == 4
        assert len(self.found("", kind=("peerreport",), region=(str(Region.LONDON),))) == 1

    def test_the_index_holds_what_the_database_says(self, published):
        rebuild()
        assert compare(Alias.PUBLIC).groups == []

    def test_a_reference_leads_straight_there(self, published, client):
        reference = published.review.reference
        assert straight_to(f"{reference.lower()} r2").get_absolute_url().endswith(f"{reference}/report/#R2")
        assert straight_to(reference).get_absolute_url() == reverse("peer_reports:report", args=[reference])
        assert straight_to(f"{reference} R9") is None
        assert client.get("/search/", {"q": reference}).url == reverse("peer_reports:report", args=[reference])

    def test_the_library_is_searched_from_its_own_page(self, published, client):
        rebuild()
        page = client.get(reverse(LIBRARY)).content.decode()
        (form,) = re.findall(r"<form[^>]*mh-searchbox--page.*?</form>", page, re.DOTALL)
        assert f'action="{reverse("search:search")}"' in form
        asked = {"q": "carers", "kind": re.findall(r'name="kind" value="(\w+)"', form)}
        assert asked["kind"] == ["finding", "peerreport"]
        assert f"{published.review.reference} R2" in client.get(reverse("search:search"), asked).content.decode()

    def test_its_results_say_what_they_are(self, published, client):
        rebuild()
        page = client.get("/search/", {"q": "carers"}).content.decode()
        assert f"{published.review.reference} R2" in page
        assert "Finding of a peer review" in page
