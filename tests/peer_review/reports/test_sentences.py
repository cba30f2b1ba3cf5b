"""A text is split where a reader would, and never in the middle of a sentence."""

import pytest

from peer_review.reports.sentences import Block, blocks_of, sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The board met. It decided.", ["The board met.", "It decided."]),
        ("It pays for much, e.g. Beds and chairs.", ["It pays for much, e.g. Beds and chairs."]),
        ("Dr. Example and Cllr. Bo agree. So do we.", ["Dr. Example and Cllr. Bo agree.", "So do we."]),
        ("It costs £3.5 m. In 2025 it cost 4.25 m.", ["It costs £3.5 m.", "In 2025 it cost 4.25 m."]),
        ("See No. 4 of the list. Then p. 12 of it.", ["See No. 4 of the list.", "Then p. 12 of it."]),
        ("A. Example spoke. J. R. Bo did not.", ["A. Example spoke.", "J. R. Bo did not."]),
        ("They asked “Why?” Nobody knew.", ["They asked “Why?”", "Nobody knew."]),
        ("They asked “Why?” and left.", ["They asked “Why?” and left."]),
        ("Is it so? Yes! It is… Perhaps.", ["Is it so?", "Yes!", "It is…", "Perhaps."]),
        ("1. Begin. 2 came.", ["1. Begin.", "2 came."]),
        ("No stop at the end", ["No stop at the end"]),
        ("", []),
    ],
)
def test_sentences(text, sentences):
    assert list(sentences_of(text)) == sentences


@pytest.mark.parametrize("text", ["A. B! “C?” D… e.g. F (G.) H.", "One.  Two.\tThree.", "Dr. No. 4 U.K. Board."])
def test_nothing_is_lost(text):
    assert " ".join(sentences_of(text)) == " ".join(text.split())


def test_blocks():
    text = "First.\nStill first.\n\n- One. Two.\n- Three\n  goes on.\n\nLast."
    assert blocks_of(text) == [
        Block(False, ("First.", "Still first.")),
        Block(True, ("One.", "Two.")),
        Block(True, ("Three goes on.",)),
        Block(False, ("Last.",)),
    ]
    assert blocks_of(" \n\n ") == []
