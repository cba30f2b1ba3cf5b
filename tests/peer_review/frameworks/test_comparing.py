"""Two versions are compared by the keys of their lines, wherever those stand and whatever they are called."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.differences import Change
from peer_review.frameworks import domain, queries
from peer_review.frameworks.presenters.comparing import Fate, compare
from tests.peer_review.frameworks.factories import line_named, wording


@pytest.fixture
def draft(version, keeper):
    return domain.new_version(framework=version.framework, by=keeper)


def saved(draft, title, keeper, *, theme=None, **changes):
    line = line_named(draft, title)
    said = {"title": line.title, "question": line.question, "good": line.good, "prompts": tuple(line.prompt_texts)}
    domain.save_line(
        version=draft,
        key=line.key,
        theme=(theme or line.theme).key,
        wording=wording(**{**said, **changes}),
        after=queries.stamp_of_line(line),
        by=keeper,
    )


def fates(comparison):
    return {(line.code, line.title): line.fate for theme in comparison.themes for line in theme.lines}


def test_a_copy_reads_the_same(version, draft):
    comparison = compare(version, draft)
    assert comparison.is_same
    assert comparison.counts == [("Added", 0), ("Removed", 0), ("Reworded", 0), ("Moved", 0), ("Unchanged", 3)]


def test_each_line_is_told_what_became_of_it(version, draft, keeper):
    leadership, money = draft.themes.all()
    saved(draft, "Who decides", keeper, good="Everybody knows who decides what, and when.")
    saved(draft, "Who is heard", keeper, theme=money)
    domain.remove_line(version=draft, key=line_named(draft, "Where it goes").key, by=keeper)
    domain.save_line(version=draft, key=uuid4(), theme=leadership.key, wording=wording("Who follows"), by=keeper)
    comparison = compare(version, draft)
    assert fates(comparison) == {
        ("1.1", "Who decides"): Fate.REWORDED,
        ("1.2", "Who follows"): Fate.ADDED,
        ("2.1", "Who is heard"): Fate.MOVED,
        ("2.1", "Where it goes"): Fate.REMOVED,
    }
    assert comparison.counts == [("Added", 1), ("Removed", 1), ("Reworded", 1), ("Moved", 1), ("Unchanged", 0)]
    assert [line.was for theme in comparison.themes for line in theme.lines] == ["", "", "1.2", ""]


def test_words_are_compared_word_by_word_and_prompts_too(version, draft, keeper):
    saved(
        draft, "Who decides", keeper, good="Everybody knows who decides what, and when.", prompts=("Read the minutes.",)
    )
    (line,) = [one for theme in compare(version, draft).themes for one in theme.lines if one.is_changed]
    good, prompts = line.parts
    assert (good[0], prompts[0]) == ("What good looks like", "Prompts")
    assert [(run.change, run.text.strip()) for run in good[1]] == [
        (Change.SAME, "Everybody knows who decides what, and"),
        (Change.REMOVED, "why."),
        (Change.ADDED, "when."),
    ]
    assert [run.text.strip() for run in prompts[1] if run.change == Change.REMOVED] == ["Ask who decided last."]


def test_a_theme_that_is_renamed_stays_the_same_theme(version, draft, keeper):
    money = draft.themes.get(title="Money")
    domain.save_theme(
        version=draft, key=money.key, title="Finance", about="", after=queries.stamp_of_theme(money), by=keeper
    )
    _, theme = compare(version, draft).themes
    assert (theme.fate, [line.fate for line in theme.lines]) == (Fate.REWORDED, [Fate.SAME])
    assert [(label, [run.text.strip() for run in runs]) for label, runs in theme.parts] == [
        ("Title", ["Money", "Finance"])
    ]


def test_a_theme_that_was_removed_is_told_with_its_lines_and_one_that_was_added(version, draft, keeper):
    domain.remove_theme(version=draft, key=draft.themes.get(title="Money").key, by=keeper)
    added = domain.save_theme(version=draft, key=uuid4(), title="Care", about="Who cares.", by=keeper)
    domain.save_line(version=draft, key=uuid4(), theme=added.key, wording=wording("At home"), by=keeper)
    themes = [
        (theme.title, theme.fate, [line.fate for line in theme.lines]) for theme in compare(version, draft).themes
    ]
    assert themes[1:] == [("Care", Fate.ADDED, [Fate.ADDED]), ("Money", Fate.REMOVED, [Fate.REMOVED])]


def test_comparing_asks_as_much_for_many_lines_as_for_few(version, draft, keeper):
    with CaptureQueriesContext(connection) as few:
        compare(version, draft)
    for number in range(5):
        theme = domain.save_theme(version=draft, key=uuid4(), title=f"Theme {number}", by=keeper)
        domain.save_line(version=draft, key=uuid4(), theme=theme.key, wording=wording(), by=keeper)
    with CaptureQueriesContext(connection) as many:
        compare(version, draft)
    assert len(few) == len(many) == 6
