"""What other rooms, search engines and readers of the log are told of a report."""

import pytest
from django.urls import reverse

from core.citations import Citation, cited_in, links_in
from core.log_names import names_of
from peer_review.reports.domain import editions
from peer_review.reports.models import Action, Progress, Report
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import ReviewState as S
from tests.peer_review.reports.factories import STEPS, a_review_at

pytestmark = pytest.mark.django_db


class TestCitations:
    def test_a_finding_leads_to_its_place_while_it_is_public(self):
        one = a_review_at(S.FINAL)
        text = f"See {one.review.reference} R2 and {one.review.reference} R9."
        assert "<a" not in links_in([text]).mark(text)
        move_on(review=one.review, verb="publish", actor=one.manager)
        page = reverse("peer_reports:report", args=[one.review.reference])
        assert links_in([text]).mark(text).count("<a") == 1
        assert f'href="{page}#R2" title="Pay carers’ travel"' in links_in([text]).mark(text)
        editions.take_back(review=one.review, because="Wrong.", by=one.manager)
        assert "<a" not in links_in([text]).mark(text)

    def test_what_a_report_refers_to_names_it_from_the_day_it_is_published(self):
        one = a_review_at(S.DRAFTING)
        Report.objects.update(summary="It rests on CFE1-0042.")
        for step in ("send", "finish"):
            STEPS[step](one)
            one.review.refresh_from_db()
        assert Citation.objects.count() == 0
        move_on(review=one.review, verb="publish", actor=one.manager)
        (citing,) = cited_in(["CFE1-0042"])["CFE1-0042"]
        assert citing.url == reverse("peer_reports:report", args=[one.review.reference])
        one.review.refresh_from_db()
        editions.take_back(review=one.review, because="Wrong.", by=one.manager)
        assert cited_in(["CFE1-0042"]) == {"CFE1-0042": []}
        assert Citation.objects.count() == 0


def sitemap(client):
    return client.get("/sitemap-peer-reports.xml").content.decode()


def test_the_sitemap_knows_published_reports_alone(client):
    published, final = a_review_at(S.PUBLISHED), a_review_at(S.FINAL)
    page = sitemap(client)
    assert reverse("peer_reports:report", args=[published.review.reference]) in page
    assert reverse("peer_reports:report", args=[final.review.reference]) not in page
    assert reverse("peer_library:library") in client.get("/sitemap-peer-library.xml").content.decode()
    editions.take_back(review=published.review, because="Wrong.", by=published.manager)
    assert reverse("peer_reports:report", args=[published.review.reference]) not in sitemap(client)


def test_the_log_is_readable_and_names_nobody():
    one = a_review_at(S.CLOSED)
    report, action, told = Report.objects.get(), Action.objects.first(), Progress.objects.first()
    keys = {f"peer_reports.report:{report.pk}", f"peer_reports.action:{action.pk}", f"peer_reports.progress:{told.pk}"}
    reference = one.review.reference
    assert set(names_of(keys).values()) == {
        f"report of {reference}",
        f"action for {reference} R1",
        f"progress of {reference} R1",
    }


class TestPanels:
    def test_the_page_of_a_review_leads_to_what_is_public(self, client):
        one = a_review_at(S.PUBLISHED)
        address = reverse("peer_reviews:one", args=[one.review.reference])
        page = client.get(address).content.decode()
        assert reverse("peer_reports:report", args=[one.review.reference]) in page
        assert reverse("peer_reports:plan", args=[one.review.reference]) not in page
        editions.take_back(review=one.review, because="The figures were wrong.", by=one.manager)
        page = client.get(address).content.decode()
        assert "The figures were wrong." in page
        assert "Read the report" not in page

    def test_a_final_report_is_named_to_those_inside_alone(self, client):
        one = a_review_at(S.FINAL)
        address = reverse("peer_reviews:one", args=[one.review.reference])
        assert "Read the report" not in client.get(address).content.decode()
        client.force_login(one.host)
        page = client.get(address).content.decode()
        assert page.index("Read the report") < page.index("Public clock")

    def test_the_desk_of_a_review_has_what_is_to_do(self, client):
        one = a_review_at(S.DRAFTING)
        client.force_login(one.peer)
        page = client.get(reverse("peer_reviews:desk", args=[one.review.reference])).content.decode()
        assert "Write the report" in page
        assert "Send the draft to the hosts" not in page
