"""The filters of a list as they are counted and drawn, and its pages."""

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory

from core.lists import Option, facet, facets_of_rows, page_asked


def drawn(*choices, **extra):
    template = Template("{% load facets %}{% options 'who' choices form %}")
    return template.render(Context({"choices": choices, "form": "", **extra}))


def test_each_choice_says_its_count_and_whether_it_is_chosen():
    html = drawn(Option("a", "Charity", 1204, is_chosen=True), Option("b", "Council", 3, is_chosen=False))
    assert html.count("<label") == 2
    assert 'name="who" value="a" checked>' in html
    assert 'name="who" value="b">' in html
    assert "(1,204)" in html


def test_it_may_belong_to_a_form_elsewhere():
    assert ' form="search-form" name' in drawn(Option("a", "A", 1, is_chosen=False), form="search-form")
    assert "form=" not in drawn(Option("a", "A", 1, is_chosen=False))


def test_whatever_a_value_holds_stays_text():
    html = drawn(Option('"><script>', "<b>Wards & co</b>", 1, is_chosen=False))
    assert "<script>" not in html
    assert "&quot;&gt;&lt;script&gt;" in html
    assert "&lt;b&gt;Wards &amp; co&lt;/b&gt;" in html


def test_a_filter_offers_what_finds_something_and_what_is_chosen():
    query = QueryDict("kind=b&page=2")
    one = facet(
        "kind", "Kind", [("a", "A"), ("b", "B"), ("c", "C")], counts={"a": 2}, chosen={"kind": ["b"]}, query=query
    )
    assert one.options == (Option("a", "A", 2, is_chosen=False), Option("b", "B", 0, is_chosen=True, url_without="?"))


def test_each_choice_counts_what_the_other_filters_leave():
    rows = [("a", 1), ("a", 2), ("b", 2)]
    choices = {"kind": ("Kind", [("a", "A"), ("b", "B")]), "body": ("Body", [(1, "One"), (2, "Two")])}
    found = facets_of_rows(rows, choices, chosen={"body": ["2"]}, query=QueryDict("body=2"))
    assert [(one.name, [option.count for option in one.options]) for one in found] == [
        ("kind", [1, 1]),
        ("body", [1, 2]),
    ]


@pytest.mark.parametrize(
    ("asked", "number"), [({}, 1), ({"page": "2"}, 2), ({"page": "3"}, None), ({"page": "x"}, None)]
)
def test_a_page_that_there_is_not_is_none(asked, number):
    page = page_asked(RequestFactory().get("/", asked), range(3), 2)
    assert (page and page.number) == number
