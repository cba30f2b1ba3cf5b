"""The language of queries that come as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.backends.language import MOST_CLAUSES, Prefix, raw, typed
from search.backends.sealed import seal, unseal
from search.backends.tree import (
    All,
    AnyOf,
    Boosted,
    Everything,
    Lookup,
    Node,
    Nothing,
    Without,
    wanted_words,
)


def word(text: str, field: str = "content", kind: str = "content") -> Lookup:
    return Lookup(field, kind, text)


A, B, C, D = map(word, "abcd")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a", A),
        ("a b", All((A, B))),
        ("a AND b", All((A, B))),
        ("a OR b", AnyOf((A, B))),
        ("a OR b c", All((AnyOf((A, B)), C))),
        ("a b OR c d", All((A, AnyOf((B, C)), D))),
        ("a AND b OR c", AnyOf((All((A, B)), C))),
        ("(a b) OR c", AnyOf((All((A, B)), C))),
        ("-a b", All((Without(A), B))),
        ("NOT a", Without(A)),
        ("+a -(b c)", All((A, Without(All((B, C)))))),
        ('"a b"', word("a b", kind="phrase")),
        ("“a b” c", All((word("a b", kind="phrase"), C))),
        ('a "b', All((A, word("b", kind="phrase")))),
        ("well-being", word("well-being")),
        ("CFE1-0042", word("CFE1-0042")),
        ("a)) b", All((A, B))),
        ("((((a", A),
        ("OR", word("OR")),
        ("a OR", All((A, word("OR")))),
        ("or not", All((word("or"), word("not")))),
        ("a*", word("a*")),
        ("kind:a", All((word("kind"), A))),
        ("[a TO b]", All((A, B))),
        ("", Nothing()),
        ('"" - ()', word("-")),
        ('""', Nothing()),
    ],
)
def test_what_people_mean(text, meant):
    assert typed(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("call:cfe1 a", All((word("CFE1", "call"), A))),
        ('call:"cfe 1"', word("CFE 1", "call", "phrase")),
        ("-call:(cfe1 OR cfe2) a", All((Without(AnyOf((word("CFE1", "call"), word("CFE2", "call")))), A))),
        ("title:a*", word("a*", "heading")),
        ("title:", word("title:")),
        ("group:a", All((word("group"), A))),
        ("title:[a TO b] c", All((All((word("a", "heading"), word("b", "heading"))), C))),
    ],
)
def test_people_name_the_fields_they_are_told_of(text, meant):
    assert typed(text, prefixes={"call": Prefix("call", str.upper), "title": Prefix("heading")}) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("kind:a", word("a", "kind")),
        ('kind:"a b"', word("a b", "kind", "phrase")),
        ("kind:(a OR b)", AnyOf((word("a", "kind"), word("b", "kind")))),
        ("kind:a b", All((word("a", "kind"), B))),
        ("other:a", All((word("other"), A))),
        ("a*", word("a", kind="startswith")),
        ("kind:[a TO b}", All((word("a", "kind", "gte"), word("b", "kind", "lt")))),
        ("kind:{a TO *]", word("a", "kind", "gt")),
        ("kind:[* TO *]", Everything()),
        ("*", Everything()),
        ("NOT *", Everything()),
    ],
)
def test_what_developers_mean(text, meant):
    assert raw(text, {"kind"}) == meant


def test_a_query_has_an_end():
    many = typed(" ".join(["a"] * 500))
    assert isinstance(many, All)
    assert len(many.parts) <= MOST_CLAUSES
    assert typed("(" * 5000 + "a" + ")" * 5000) == A
    assert isinstance(typed("-" * 5000 + "a"), Node)


def test_nobody_can_type_a_sealed_condition():
    hidden = seal(Lookup("group", "startswith", ""))
    assert typed(f"a {hidden}") == A
    assert raw(f"a {hidden}", ()) == All((A, Lookup("group", "startswith", "")))


@given(st.text())
def test_anything_can_be_typed(text):
    for meant in (typed(text), raw(text, {"kind"})):
        assert unseal(seal(meant)) == meant


@pytest.mark.parametrize("node", [Everything(), Nothing(), Boosted(A, (("b", 2.0),)), AnyOf((A, Without(B)))])
def test_a_sealed_tree_comes_out_as_it_went_in(node):
    assert unseal(seal(node)) == node


@pytest.mark.parametrize("text", ["~<>~", "~<e30=>~", "~<bnVsbA==>~", "~<WzFd>~", "~<WyJsb29rdXAiXQ==>~"])
def test_what_only_looks_sealed_is_nothing(text):
    assert unseal(text) == Nothing()


def test_words_to_be_marked_are_those_that_are_wanted():
    tree = All((A, Without(B), Boosted(AnyOf((C, word("x", "other"))), (("y", 1.0),))))
    assert wanted_words(tree, frozenset({"content"})) == [A, C]
