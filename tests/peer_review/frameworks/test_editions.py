"""A local edition holds the core as it is, adds lines of its own behind it, and is nobody's to read before it is made public."""

from uuid import uuid4

import pytest

from core import audit
from core.errors import Refused
from peer_review.frameworks import domain, queries
from peer_review.frameworks.models import Framework, Theme
from tests.peer_review.frameworks.factories import drafted, line_named, wording

ADDED = {
    "title": "Two rivers, one plan",
    "question": "How do both banks plan together?",
    "good": "There is one plan.",
    "prompts": ["Ask for the plan.", " "],
}


@pytest.fixture
def edition(version, keeper):
    return domain.local_edition(of=version, name="Additions for Calderwick", by=keeper)


@pytest.fixture
def line(edition, keeper):
    return domain.add_local_line(version=edition, theme_title="The river", **ADDED, by=keeper)


def codes(version):
    return [(line.code, line.title, line.is_core) for line in queries.lines_of(version)]


def test_it_holds_the_whole_core_with_its_keys(version, edition):
    assert queries.stamp_of_version(edition) == queries.stamp_of_version(version)
    assert (edition.framework.base, edition.number, edition.framework.is_public) == (version, 1, False)
    assert edition.framework.purpose == (
        "Core framework, version 1, with what one system asked its peers to look at besides."
    )


def test_lines_are_added_behind_the_core_under_a_theme_of_either_kind(edition, line, keeper):
    domain.add_local_line(version=edition, theme_title="money", **{**ADDED, "title": "Who lends"}, by=keeper)
    domain.add_local_line(version=edition, theme_title="The River", **{**ADDED, "title": "Floods"}, by=keeper)
    assert codes(edition) == [
        ("1.1", "Who decides", True),
        ("1.2", "Who is heard", True),
        ("2.1", "Where it goes", True),
        ("2.2", "Who lends", False),
        ("3.1", "Two rivers, one plan", False),
        ("3.2", "Floods", False),
    ]
    assert [theme.is_core for theme in edition.themes.all()] == [True, True, False]
    assert line.prompt_texts == ["Ask for the plan."]


def test_the_core_is_not_changed_removed_or_moved(edition, keeper):
    line = line_named(edition, "Who decides")
    before = queries.stamp_of_version(edition)
    for act in (
        lambda: domain.save_theme(version=edition, key=line.theme.key, title="Mine", by=keeper),
        lambda: domain.save_line(
            version=edition, key=line.key, theme=line.theme.key, wording=wording("Mine"), by=keeper
        ),
        lambda: domain.remove_theme(version=edition, key=line.theme.key, by=keeper),
        lambda: domain.remove_line(version=edition, key=line.key, by=keeper),
        lambda: domain.move_theme(version=edition, key=line.theme.key, up=False, at=1, by=keeper),
        lambda: domain.move_line(version=edition, key=line.key, up=False, at=1, by=keeper),
    ):
        with pytest.raises(Refused, match="This is of the core, which a local edition can’t change"):
            act()
    assert queries.stamp_of_version(edition) == before


def test_what_is_added_moves_among_itself_and_never_before_the_core(edition, keeper):
    for title in ("Who lends", "Who owes"):
        domain.add_local_line(version=edition, theme_title="Money", **{**ADDED, "title": title}, by=keeper)
    lends = line_named(edition, "Who lends")
    domain.move_line(version=edition, key=lends.key, up=True, at=2, by=keeper)
    assert line_named(edition, "Who lends").code == "2.2"
    domain.move_line(version=edition, key=lends.key, up=False, at=2, by=keeper)
    assert line_named(edition, "Who lends").code == "2.3"


def test_it_is_made_of_a_core_that_stands(edition, keeper):
    with pytest.raises(Refused, match="Put the version in force first"):
        domain.local_edition(of=drafted(by=keeper, name="Another"), name="Mine", by=keeper)
    domain.put_in_force(version=edition, by=keeper)
    edition.refresh_from_db()
    with pytest.raises(Refused, match="This is a local edition already"):
        domain.local_edition(of=edition, name="Mine", by=keeper)
    assert Framework.objects.filter(name="Mine").exists() is False


def test_a_core_framework_takes_no_local_line(version, keeper):
    draft = domain.new_version(framework=version.framework, by=keeper)
    with pytest.raises(Refused, match="This is a core framework"):
        domain.add_local_line(version=draft, theme_title="The river", **ADDED, by=keeper)
    assert Theme.objects.filter(title="The river").exists() is False


def test_a_later_version_of_it_keeps_what_was_added(edition, line, keeper):
    domain.put_in_force(version=edition, by=keeper)
    later = domain.new_version(framework=edition.framework, by=keeper)
    assert queries.stamp_of_version(later) == queries.stamp_of_version(edition)
    assert codes(later)[-1] == ("3.1", "Two rivers, one plan", False)


def test_everybody_reads_it_once_it_is_in_force_and_made_public(edition, line, keeper):
    framework = edition.framework
    with pytest.raises(Refused, match="Put a version of it in force first"):
        domain.make_public(framework=framework, by=keeper)
    domain.put_in_force(version=edition, by=keeper)
    assert edition not in queries.versions_shown()
    for _ in range(2):
        domain.make_public(framework=framework, by=keeper)
    assert edition in queries.versions_shown()
    assert [entry.action for entry in audit.entries_about(framework)] == [
        "framework.local_edition",
        "framework.make_public",
    ]


def test_a_review_begins_from_a_core_in_force(version, edition, keeper):
    domain.put_in_force(version=edition, by=keeper)
    drafted(by=keeper, name="Another")
    assert list(queries.to_begin_from()) == [version]


def test_a_line_that_is_added_twice_with_other_keys_is_two(edition, line, keeper):
    domain.save_line(version=edition, key=uuid4(), theme=line.theme.key, wording=wording("More"), by=keeper)
    assert [one.title for one in line.theme.lines.all()] == ["Two rivers, one plan", "More"]
