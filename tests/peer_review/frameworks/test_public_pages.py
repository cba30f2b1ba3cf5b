"""What everybody reads: what is in force, each older version, and what changed between them. Nothing of a draft."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peer_review.frameworks import domain, queries
from peer_review.frameworks.models import Framework
from tests.peer_review.frameworks.factories import drafted, in_force, line_named, wording

SECRET = "Marzipan"
LIST = "/peer-reviews/framework/"
ONE = f"{LIST}core-framework/"


def reworded(framework, keeper, good):
    """Return the draft of the next version, in which one line has another idea of what good looks like."""
    draft = domain.new_version(framework=framework, by=keeper)
    line = line_named(draft, "Who decides")
    domain.save_line(
        version=draft,
        key=line.key,
        theme=line.theme.key,
        wording=wording("Who decides", good=good),
        after=queries.stamp_of_line(line),
        by=keeper,
    )
    return draft


def asked(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_shows_what_is_in_force_with_its_themes(client, version):
    page = client.get(LIST).text
    assert "Core framework" in page
    assert "Version 1, in force since" in page
    assert "2 lines of enquiry" in page
    assert f'href="{ONE}"' in page


def test_an_empty_list_says_what_would_be_there(client, db):
    assert "No framework is in force yet" in client.get(LIST).text


def test_a_version_is_read_in_full(client, version):
    page = client.get(ONE).text
    for words in (
        "Who decides: how is it done here?",
        "Ask who decided last.",
        "Everybody knows who decides what, and why.",
    ):
        assert words in page
    assert "1.2" in page
    assert "3 lines of enquiry" in page
    assert "There is no grade" in client.get(LIST).text


def test_each_version_has_its_address_and_an_older_one_says_so(client, version, framework, keeper):
    domain.put_in_force(version=reworded(framework, keeper, "Clear to all."), reason="Plainer words.", by=keeper)
    assert "Clear to all." in client.get(ONE).text
    assert "Clear to all." in client.get(f"{ONE}2/").text
    older = client.get(f"{ONE}1/").text
    assert "This is an earlier version." in older
    assert "Clear to all." not in older
    assert f'href="{ONE}2/"' in older
    assert "Plainer words." in client.get(ONE).text


def test_what_changed_is_told_in_words(client, version, framework, keeper):
    draft = reworded(framework, keeper, "Everybody knows who decides what, and when.")
    assert client.get(f"{ONE}changes/").status_code == 404  # there is one version
    domain.put_in_force(version=draft, reason="Plainer words.", by=keeper)
    page = client.get(f"{ONE}changes/").text
    assert "Reworded: <strong>1</strong>" in page
    assert '<del><span class="nhsuk-u-visually-hidden">[Removed: </span>why.' in page
    assert '<ins><span class="nhsuk-u-visually-hidden">[Added: </span>when.' in page
    assert "1.2 Who is heard" in page
    assert "They read the same." in client.get(f"{ONE}changes/?before=1&after=1").text
    for odd in ("?before=9", "?after=base", "?before=x&after=1"):
        assert client.get(f"{ONE}changes/{odd}").url == f"{ONE}changes/"


@pytest.mark.parametrize(
    "path", ["none/", "core-framework/9/", "core-framework/99999999999999999999/", "none/changes/"]
)
def test_what_is_not_there_is_not_found(client, version, path):
    assert client.get(f"{LIST}{path}").status_code == 404


def test_a_draft_is_nowhere(client, version, framework, keeper):
    reworded(framework, keeper, SECRET)
    domain.begin(name=SECRET, purpose=SECRET, by=keeper)
    for address in (LIST, ONE, f"{ONE}1/", "/sitemap-frameworks.xml", "/sitemap-framework-list.xml"):
        page = client.get(address)
        assert page.status_code == 200
        assert SECRET.lower() not in page.text.lower()
    for address in (f"{ONE}2/", f"{ONE}changes/?before=1&after=2", f"{LIST}marzipan/", f"{LIST}marzipan/1/"):
        assert client.get(address).status_code == 404


def test_a_local_edition_is_nowhere_until_it_is_made_public(client, version, keeper):
    edition = domain.local_edition(of=version, name=SECRET, by=keeper)
    domain.add_local_line(
        version=edition, theme_title=SECRET, title=SECRET, question=SECRET, good=SECRET, prompts=[SECRET], by=keeper
    )
    domain.put_in_force(version=edition, by=keeper)
    hidden = (f"{LIST}marzipan/", f"{LIST}marzipan/1/", f"{LIST}marzipan/changes/")
    assert [client.get(address).status_code for address in hidden] == [404, 404, 404]
    for address in (LIST, ONE, f"{ONE}1/", "/sitemap-frameworks.xml"):
        assert SECRET.lower() not in client.get(address).text.lower()
    domain.make_public(framework=edition.framework, by=keeper)
    assert [client.get(address).status_code for address in hidden] == [200, 200, 200]
    page = client.get(f"{LIST}marzipan/").text
    assert "Added locally" in page
    assert f'href="{ONE}1/"' in page
    changes = client.get(f"{LIST}marzipan/changes/?before=base&after=1").text
    assert "Added: <strong>1</strong>" in changes
    assert "Unchanged: <strong>3</strong>" in changes


def test_the_sitemap_lists_the_list_and_each_version(client, version):
    assert f"{ONE}1/" in client.get("/sitemap-frameworks.xml").text
    assert LIST in client.get("/sitemap-framework-list.xml").text


def test_pages_ask_as_much_for_one_row_as_for_three(client, keeper):
    in_force(by=keeper)
    framework = Framework.objects.get()
    domain.put_in_force(version=reworded(framework, keeper, "First."), reason="Plainer.", by=keeper)
    addresses = (LIST, ONE, f"{ONE}1/", f"{ONE}changes/?before=1&after=2")
    for address in addresses:
        client.get(address)
    before = [asked(client, address) for address in addresses]
    for number in (3, 4):
        draft = drafted(by=keeper, name=f"Framework {number}")
        domain.put_in_force(version=draft, by=keeper)
        domain.put_in_force(version=reworded(framework, keeper, f"{number}."), reason="Plainer.", by=keeper)
    assert [asked(client, address) for address in addresses] == before
    assert max(before) <= 15
