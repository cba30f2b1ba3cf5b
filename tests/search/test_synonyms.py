"""Names that mean the same: the list that editors keep, and searches widened by it on every engine."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from haystack.inputs import AutoQuery
from haystack.query import SearchQuerySet
from hypothesis import given
from hypothesis import strategies as st

from search.backends.language import typed
from search.backends.synonyms import Synonyms, Unreadable, read
from search.backends.tree import AnyOf, Lookup, Without, all_of
from search.models import SynonymList, current_synonyms
from search.models.synonyms import shipped_list
from tests.search.conftest import PaperIndex, paper

GROUPS = Synonyms([["GP", "general practice"], ["ICS", "integrated care system"]])


def word(text: str) -> Lookup:
    return Lookup("content", "content", text)


def row(text: str) -> Lookup:
    return Lookup("content", "phrase", text)


def named(*words: str, other: str) -> AnyOf:
    return AnyOf((all_of(map(word, words)), row(other)))


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("gp", named("gp", other="general practice")),
        ("GPs funding", all_of([named("GPs", other="general practice"), word("funding")])),
        ("general practices", named("general", "practices", other="GP")),
        ("a general practice ICS", all_of([
            word("a"), named("general", "practice", other="GP"), named("ICS", other="integrated care system"),
        ])),
        ("GP OR care", AnyOf((named("GP", other="general practice"), word("care")))),
        ('"GP"', row("GP")),
        ("care -GP", all_of([word("care"), Without(word("GP"))])),
        ("practice general", all_of([word("practice"), word("general")])),
        ("integrated care", all_of([word("integrated"), word("care")])),
    ],
)  # fmt: skip
def test_what_is_typed_is_widened(asked, meant):
    assert GROUPS.widen(typed(asked)) == meant


@given(st.text(alphabet='gp GPOR-"() icsintegrated care system', max_size=40))
def test_any_typing_can_be_widened(text):
    GROUPS.widen(typed(text))


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("GP, general practice\nICS", 2, Unreadable.ALONE),
        ("GP, gps", 1, Unreadable.ALONE),
        ("# GP\n\nGP, doctor\nICS, gp", 4, Unreadable.TWICE),
        ("GP, !!", 1, Unreadable.NO_WORD),
        (",", 1, Unreadable.NO_WORD),
        ("GP, a b c d e f g h i", 1, Unreadable.TOO_LONG),
    ],
)
def test_a_list_that_makes_no_sense_says_where(text, line, why):
    with pytest.raises(Unreadable) as caught:
        read(text)
    assert (caught.value.line, caught.value.why) == (line, why)


def test_names_find_each_other_on_every_engine(backend):
    texts = ["The integrated care board met.", "The ICB met.", "A board of care, integrated."]
    backend.update(PaperIndex(), [paper(number, text=text) for number, text in enumerate(texts, 1)])

    def found(asked):
        return {result.pk for result in SearchQuerySet().filter(content=AutoQuery(asked))}

    assert found("icb") == {"1", "2"}
    assert found("integrated care boards") == {"1", "2", "3"}
    assert found('"ICB"') == {"2"}
    assert found("met -icb") == {"1"}


def test_only_words_in_a_row_are_marked(backend):
    backend.update(PaperIndex(), [paper(1, text="Care is care. The integrated care board met, with a board.")])
    (result,) = SearchQuerySet().filter(content=AutoQuery("ICB")).highlight()
    assert result.highlighted["text"] == [
        "Care is care. The <em>integrated</em> <em>care</em> <em>board</em> met, with a board."
    ]


@pytest.mark.django_db
class TestTheList:
    def test_search_starts_with_the_list_that_is_shipped(self):
        assert "integrated care system" in str(current_synonyms().widen(word("ICS")))

    def test_an_editors_change_holds_at_once(self, django_assert_num_queries):
        SynonymList.objects.create(text="Barrow, Furness")
        with django_assert_num_queries(1):
            assert current_synonyms().widen(word("furness")) == named("furness", other="Barrow")
        SynonymList.objects.update(text="not a group")
        assert current_synonyms().widen(word("furness")) == word("furness")

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("GP, doctor\nICS", "Line 2 has only “ICS”."),
            ("GP, doctor\nICS, gp", "“gp” in line 2 stands in an earlier line too."),
            ("GP, a b c d e f g h i", "up to 8 words"),
            ("GP, ?", "There is no word in “?” in line 1."),
        ],
    )
    def test_a_slip_is_told_beside_the_field(self, text, said):
        with pytest.raises(ValidationError) as caught:
            SynonymList(text=text).full_clean()
        assert said in caught.value.message_dict["text"][0]

    def test_the_secretariat_edits_it(self, secretariat, signed_in):
        browser = signed_in(secretariat)
        address = reverse("wagtailsettings:edit", args=["search", "synonymlist"])
        pk = SynonymList.load().pk
        address = reverse("wagtailsettings:edit", args=["search", "synonymlist", pk])
        assert "integrated care system" in browser.get(address).text
        assert "Line 1 has only" in browser.post(address, {"text": "GP"}).text
        assert SynonymList.load().text == shipped_list()
        browser.post(address, {"text": "GP, doctor"})
        assert SynonymList.load().text == "GP, doctor"
