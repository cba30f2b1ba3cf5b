"""Did you mean: from what may be found, on every engine."""

import pytest
from haystack.query import SQ, SearchQuerySet

from search.backends.spelling import suggestion
from tests.search.conftest import PaperIndex, paper


@pytest.fixture
def texts(backend):
    written = [
        "Neighbourhood teams lead.",
        "Every neighbourhood has a board.",
        "The governance of boards.",
        "A goverment.",
        "Its width.",
    ]
    rows = [paper(number, text=text, kind="paper") for number, text in enumerate(written, 1)]
    backend.update(PaperIndex(), [*rows, *(paper(20 + number, text="The government.") for number in range(8))])


@pytest.mark.usefixtures("texts")
class TestSuggestions:
    @pytest.mark.parametrize(
        ("asked", "meant"),
        [
            ("neighborhood", "neighbourhood"),
            ("Neighborhood teams", "neighbourhood teams"),
            ('"neighborhood teams" -gouvernance', '"neighbourhood teams" -governance'),
            ("goverment", "government"),
            ("neighborhood with teams", "neighbourhood with teams"),
            ("boards", None),
            ("neighbourhood", None),
            ("teams", None),
            ("xylophone", None),
            ("nei", None),
            ("CFE1-0042", None),
            ("OR", None),
            ("", None),
        ],
    )
    def test_a_likely_word_for_an_unlikely_one(self, asked, meant):
        assert SearchQuerySet().auto_query(asked or "xx").spelling_suggestion(asked) == meant

    def test_only_from_what_the_search_may_find(self):
        within = SearchQuerySet().narrow(~SQ(id__in=["organisations.organisation.1", "organisations.organisation.2"]))
        assert within.auto_query("neighborhood").spelling_suggestion("neighborhood") is None

    def test_what_was_taken_out_is_no_longer_suggested(self, backend):
        backend.remove("organisations.organisation.1")
        backend.remove("organisations.organisation.2")
        assert SearchQuerySet().auto_query("neighborhood").spelling_suggestion("neighborhood") is None


def test_many_words_cost_no_more_than_a_few():
    asked = []

    def count(word):
        asked.append(word)
        return 0

    assert suggestion("word " * 200, count, lambda word: []) is None
    assert len(asked) <= 6
