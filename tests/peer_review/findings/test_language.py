"""The language guide hints at words that grade, judge people, blame or hedge."""

import pytest

from peer_review.findings.language import WORDS, Fault, guide, hints


@pytest.mark.parametrize(
    ("text", "words", "fault"),
    [
        ("The plan is Inadequate.", "Inadequate", Fault.GRADE),
        ("It scores well.", "scores", Fault.GRADE),
        ("Leaders who are out of\ntheir depth", "out of their depth", Fault.PERSON),
        ("The trust failed to answer.", "failed to", Fault.BLAME),
        ("The board might want to meet.", "might want to", Fault.HEDGE),
    ],
)
def test_each_kind_of_word_is_found(text, words, fault):
    assert [(one.words, one.fault) for one in hints(text)] == [(words, fault)]
    assert hints(text)[0].why


def test_plain_words_are_left_alone():
    assert hints("Partners meet every week. A poorly lit corridor was underrated; nobody unfailingly quits it.") == []


def test_each_wording_is_told_once_in_its_order():
    found = hints("It seems to fail. Perhaps.", "perhaps, and perhaps not")
    assert [one.words for one in found] == ["It seems", "Perhaps"]


def test_the_whole_guide_can_be_read_and_advises_against_what_is_hinted_at():
    assert len(guide()) == len(WORDS)
    for why, words in guide():
        assert all(why in {one.why for one in hints(word)} for word in words.split(", "))
