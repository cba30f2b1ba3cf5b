"""The parts of `make bench-search`: what is asked of whom must be the same for all, or their times mean nothing."""

import random
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.report import at_least, at_most, spread
from benchmarks.search import corpus
from benchmarks.search.__main__ import WORKER, compared
from benchmarks.search.peers import BARE, OURS, PEERS, WHOOSH
from benchmarks.search.questions import FACETS, KINDS, questions
from benchmarks.talk import member

FEW = 60


def test_a_submission_is_told_by_its_number_alone() -> None:
    tenth = list(corpus.documents(10))[-1]
    assert corpus.document(10) == tenth
    assert corpus.document(11).text != tenth.text


def test_a_submission_has_some_600_words_in_paragraphs() -> None:
    lengths = [len(one.text.split()) for one in corpus.documents(30)]
    assert min(lengths) >= corpus.WORDS
    assert max(lengths) < corpus.WORDS * 1.1
    assert "\n\n" in corpus.document(1).text


def test_words_are_common_and_rare_as_in_a_language() -> None:
    held: Counter[str] = Counter()
    for one in corpus.documents(200):
        held.update(set(one.text.lower().replace(".", "").split()))
    assert held["the"] > 190
    in_one_alone = sum(count == 1 for count in held.values())
    assert in_one_alone > len(held) / 3


def test_every_kind_of_question_is_asked_equally_often() -> None:
    asked = questions()
    assert len(asked) == 200
    assert asked == questions()
    assert sum(one.words.startswith('"') for one in asked) == 200 // len(KINDS)
    assert sum(" OR " in one.words for one in asked) == 200 // len(KINDS)
    assert sum(" -" in one.words for one in asked) == 200 // len(KINDS)
    assert sum(bool(one.choices) for one in asked) == 2 * 200 // len(KINDS)


def test_the_rare_word_of_a_question_stands_in_a_submission() -> None:
    word = KINDS["rare"](random.Random(1)).words  # noqa: S311
    assert any(word in one.text.lower() for one in corpus.documents(1_000))


@pytest.mark.alone
def test_bare_tantivy_and_ours_give_the_same_answers(tmp_path: Path) -> None:
    answers = []
    for number, peer in enumerate((BARE, OURS)):
        with member(WORKER, peer.built_by, str(tmp_path / str(number)), str(FEW)) as one:
            laid = one.fill()
            assert laid["bytes"] > 100_000
            assert laid["seconds"] > 0
            told = one.ask(0, 40)
            assert len(told["spans"]) == 40
            assert one.memory()["bytes"] > 10_000_000
        answers.append(told["answers"])
    assert answers[0] == answers[1]
    assert any(total for total, _, _ in answers[0])
    assert all(set(counts) == set(FACETS) for _, counts, _ in answers[0])


@pytest.mark.alone
def test_a_peer_that_ends_is_told_of(tmp_path: Path) -> None:
    with (
        member(WORKER, "benchmarks.search.peers.Nobody", str(tmp_path), str(FEW)) as one,
        pytest.raises(SystemExit, match="worker ended"),
    ):
        one.fill()


def test_each_round_is_compared_with_itself() -> None:
    """A slow round in which both took twice as long changes no ratio."""
    rounds = {BARE: [(5, 10), (10, 20), (5, 10)], OURS: [(6, 12), (12, 24), (6, 12)], WHOOSH: [(300, 480)]}
    rows = {row.name: row for row in compared(rounds)}
    assert rows["Tantivy through Haystack, times bare at p95"].value == pytest.approx(1.2)
    assert rows["Tantivy through Haystack, times bare at p95"].met is True
    assert rows["Whoosh with a tenth, times Tantivy with all"].value == pytest.approx(40)
    assert rows["Whoosh, times Tantivy, of as many submissions"].met is True
    assert not any(name.startswith("Elasticsearch") for name in rows)


def test_aims_are_met_or_not() -> None:
    assert at_most("pages", 60, "ms", 60).met is True
    assert at_most("pages", 60.1, "ms", 60).met is False
    assert at_least("times", 299, "times", 300).met is False


def test_a_spread_is_the_middle_and_what_one_in_twenty_exceeds() -> None:
    p50, p95 = spread(list(range(1, 101)))
    assert p50 == 50.5
    assert 95 <= p95 <= 96


def test_peers_have_names_of_their_own() -> None:
    assert len({peer.name for peer in PEERS}) == len(PEERS)
