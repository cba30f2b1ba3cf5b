"""Themes and lines are written in a draft alone; nothing is written over, and what is sent twice is done once."""

from uuid import uuid4

import pytest

from core.errors import NotAllowed, Refused, Stale
from peer_review.frameworks import domain, queries
from peer_review.frameworks.models import Line, Theme
from tests.peer_review.frameworks.factories import drafted, line_named, wording


@pytest.fixture
def draft(keeper):
    return drafted(by=keeper)


@pytest.fixture
def line(draft):
    return line_named(draft, "Who decides")


def codes(draft):
    return {line.title: line.code for line in queries.lines_of(draft)}


def themes(draft):
    return [theme.title for theme in draft.themes.all()]


def test_a_line_is_added_once_however_often_it_is_sent(draft, keeper):
    key, theme = uuid4(), draft.themes.get(title="Money").key
    for _ in range(2):
        domain.save_line(version=draft, key=key, theme=theme, wording=wording("Who pays"), by=keeper)
    added = Line.objects.get(key=key)
    assert (added.code, added.is_core, added.prompt_texts) == (
        "2.2",
        True,
        ["Ask who decided last.", "Read the minutes."],
    )
    with pytest.raises(Stale):  # the same form, but with other words
        domain.save_line(version=draft, key=key, theme=theme, wording=wording("Who pays what"), by=keeper)
    assert Line.objects.get(key=key).title == "Who pays"


def test_a_line_is_written_anew_with_its_prompts_and_keeps_its_key_and_place(draft, line, keeper):
    new = wording("Who decides", good="Other.", prompts=(" Second. ", "", "First."))
    domain.save_line(
        version=draft, key=line.key, theme=line.theme.key, wording=new, after=queries.stamp_of_line(line), by=keeper
    )
    written = line_named(draft, "Who decides")
    assert (written.pk, written.code, written.good) == (line.pk, "1.1", "Other.")
    assert written.prompt_texts == ["Second.", "First."]


def test_a_line_that_goes_to_another_theme_stands_at_its_end_and_leaves_no_gap(draft, line, keeper):
    money = draft.themes.get(title="Money").key
    domain.save_line(
        version=draft,
        key=line.key,
        theme=money,
        wording=wording("Who decides"),
        after=queries.stamp_of_line(line),
        by=keeper,
    )
    assert codes(draft) == {"Who is heard": "1.1", "Where it goes": "2.1", "Who decides": "2.2"}


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(draft, line, keeper):
    read, theme = queries.stamp_of_line(line), line.theme
    domain.save_line(version=draft, key=line.key, theme=theme.key, wording=wording("Theirs"), after=read, by=keeper)
    with pytest.raises(Stale):
        domain.save_line(version=draft, key=line.key, theme=theme.key, wording=wording("Mine"), after=read, by=keeper)
    before = queries.stamp_of_theme(theme)
    domain.save_theme(version=draft, key=theme.key, title="Theirs", after=before, by=keeper)
    with pytest.raises(Stale):
        domain.save_theme(version=draft, key=theme.key, title="Mine", after=before, by=keeper)
    assert (Line.objects.get(pk=line.pk).title, Theme.objects.get(pk=theme.pk).title) == ("Theirs", "Theirs")


def test_a_change_of_prompts_alone_is_a_change(draft, line, keeper):
    read = queries.stamp_of_line(line)
    given = {"version": draft, "key": line.key, "theme": line.theme.key, "by": keeper}
    domain.save_line(wording=wording("Who decides", prompts=("Only one.",)), after=read, **given)
    with pytest.raises(Stale):
        domain.save_line(wording=wording("Who decides", prompts=("Another.",)), after=read, **given)
    assert line_named(draft, "Who decides").prompt_texts == ["Only one."]


def test_a_line_that_was_removed_meanwhile_is_told_and_can_be_put_back(draft, line, keeper):
    read, theme = queries.stamp_of_line(line), line.theme.key
    domain.remove_line(version=draft, key=line.key, after=read, by=keeper)
    domain.remove_line(version=draft, key=line.key, after=read, by=keeper)  # twice
    with pytest.raises(Stale, match="Somebody removed this meanwhile"):
        domain.save_line(version=draft, key=line.key, theme=theme, wording=wording("Mine"), after=read, by=keeper)
    domain.save_line(version=draft, key=line.key, theme=theme, wording=wording("Mine"), by=keeper)
    assert codes(draft) == {"Who is heard": "1.1", "Mine": "1.2", "Where it goes": "2.1"}


def test_a_theme_goes_with_its_lines_unless_they_changed_meanwhile(draft, line, keeper):
    theme = queries.row_of(draft, "theme", line.theme.key)
    read = queries.stamp_of_theme_and_lines(theme)
    domain.save_line(
        version=draft,
        key=line.key,
        theme=theme.key,
        wording=wording("Theirs"),
        after=queries.stamp_of_line(line),
        by=keeper,
    )
    with pytest.raises(Stale, match="Read it again first"):
        domain.remove_theme(version=draft, key=theme.key, after=read, by=keeper)
    domain.remove_theme(version=draft, key=theme.key, by=keeper)
    assert codes(draft) == {"Where it goes": "1.1"}


def test_a_line_says_something_and_stands_under_a_theme_of_its_draft(draft, line, keeper):
    elsewhere = drafted(by=keeper, name="Another").themes.first().key
    with pytest.raises(Refused, match="This theme is not in the draft any more"):
        domain.save_line(version=draft, key=uuid4(), theme=elsewhere, wording=wording(), by=keeper)
    with pytest.raises(Refused, match="needs a title, a question and what good looks like"):
        domain.save_line(version=draft, key=uuid4(), theme=line.theme.key, wording=wording(good=" "), by=keeper)
    with pytest.raises(Refused, match="Enter a title"):
        domain.save_theme(version=draft, key=uuid4(), title=" ", by=keeper)
    assert (len(codes(draft)), themes(draft)) == (3, ["Leadership", "Money"])


def test_themes_and_lines_change_places_and_a_move_that_is_sent_twice_is_made_once(draft, line, keeper):
    money = draft.themes.get(title="Money")
    domain.move_theme(version=draft, key=money.key, up=True, at=2, by=keeper)
    assert themes(draft) == ["Money", "Leadership"]
    with pytest.raises(Stale, match="The order was changed meanwhile"):
        domain.move_theme(version=draft, key=money.key, up=True, at=2, by=keeper)
    domain.move_theme(version=draft, key=money.key, up=True, at=1, by=keeper)  # it is the first
    domain.move_line(version=draft, key=line.key, up=False, at=1, by=keeper)
    domain.move_line(version=draft, key=line.key, up=False, at=2, by=keeper)  # it is the last
    assert codes(draft) == {"Where it goes": "1.1", "Who is heard": "2.1", "Who decides": "2.2"}
    with pytest.raises(Stale):
        domain.move_line(version=draft, key=uuid4(), up=True, at=2, by=keeper)


def test_nothing_is_written_by_others_or_outside_of_a_draft(draft, line, keeper, secretariat):
    given = {"version": draft, "key": line.key}
    acts = [
        lambda by: domain.save_theme(version=draft, key=uuid4(), title="Mine", by=by),
        lambda by: domain.save_line(theme=line.theme.key, wording=wording("Mine"), by=by, **given),
        lambda by: domain.remove_theme(version=draft, key=line.theme.key, by=by),
        lambda by: domain.remove_line(by=by, **given),
        lambda by: domain.move_theme(version=draft, key=line.theme.key, up=False, at=1, by=by),
        lambda by: domain.move_line(up=False, at=1, by=by, **given),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act(secretariat)
    before = queries.stamp_of_version(draft)
    domain.put_in_force(version=draft, by=keeper)
    for act in acts:
        with pytest.raises(Refused, match="This draft is there no more"):
            act(keeper)
    assert queries.stamp_of_version(draft) == before
