"""A page that is out of date writes over nobody's words, and one that was sent twice is no conflict."""

import pytest

from core.errors import Refused, Stale
from core.stamps import demand_fresh, stamp_of


def test_the_same_words_have_the_same_stamp_and_others_another() -> None:
    assert stamp_of("One", "two") == stamp_of("One", "two")
    assert len({stamp_of("One", "two"), stamp_of("Onetwo", ""), stamp_of("One", "Two"), stamp_of("two", "One")}) == 4


def test_what_was_read_and_stands_may_be_changed() -> None:
    demand_fresh("read", stands="read", wanted="new")


def test_what_stands_as_it_was_wanted_is_no_conflict() -> None:
    demand_fresh("read", stands="new", wanted="new")


def test_where_no_page_was_read_nothing_is_demanded() -> None:
    demand_fresh("", stands="other", wanted="new")


@pytest.mark.parametrize("wanted", ["new", "read", ""])
def test_what_somebody_else_changed_is_told(wanted: str) -> None:
    with pytest.raises(Stale, match="Somebody else changed this meanwhile"):
        demand_fresh("read", stands="other", wanted=wanted)


def test_it_is_told_in_the_words_of_the_verb() -> None:
    with pytest.raises(Refused, match=r"^Read it again\.$"):
        demand_fresh("read", stands="other", why="Read it again.")
