import re

import pytest
import time_machine
from django.core.management import call_command
from wagtail.models import Page, Site

from pages.domain import set_up_site
from pages.models import ContentPage, HomePage

pytestmark = pytest.mark.django_db
FOOTER = ["privacy", "accessibility", "cookies", "terms", "contact", "help"]


@pytest.fixture
def home(settings):
    settings.BASE_URL = "https://review.example:8443"
    settings.CONTACT_EMAIL = "hello@review.example"
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        return set_up_site()


def test_the_site_stands_at_its_address_and_the_welcome_page_is_gone(home):
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page_id) == ("review.example", 8443, home.pk)
    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [HomePage]


def test_a_second_run_changes_nothing_that_staff_wrote(home):
    terms = ContentPage.objects.get(slug="terms")
    terms.body = "<p>Ours.</p>"
    terms.save_revision().publish()
    ContentPage.objects.get(slug="help").delete()
    before = Page.objects.count()
    assert set_up_site() == home
    assert Page.objects.count() == before + 1
    assert ContentPage.objects.get(slug="terms").body == "<p>Ours.</p>"
    assert ContentPage.objects.filter(slug="help").exists()


def test_the_command_says_what_it_did(capsys):
    call_command("set_up_site")
    assert capsys.readouterr().out == "The site stands: 7 pages.\n"


@pytest.mark.parametrize("slug", FOOTER)
def test_each_page_of_the_footer_is_there_with_words_and_dates(client, home, slug):
    response = client.get(f"/{slug}/")
    page = response.content.decode()
    assert response.status_code == 200
    assert len(re.findall("<h1[ >]", page)) == 1
    if slug != "contact":
        assert '<time datetime="2027-11-23">23 November 2027</time>' in page
    assert "{" not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


def test_every_link_among_these_pages_leads_somewhere(client, home):
    rooms_above = {"/calls/", "/town-halls/", "/evidence/", "/search/", "/my/"}
    for slug in ["", *FOOTER]:
        page = client.get(f"/{slug}/".replace("//", "/")).content.decode()
        for link in set(re.findall(r'href="(/[^"#?]*)', page)) - rooms_above:
            if not link.startswith("/static/"):
                assert client.get(link).status_code in {200, 302}, (slug, link)


def test_the_accessibility_statement_has_the_headings_that_the_law_fixes(client, home):
    page = client.get("/accessibility/").content.decode()
    headings = [re.sub("<.*?>", "", text) for text in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", page)]
    for heading in [
        "Feedback and contact information",
        "Enforcement procedure",
        "Compliance status",
        "Non-accessible content",
        "Non-compliance with the accessibility regulations",
        "Disproportionate burden",
        "Content that’s not within the scope of the accessibility regulations",
        "Preparation of this accessibility statement",
    ]:
        assert heading in headings
    assert "Equality and Human Rights Commission" in page
    assert "mailto:hello@review.example" in page


def test_the_privacy_notice_has_the_sections_people_look_for(client, home):
    page = client.get("/privacy/").content.decode()
    headings = re.findall(r"<h2>(.*?)</h2>", page)
    assert headings == [
        "Summary",
        "Who is responsible for your data",
        "What personal data we collect",
        "How we use them, and who sees them",
        "Our lawful basis",
        "How long we keep them",
        "Your rights",
    ]


@pytest.mark.parametrize(("slug", "queries"), [("", 15), ("terms", 8), ("privacy", 8), ("cookies", 8), ("contact", 8)])
def test_pages_ask_the_same_however_many_there_are(client, home, django_assert_max_num_queries, slug, queries):
    path = f"/{slug}/".replace("//", "/")
    client.get(path)
    for count in (1, 3):
        for number in range(count):
            home.add_child(instance=ContentPage(title="More", slug=f"more-{count}-{number}", body="<p>More</p>"))
        with django_assert_max_num_queries(queries):
            client.get(path)


def test_the_home_page_says_what_is_not_there_yet(client, home):
    page = client.get("/").content.decode()
    assert "<title>Public reviews" in page
    assert "Nothing has been published here yet" in page or "No call is open" in page
