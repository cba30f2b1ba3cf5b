from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from wagtail.models import Page, Site

from pages.models import HomePage


@pytest.fixture(autouse=True)
def _address(settings):
    settings.BASE_URL = "https://review.example"
    settings.SECURITY_CONTACT = "mailto:security@review.example"


def test_robots_names_the_sitemap_and_the_private_rooms(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: https://review.example/sitemap.xml"
    for room in ("/admin/", "/respond/", "/desk/", "/accounts/"):
        assert f"Disallow: {room}" in lines


@pytest.mark.parametrize("now", ["2026-11-02T12:00:00Z", "2027-06-30T23:30:00Z"])
def test_security_txt_never_goes_stale(client, now):
    with time_machine.travel(now, tick=False):
        response = client.get("/.well-known/security.txt")
        fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
        assert fields["Contact"] == "mailto:security@review.example"
        assert fields["Canonical"] == "https://review.example/.well-known/security.txt"
        assert fields["Preferred-Languages"] == "en"
        left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
        assert timedelta(days=90) < left < timedelta(days=365)
        assert response["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.django_db
def test_the_sitemap_lists_live_pages_and_no_drafts(client):
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Home", slug="h"))
    Site.objects.update(root_page=home, hostname="review.example", port=443)
    home.add_child(instance=Page(title="Shown", slug="shown"))
    home.add_child(instance=Page(title="Draft", slug="draft", live=False))
    index = client.get("/sitemap.xml").content.decode()
    assert "/sitemap-pages.xml</loc>" in index
    section = client.get("/sitemap-pages.xml").content.decode()
    assert "<loc>https://review.example/shown/</loc>" in section
    assert "draft" not in section


@pytest.mark.django_db
@pytest.mark.parametrize(("section", "path"), [("calls", "/calls/"), ("register", "/evidence/")])
def test_the_sitemap_names_the_lists(client, settings, section, path):
    assert f"/sitemap-{section}.xml</loc>" in client.get("/sitemap.xml").text
    assert f"<loc>{settings.BASE_URL}{path}</loc>" in client.get(f"/sitemap-{section}.xml").text
