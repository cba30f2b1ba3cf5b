"""Suggestions while somebody types: only from what they may find."""

import pytest
from haystack import connections
from haystack.exceptions import SearchBackendError

from evidence.publication.domain.publish import unpublish
from evidence.submissions.enums import SubmissionState
from search.domain.apply import apply_changes
from search.domain.rebuild import rebuild
from search.queries.suggest import completions
from tests.factories import CallPageFactory, SubmissionFactory, UserFactory, WorkstreamPageFactory, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]
SUGGEST = "/search/suggest/"


def suggested(client, words: str) -> list[dict[str, str]]:
    return client.get(SUGGEST, {"q": words}).json()["suggestions"]


@pytest.fixture
def corpus():
    call = CallPageFactory(title="Call on neighbourhoods")
    WorkstreamPageFactory(parent=call.get_parent(), title="Neighbour workstream")
    for text in ("Neighbourhood teams lead.", "Neighbourhood boards, boards of neighbours.", "Boarding schools."):
        published(call=call, name="Ada Example", texts=[text])
    SubmissionFactory(state=SubmissionState.READY, name="Nebuchadnezzar", texts=["Nefarious secret."])
    rebuild()
    return call


def test_the_last_word_is_ended_in_ways_that_find_something(client, corpus):
    (first, *_others) = suggested(client, "teams nei")
    assert first == {"text": "teams neighbourhood", "url": "/search/?q=teams+neighbourhood", "kind": ""}
    assert completions("teams nei") == ["teams neighbourhood"]
    assert completions("neighbourhood bo") == ["neighbourhood boards"]
    assert completions("b") == completions("b1") == completions("boards ") == completions("") == []


def test_pages_that_begin_with_the_words_are_named(client, corpus):
    found = suggested(client, "call on nei")
    assert {"text": f"{corpus.code} Call on neighbourhoods", "url": corpus.get_url(), "kind": "Call"} in found
    assert suggested(client, "neighbour wo")[-1]["kind"] == "Workstream"
    assert {one["kind"] for one in suggested(client, "cfe")} >= {"Submission"}


def test_nothing_is_suggested_that_is_not_public(client, corpus, committing):
    assert suggested(client, "ne") != []
    assert suggested(client, "nef") == suggested(client, "neb") == []
    with committing():
        edition = published(name="Zebedee Example", texts=["Zymurgy, once."])
    assert [one["text"] for one in suggested(client, "zymu")] == ["zymurgy"]
    assert suggested(client, "zebedee")[-1]["kind"] == "Submission"
    unpublish(submission=edition.submission, by=UserFactory(secretariat=True), reason="A slip")
    for words in ("zymu", "zebe", edition.reference[:8]):
        assert edition.reference not in str(suggested(client, words)), "still waiting to be taken out"
        assert "zymurgy" not in str(suggested(client, words))
    apply_changes()
    assert suggested(client, "zymu") == suggested(client, "zebe") == []


@pytest.mark.parametrize("words", ["", "a", "*", '"', "\x00\x00", "a OR b -(", "🦓🦓", "x" * 5000, "title:nei"])
def test_any_typing_is_answered(client, corpus, words):
    assert isinstance(suggested(client, words), list)


def test_a_stopped_engine_suggests_nothing(client, corpus, monkeypatch):
    def down(*args, **kwargs):
        raise SearchBackendError("down")

    monkeypatch.setattr(type(connections["default"].get_backend()), "search", down)
    assert suggested(client, "neighbourhood") == []


def test_no_more_queries_for_more(client, corpus, django_assert_max_num_queries):
    published(call=corpus, name="Neighbour Example", texts=["Neighbourly."])
    rebuild()
    suggested(client, "neighb")
    with django_assert_max_num_queries(QUERIES):
        suggested(client, "neighb")
    for _ in range(3):
        WorkstreamPageFactory(parent=corpus.get_parent(), title="Neighbour workstream")
        published(call=corpus, name="Neighbour Example", texts=["Neighbourly."])
    rebuild()
    with django_assert_max_num_queries(QUERIES):
        assert len(suggested(client, "neighb")) > 5


QUERIES = 12
