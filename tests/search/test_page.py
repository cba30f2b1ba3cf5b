"""The search page: what it shows, what it says when there is nothing, and what it costs."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from haystack import connections
from haystack.exceptions import SearchBackendError

from evidence.publication.models import Edition, EditionAttachment
from evidence.submissions.enums import SubmissionState
from organisations.models import OrganisationType, Region
from search.domain.rebuild import rebuild
from tests.factories import (
    AttachmentFactory,
    CallPageFactory,
    QuestionFactory,
    ReviewPageFactory,
    SubmissionFactory,
    WorkstreamPageFactory,
    published,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]
SEARCH = "/search/"


@pytest.fixture
def corpus():
    """One of each kind, all of which speak of heather."""
    review = ReviewPageFactory(title="Heather review")
    workstream = WorkstreamPageFactory(parent=review, title="Heather workstream")
    call = CallPageFactory(parent=review, title="Heather call")
    call.workstreams.add(workstream)
    call.save()
    QuestionFactory(section__call=call, version__wording="Where does heather grow?")
    person = published(call=call, name="Ada Example", texts=["Heather & <b>gorse</b> grow here."])
    council = published(
        call=call,
        for_organisation=True,
        organisation__name="Hull Council",
        organisation__type=OrganisationType.COUNCIL,
        organisation__region=Region.NORTH_EAST_YORKSHIRE,
        texts=["The council grows heather and nothing else."],
    )
    attachment = AttachmentFactory(submission=council.submission)
    EditionAttachment.objects.create(
        edition=council,
        attachment=attachment,
        title="Annex of heather",
        position=1,
        pieces=[{"text": "Heather, again."}],
    )
    Edition.objects.filter(pk=person.pk).update(published_at=council.published_at - timedelta(days=1))
    rebuild()
    return {"review": review, "workstream": workstream, "call": call, "person": person, "council": council}


def page(client, query: str) -> BeautifulSoup:
    response = client.get(f"{SEARCH}?{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(soup: BeautifulSoup) -> list[str]:
    return [" ".join(heading.text.split()) for heading in soup.select(".mh-result__title")]


def test_results_of_all_kinds_stand_together(client, corpus):
    soup = page(client, "q=heather")
    assert soup.title.text.strip().startswith("heather: 6 results")
    assert sorted(soup_tag.text.strip() for soup_tag in soup.select(".mh-result .nhsuk-tag")) == [
        "Attachment", "Call", "Review", "Submission", "Submission", "Workstream",
    ]  # fmt: skip
    links = {link["href"] for link in soup.select(".mh-result__title a")}
    reference = corpus["council"].reference
    assert {f"/evidence/{reference}/", f"/evidence/{reference}/#attachment-1"} <= links
    assert soup.find(id="search-words")["value"] == "heather"


def test_passages_are_marked_and_never_markup(client, corpus):
    soup = page(client, "q=heathers+gorse")
    (passage,) = soup.select(".mh-passage")
    assert (
        str(passage)
        == '<p class="mh-result__text mh-passage"><mark>Heather</mark> &amp; &lt;b&gt;<mark>gorse</mark>&lt;/b&gt; grow here.</p>'
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=gorse", {"person"}),
        ("q=%22grows+heather%22", {"council"}),
        ("q=heather+-gorse+council", {"council", "annex"}),
        ("q=gorse+OR+council", {"person", "council", "annex"}),
        ("q=hull", {"council", "annex"}),
        ("q=ada+gorse", {"person"}),
        ("q=the+gorse+of+ada", {"person"}),
        ("q=the+heather+and+the+gorse", {"person"}),
        ("q=the+OR+gorse", {"person"}),
        ("q=gorse+-the", {"person"}),
        ("q=%E2%80%9Cgrows+heather%E2%80%9D", {"council"}),
    ],
)
def test_what_people_type(client, corpus, query, expected):
    links = [link["href"] for link in page(client, query).select(".mh-result__title a")]
    names = {
        f"/evidence/{corpus['person'].reference}/": "person",
        f"/evidence/{corpus['council'].reference}/": "council",
        f"/evidence/{corpus['council'].reference}/#attachment-1": "annex",
    }
    assert {names[link] for link in links} == expected


def test_a_name_is_found_that_is_a_stop_word_too(client, corpus):
    will = published(call=corpus["call"], name="Will Example", texts=["Bracken will grow there."])
    rebuild()
    for query in ("q=will", "q=will+bracken"):
        assert titles(page(client, query)) == [f"{will.reference} Will Example"], query
    assert titles(page(client, "q=it")) == []


def options(soup: BeautifulSoup, name: str) -> dict[str, str]:
    return {
        box["value"]: box.find_parent("label").text.strip().split("(")[1][:-1].strip(")")
        for box in soup.select(f"input[name={name}]")
    }


def test_facets_count_combine_and_can_be_taken_away(client, corpus):
    soup = page(client, "q=heather")
    assert options(soup, "kind") == {
        "submission": "2",
        "attachment": "1",
        "call": "1",
        "review": "1",
        "workstream": "1",
    }
    assert options(soup, "call") == {corpus["call"].code: "4"}
    assert options(soup, "review") == {}, "every result has it, so it offers no choice"
    assert options(soup, "workstream") == {str(corpus["workstream"].pk): "5"}
    assert options(soup, "who") == {"organisation": "2", "individual": "1"}
    assert options(soup, "type") == {"council": "2"}
    assert options(soup, "region") == {"Y63": "2"}
    assert options(soup, "organisation") == {"Hull Council": "2"}
    assert list(options(soup, "theme").values()) == ["1", "1"], "each of the two answers stands in a section of its own"

    soup = page(client, "q=heather&kind=submission&kind=attachment&who=organisation")
    assert len(titles(soup)) == 2
    assert options(soup, "kind") == {"submission": "1", "attachment": "1"}
    assert options(soup, "who") == {"organisation": "2", "individual": "1"}
    tags = {" ".join(tag.text.split()): tag["href"] for tag in soup.select(".mh-filter-tag")}
    assert tags["×Remove filter Kind: Attachments"] == "?q=heather&kind=submission&who=organisation"
    assert soup.select_one("input[name=kind][value=submission]").has_attr("checked")


def test_a_value_that_means_nothing_finds_nothing_and_can_be_left(client, corpus):
    soup = page(client, "q=heather&region=Y56")
    assert "Nothing was found" in soup.text
    assert soup.select_one(".mh-filter-tag").text.endswith("London")
    assert page(client, "q=heather&region=nonsense&review=x&year=abc&year=99999&page=x&sort=up").title


def test_order_by_date(client, corpus):
    newest = page(client, "q=heather&kind=submission&sort=newest")
    assert [title.split()[0] for title in titles(newest)] == [corpus["council"].reference, corpus["person"].reference]
    oldest = page(client, "q=heather&kind=submission&sort=oldest")
    assert titles(oldest) == list(reversed(titles(newest)))
    assert newest.select_one("#sort option[selected]")["value"] == "newest"


def test_the_help_page_shows_what_can_be_found_here(client, corpus):
    council = corpus["council"]
    text = BeautifulSoup(client.get("/search/help/").content, "html.parser").text
    for example in (council.reference, f"call:{corpus['call'].code} ", f"year:{council.published_at.year} "):
        assert example in text


def test_a_filter_that_leaves_all_results_is_not_shown(client, corpus):
    corpus["call"].workstreams.add(WorkstreamPageFactory(parent=corpus["review"], title="Moor workstream"))
    corpus["call"].save()
    rebuild()
    assert len(options(page(client, "q=heather"), "workstream")) == 2
    assert options(page(client, "q=heather&kind=submission"), "workstream") == {}, "each submission has both"


def test_a_search_without_a_word_offers_no_filters_and_no_emails(client, corpus):
    nothing = page(client, "q=%22%22")
    assert (nothing.select("aside"), nothing.select("a[href^='/search/alerts/new/']")) == ([], [])
    unknown = page(client, "q=unfindable")
    assert unknown.select("a[href^='/search/alerts/new/']"), "it may be found one day"


def test_filters_alone_list_what_fits(client, corpus):
    soup = page(client, "kind=workstream")
    assert titles(soup) == ["Heather workstream"]
    assert soup.title.text.strip().startswith("1 result")


@pytest.mark.parametrize(("count", "said"), [(1, "1 result"), (2, "2 results")])
def test_the_number_is_said_rightly(client, count, said):
    for _ in range(count):
        published(texts=["Heather."])
    rebuild()
    soup = page(client, "q=heather")
    assert soup.select_one("[role=status]").text.strip() == said


def test_pages(client):
    call = CallPageFactory()
    for _ in range(21):
        published(call=call, texts=["Heather."])
    rebuild()
    first, second = page(client, "q=heather"), page(client, "q=heather&page=2")
    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert len({*titles(first), *titles(second)}) == 21
    assert "heather: 21 results (page 2 of 2)" in second.title.text
    assert "showing 21 to 21" in second.select_one("[role=status]").text
    assert client.get(f"{SEARCH}?q=heather&page=99").headers["Location"] == "/search/?q=heather"


def test_a_reference_goes_straight_to_what_it_names(client, corpus):
    edition = corpus["person"]
    response = client.get(SEARCH, {"q": f" {edition.reference.lower()} "})
    assert response.headers["Location"] == f"/evidence/{edition.reference}/"
    call = client.get(SEARCH, {"q": corpus["call"].code})
    assert call.headers["Location"].endswith(corpus["call"].url)


def test_the_reference_of_what_is_not_public_tells_nothing(client, corpus):
    hidden = SubmissionFactory(state=SubmissionState.READY, texts=["x"])
    known, unknown = page(client, f"q={hidden.reference}"), page(client, "q=CFE9-9999")
    assert "Nothing was found" in known.text
    assert known.main.text.replace(hidden.reference, "") == unknown.main.text.replace("CFE9-9999", "")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=unfindable", "check how the words are spelt"),
        ("q=unfindable+words", "look for any one of your words"),
        ("q=heather&kind=page", "remove all filters"),
        ("q=%3F%3F%3F", "There is no word in what you typed"),
        ("q=%22", "There is no word in what you typed"),
        ("q=%28%28%28+OR+AND+-", "Nothing was found"),
        ("q=%00%00", "Or look through what is here"),
        ("q=", "Or look through what is here"),
        ("q=the", "Nothing was found"),
        ("q=" + "long+" * 500, "Nothing was found"),
    ],
)
def test_every_question_is_answered_with_what_to_do_next(client, corpus, query, said):
    assert said in " ".join(page(client, query).text.split())


def test_a_site_with_nothing_in_it_says_so(client):
    assert "There is nothing to search yet" in page(client, "").text


def test_an_engine_that_is_down_gets_a_plain_page(client, corpus, monkeypatch):
    def down(*args, **kwargs):
        raise SearchBackendError("down")

    monkeypatch.setattr(type(connections["default"].get_backend()), "search", down)
    response = client.get(SEARCH, {"q": "heather"})
    assert response.status_code == 503
    assert "Search is not working" in response.text
    assert 'value="heather"' in response.text
    assert reverse("publication:register") in response.text


def test_one_call_to_the_engine_and_as_many_queries_for_more_results(
    client, corpus, monkeypatch, django_assert_num_queries
):
    backend = type(connections["default"].get_backend())
    calls = []
    whole = backend.search
    monkeypatch.setattr(backend, "search", lambda *args, **kwargs: calls.append(1) or whole(*args, **kwargs))
    client.get(SEARCH, {"q": "heather"})
    calls.clear()
    with django_assert_num_queries(QUERIES):
        client.get(SEARCH, {"q": "heather"})
    assert len(calls) == 1
    for kind in range(3):
        published(call=corpus["call"], texts=["Heather."])
        CallPageFactory(parent=corpus["review"], title=f"Heather {kind}")
        WorkstreamPageFactory(parent=corpus["review"], title=f"Heather {kind}")
    rebuild()
    with django_assert_num_queries(QUERIES):
        assert len(titles(page(client, "q=heather"))) == 15


QUERIES = 13
