"""Haystack's field lookups, on every engine."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from haystack.exceptions import SearchBackendError
from haystack.inputs import AutoQuery, Clean, Exact, Not, Raw
from haystack.query import SQ, SearchQuerySet

pytestmark = pytest.mark.usefixtures("papers")


def found(*args, **kwargs) -> set[int]:
    return {int(result.pk) for result in SearchQuerySet().filter(*args, **kwargs)}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"content": "care"}, {1, 2}),
        ({"content": "CARES"}, {1, 2}),
        ({"content": "care services"}, {1}),
        ({"content": "run"}, {1}),
        ({"content": "the"}, set()),
        ({"content": "the care"}, {1, 2}),
        ({"content": ""}, set()),
        ({"content": "board's plan"}, {1}),
        ({"content": "absent"}, set()),
        ({"text": "digital"}, {3}),
        ({"name": "elan"}, {3}),
        ({"name__content": "HOUSE"}, {2}),
        ({"content__contains": "tegr"}, {1, 2}),
        ({"name__contains": "lph ous"}, {2}),
        ({"content__startswith": "integrat"}, {1, 2}),
        ({"content__startswith": "running"}, {1}),
        ({"name__startswith": "al"}, {2}),
        ({"name__endswith": "ing"}, {1}),
        ({"name__endswith": "use"}, {2}),
        ({"content__fuzzy": "digitla"}, {3}),
        ({"name__fuzzy": "zebar"}, {1}),
        ({"name__fuzzy": "ab"}, set()),
        ({"content__exact": "integrated care boards"}, {1}),
        ({"content__exact": "care integrated"}, set()),
        ({"reference": "cfe1-0042"}, {1}),
        ({"reference__startswith": "CFE1-00"}, {1, 2}),
        ({"kind": "paper"}, {1, 2, 4}),
        ({"kind_exact": "call"}, {3}),
        ({"kind_exact": "Call"}, set()),
        ({"kind_exact__startswith": "p"}, {1, 2, 4}),
        ({"kind_exact__in": ["call", "absent"]}, {3}),
        ({"tags": "sharing"}, {1, 3}),
        ({"tags__exact": "data sharing"}, {1, 3}),
        ({"tags__exact": "data"}, set()),
        ({"tags_exact": "digital"}, {3}),
        ({"tags__in": ["digital", "leadership"]}, {1, 2, 3}),
        ({"pages": 10}, {2, 3}),
        ({"pages__exact": "3"}, {1}),
        ({"pages": "many"}, set()),
        ({"pages__gt": 3}, {2, 3}),
        ({"pages__gte": 3}, {1, 2, 3}),
        ({"pages__gt": 2.5}, {1, 2, 3}),
        ({"pages__lt": 10}, {1}),
        ({"pages__lte": Decimal("9.5")}, {1}),
        ({"pages": 10**30}, set()),
        ({"pages__lt": 10**30}, {1, 2, 3}),
        ({"pages__gt": "-1e999999999"}, {1, 2, 3}),
        ({"pages": "1e999999999"}, set()),
        ({"pages__in": [3, 11]}, {1}),
        ({"pages__in": []}, set()),
        ({"pages__range": (4, 10)}, {2, 3}),
        ({"weight__lt": 0}, {3}),
        ({"weight": 1.25}, {2}),
        ({"weight__gt": "nan"}, set()),
        ({"cleared": True}, {1, 3}),
        ({"cleared": False}, {2, 4}),
        ({"cleared__exact": "true"}, {1, 3}),
        ({"dated": date(2023, 1, 31)}, {1}),
        ({"dated__gte": date(2023, 3, 26)}, {2, 3}),
        ({"dated__lt": "2023-03-26"}, {1}),
        ({"dated__range": (date(2023, 1, 1), date(2023, 12, 31))}, {1, 2}),
        ({"moment__gt": datetime(2023, 3, 26, 0, 29, 59, tzinfo=UTC)}, {2, 3}),
        ({"moment__lte": datetime(2023, 3, 26, 0, 30, tzinfo=UTC)}, {1, 2}),
        ({"moment__gte": date(2023, 3, 26)}, {2, 3}),
        ({"name__gt": "bare"}, {1, 3}),
        ({"name__gte": "bare"}, {1, 3, 4}),
        ({"name__lt": "bare"}, {2}),
        ({"name__lte": "ELAN VITAL"}, {2, 3, 4}),
        ({"name__range": ("alpha house", "bare")}, {2, 4}),
        ({"kind_exact__lt": "d"}, {3}),
        ({"start": "zeb"}, {1}),
        ({"start": "ebr"}, set()),
        ({"part": "ebr"}, {1}),
        ({"id": "organisations.organisation.2"}, {2}),
        ({"django_ct": "organisations.organisation"}, {1, 2, 3, 4}),
    ],
)  # fmt: skip
def test_a_lookup_finds_what_it_says(asked, expected):
    assert found(**asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (SQ(content="care") & SQ(kind="call"), set()),
        (SQ(content="care") | SQ(kind="call"), {1, 2, 3}),
        (SQ(content="care") & ~SQ(pages=3), {2}),
        (~SQ(content="care"), {3, 4}),
        (~(SQ(content="care") | SQ(content="digital")), {4}),
        (SQ(content="services") & (SQ(pages=3) | SQ(pages=10)), {1}),
        (SQ(content="services") & ~(SQ(pages=3) & SQ(cleared=True)), {4}),
        ((SQ(content="the") & SQ(content="digital")), {3}),
    ],
)
def test_conditions_combine(asked, expected):
    assert found(asked) == expected


def test_filters_and_exclusions_chain():
    every = SearchQuerySet().filter(content="care").exclude(reference="CFE1-0042")
    assert [result.pk for result in every] == ["2"]
    assert SearchQuerySet().exclude(content="care").count() == 2
    assert SearchQuerySet().filter(content="digital").filter_or(content="elderly").count() == 2
    both = SearchQuerySet().filter(content="care") & SearchQuerySet().filter(content="elderly")
    either = SearchQuerySet().filter(content="elderly") | SearchQuerySet().filter(content="digital")
    assert (both.count(), either.count()) == (1, 2)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (AutoQuery('"integrated care boards" -digital'), {1}),
        (AutoQuery("care -elderly"), {1}),
        (AutoQuery("elderly OR digital"), {2, 3}),
        (AutoQuery("the care of boards"), {1, 2}),
        (AutoQuery("the of"), set()),
        (Exact("care boards"), {1}),
        (Clean("care: [boards"), {1, 2}),
        (Not("care"), {3, 4}),
        (Raw("name:zebra OR name:elan"), {1, 3}),
        (Raw("pages:[4 TO *] AND NOT kind_exact:call"), {2}),
        (Raw("name:zeb* OR (digital AND cleared:true)"), {1, 3}),
        (Raw("unknown:zebra"), set()),
        (Raw("*"), {1, 2, 3, 4}),
    ],
)
def test_haystacks_input_types(value, expected):
    assert found(content=value) == expected


def test_shortcuts_of_the_query_set():
    every = SearchQuerySet()
    assert [result.pk for result in every.auto_query('"care of the elderly"')] == ["2"]
    assert [result.pk for result in every.autocomplete(start="zeb cro")] == ["1"]
    assert {result.pk for result in every.raw_search("dated:[2023-01-01 TO 2023-12-31]")} == {"1", "2"}


def test_a_field_that_is_not_there_is_an_error_and_not_an_empty_page():
    with pytest.raises(SearchBackendError, match="no field named nosuchfield"):
        found(nosuchfield="x")


@pytest.mark.parametrize(
    "text", ['"', "((((", "a AND", "OR", "-", "*", "field:", "\\", "~<e30=>~", "[a TO", "😀", "\x00"]
)
def test_no_text_makes_an_error(text):
    for value in (text, AutoQuery(text), Raw(text), Exact(text)):
        for lookup in (
            "content",
            "content__contains",
            "content__startswith",
            "content__fuzzy",
            "name__gt",
            "kind_exact",
        ):
            assert found(**{lookup: value}) <= {1, 2, 3, 4}


@pytest.mark.parametrize("read", [AutoQuery, Raw])
@pytest.mark.parametrize(
    "text",
    [
        "(a OR -(b OR " * 20,
        "-(" * 40,
        "((a OR b) (c OR d)) OR " * 40 + "care",
        "word " * 500,
        "a*b?c\\ [d" * 30,
        "x" * 9000,
    ],
)
def test_long_and_deep_queries_are_answered(read, text):
    assert found(content=read(text)) <= {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("lookup", "expected"),
    [("gt", set()), ("gte", {1, 3}), ("lt", {2, 4}), ("lte", {1, 2, 3, 4})],
)
def test_no_comes_before_yes(lookup, expected):
    assert found(**{f"cleared__{lookup}": True}) == expected
