"""The framework of the demonstration: labelled, in two versions that differ, with a local edition."""

import pytest

from core.audit import first_broken_link
from demonstration.content.peer_frameworks import AREAS, EDITION, NAME
from demonstration.peer_frameworks import load_frameworks
from demonstration.people import load_people
from peer_review.frameworks.enums import VersionState
from peer_review.frameworks.models import Framework, FrameworkVersion, Line
from peer_review.frameworks.presenters.comparing import compare
from peer_review.frameworks.queries import lines_of, versions_shown


@pytest.fixture
def core(db):
    return load_frameworks(manager=load_people()["reviewmanager@moothall.example"])


def test_a_core_of_five_areas_stands_in_its_second_version(core):
    first, second = Framework.objects.get(name=NAME).versions.all()
    assert (first.state, second.state, second) == (VersionState.RETIRED, VersionState.IN_FORCE, core)
    assert [theme.title for theme in second.themes.all()] == [area.title for area in AREAS]
    assert first.themes.count() == 5
    assert [lines_of(one).count() for one in (first, second)] == [15, 15]
    assert all(2 <= len(line.prompt_texts) <= 3 for line in lines_of(second))
    assert compare(first, second).counts == [
        ("Added", 1),
        ("Removed", 1),
        ("Reworded", 3),
        ("Moved", 0),
        ("Unchanged", 11),
    ]
    assert first_broken_link() is None


def test_it_says_that_it_is_an_illustration(core):
    assert "illustration" in core.framework.purpose
    assert all("Illustration" in one.changed for one in FrameworkVersion.objects.all())
    assert "illustrative" in EDITION


def test_a_local_edition_adds_a_line_of_its_own_and_everybody_reads_it(core):
    edition = versions_shown().get(framework__base=core)
    assert edition.framework.name == EDITION
    assert [
        line.code for line in Line.objects.filter(theme__version=edition, is_core=False).select_related("theme")
    ] == ["6.1"]
    assert lines_of(edition).count() == 16
