"""Reports of peer reviews and their findings are found from the day they are published, until they are taken back."""

import re

import pytest
from django.urls import reverse

from organisations.models import Region
from peer_review.reports.domain import editions
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import ReviewState as S
from search.asked import Asked
from search.domain.apply import apply_changes
from search.domain.check import compare
from search.domain.rebuild import rebuild
from search.enums import Alias
from search.queries.find import find
from search.queries.names import straight_to
from tests.factories import OrganisationFactory
from tests.peer_review.reports.factories import a_review_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]


@pytest.fixture
def published():
    return a_review_at(S.PUBLISHED, system=OrganisationFactory(name="Heather ICB", region=Region.LONDON))


def found(words, **chosen):
    return sorted((match.kind, str(match.row)) for match in find(Asked(words, chosen=chosen)).matches)


def test_a_report_and_its_findings_are_found_from_the_moment_they_are_published():
    one = a_review_at(S.FINAL)
    apply_changes()
    assert found("data set") == []
    move_on(review=one.review, verb="publish", actor=one.manager)
    apply_changes()
    assert [kind for kind, _row in found("data set")] == ["finding"]
    assert [kind for kind, _row in found("good heart")] == ["peerreport"]
    editions.take_back(review=one.review, because="Wrong.", by=one.manager)
    assert found("data set") == []
    apply_changes()
    assert found("data set") == found("good heart") == []


def test_by_kind_and_system(published):
    apply_changes()
    rebuild()
    assert len(found("", kind=("finding",), organisation=("Heather ICB",))) == 4
    assert len(found("", kind=("peerreport",), region=(str(Region.LONDON),))) == 1


def test_the_index_holds_what_the_database_says(published):
    rebuild()
    assert compare(Alias.PUBLIC).groups == []


def test_a_reference_leads_straight_there(published, client):
    reference = published.review.reference
    assert straight_to(f"{reference.lower()} r2").get_absolute_url().endswith(f"{reference}/report/#R2")
    assert straight_to(reference).get_absolute_url() == reverse("peer_reports:report", args=[reference])
    assert straight_to(f"{reference} R9") is None
    assert client.get("/search/", {"q": reference}).url == reverse("peer_reports:report", args=[reference])


def test_the_library_is_searched_from_its_own_page(published, client):
    rebuild()
    page = client.get(reverse("peer_library:library")).content.decode()
    (form,) = re.findall(r"<form[^>]*mh-searchbox--page.*?</form>", page, re.DOTALL)
    assert f'action="{reverse("search:search")}"' in form
    asked = {"q": "carers", "kind": re.findall(r'name="kind" value="(\w+)"', form)}
    assert asked["kind"] == ["finding", "peerreport"]
    assert f"{published.review.reference} R2" in client.get(reverse("search:search"), asked).content.decode()


def test_its_results_say_what_they_are(published, client):
    rebuild()
    page = client.get("/search/", {"q": "carers"}).content.decode()
    assert f"{published.review.reference} R2" in page
    assert "Finding of a peer review" in page
