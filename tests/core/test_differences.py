from hypothesis import given, settings
from hypothesis import strategies as st

from core.differences import Change, Run, both_sides, differences, together

WORDS = st.lists(st.sampled_from(["care", "board", "the", "money.", "\n", "\n\n"]), max_size=30).map(" ".join)


def text_of(runs, without):
    return "".join(run.text for run in runs if run.change is not without)


def test_one_changed_word_is_all_that_is_marked():
    assert differences("The board met once.", "The board met twice.") == [
        Run(Change.SAME, "The board met "),
        Run(Change.REMOVED, "once."),
        Run(Change.ADDED, "twice."),
    ]


def test_words_added_at_the_end_leave_the_last_word_alone():
    assert differences("We agree.", "We agree.\n\nAnd more.") == [
        Run(Change.SAME, "We agree."),
        Run(Change.ADDED, "\n\nAnd more."),
    ]


def test_the_same_text_has_no_changes():
    assert {run.change for run in differences("One  two\nthree", "One two\nthree")} == {Change.SAME}


def test_a_word_that_lost_its_neighbour_does_not_stick_to_it():
    assert differences("care care", "care") == [Run(Change.SAME, "care "), Run(Change.REMOVED, "care")]


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_both_texts_can_be_read_out_of_the_runs(before, after):
    runs = differences(before, after)
    assert text_of(runs, Change.ADDED).split() == before.split()
    assert text_of(runs, Change.REMOVED).split() == after.split()


def test_long_answers_are_compared_word_by_word():
    before = " ".join(f"word{n % 400} the of and" for n in range(900))
    runs = differences(before, before.replace("word7 ", "word8 "))
    removed = [run.text.strip() for run in runs if run.change is Change.REMOVED]
    assert removed == ["word7"] * 3


def test_the_same_few_words_over_and_over_are_not_compared_pair_by_pair():
    """They would make millions of pairs and take minutes, so all from the first change to the last is one."""
    before = "first " + "a b c d " * 12_000 + "last"
    runs = differences(before, before.replace("a", "e", 1).replace("c d last", "c e last"))
    assert [(run.change, len(run.text.split())) for run in runs] == [
        (Change.SAME, 1),
        (Change.REMOVED, 48_000),
        (Change.ADDED, 48_000),
        (Change.SAME, 1),
    ]


def test_both_sides_stand_whole_each_with_what_it_alone_says():
    saved, later = both_sides("The board met once.", "The board met twice.")
    assert saved == [Run(Change.SAME, "The board met "), Run(Change.REMOVED, "once.")]
    assert later == [Run(Change.SAME, "The board met "), Run(Change.ADDED, "twice.")]


def test_together_says_once_what_both_say():
    assert together("We agree.\nOnce.\nThanks.", "We agree.\nTwice.\nThanks.") == "We agree.\nOnce.\nTwice.\nThanks."
