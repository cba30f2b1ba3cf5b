"""A version is drafted from the last, put in force with a reason, and retired by the next; only managers do it."""

import pytest

from core import audit
from core.changes import _listeners, subscribe
from core.errors import NotAllowed, Refused, Stale
from core.stamps import stamp_of
from peer_review.frameworks import domain, queries
from peer_review.frameworks.enums import VersionState
from peer_review.frameworks.models import Framework, FrameworkVersion, Line, Prompt, Theme
from tests.factories import UserFactory
from tests.peer_review.frameworks.factories import drafted, in_force, line_named
from tests.peer_review.reviews.factories import ReviewFactory


def told(version):
    """Return all that a version holds, without the keys of its rows."""
    return [
        (
            theme.key,
            theme.title,
            theme.about,
            [(one.key, one.title, one.question, one.good, one.prompt_texts) for one in theme.lines.all()],
        )
        for theme in queries.themes_of(version)
    ]


def test_a_framework_is_begun_with_an_empty_draft(keeper):
    draft = domain.begin(name="  Core framework ", purpose="What peers look at.", by=keeper)
    assert (draft.number, draft.state) == (1, VersionState.DRAFT)
    assert (draft.framework.name, draft.framework.slug, draft.framework.is_public) == (
        "Core framework",
        "core-framework",
        True,
    )
    assert [entry.action for entry in audit.entries_about(draft.framework)] == ["framework.begin"]


def test_two_frameworks_do_not_share_a_name_or_an_address(keeper):
    domain.begin(name="Core: framework", purpose="One.", by=keeper)
    with pytest.raises(Refused, match="Another framework has this name"):
        domain.begin(name="Core: framework", purpose="Two.", by=keeper)
    other = domain.begin(name="Core framework", purpose="Three.", by=keeper)
    assert other.framework.slug == "core-framework-2"
    assert Framework.objects.count() == 2


def test_a_new_version_is_a_copy_of_the_last_and_keeps_its_keys(version, framework, keeper):
    draft = domain.new_version(framework=framework, by=keeper)
    assert draft.number == 2
    assert told(draft) == told(version)
    assert [line.code for line in queries.lines_of(draft)] == ["1.1", "1.2", "2.1"]


def test_there_is_one_draft_at_a_time(version, framework, keeper):
    domain.new_version(framework=framework, by=keeper)
    with pytest.raises(Refused, match="There is a draft already"):
        domain.new_version(framework=framework, by=keeper)
    assert framework.versions.count() == 2


def test_putting_a_draft_in_force_retires_the_last_and_tells_those_who_keep_copies(version, framework, keeper):
    draft, heard = domain.new_version(framework=framework, by=keeper), []
    subscribe(heard.append)
    try:
        domain.put_in_force(version=draft, reason="People asked for plainer words.", by=keeper)
    finally:
        _listeners.remove(heard.append)
    before, after = framework.versions.all()
    assert (before.state, after.state) == (VersionState.RETIRED, VersionState.IN_FORCE)
    assert before.retired_at == after.published_at
    assert (after.changed, after.published_by) == ("People asked for plainer words.", keeper)
    assert heard == [before, after]
    assert [entry.details["reason"] for entry in audit.entries_about(after) if "reason" in entry.details] == [
        after.changed
    ]


def test_a_later_version_says_what_changed(version, framework, keeper):
    draft = domain.new_version(framework=framework, by=keeper)
    with pytest.raises(Refused, match="Say what changed and why"):
        domain.put_in_force(version=draft, reason="  ", by=keeper)
    assert [one.state for one in framework.versions.all()] == [VersionState.IN_FORCE, VersionState.DRAFT]


def test_a_draft_without_lines_is_not_put_in_force(keeper):
    draft = domain.begin(name="Core framework", purpose="What peers look at.", by=keeper)
    with pytest.raises(Refused, match="Add a theme and a line of enquiry first"):
        domain.put_in_force(version=draft, by=keeper)
    Theme.objects.create(version=draft, position=1, title="Money")
    with pytest.raises(Refused, match="These themes have no line of enquiry yet: “Money”"):
        domain.put_in_force(version=draft, by=keeper)


def test_what_is_put_in_force_twice_is_put_in_force_once(keeper):
    draft = drafted(by=keeper)
    first = domain.put_in_force(version=draft, by=keeper)
    with pytest.raises(Refused, match="it is in force"):
        domain.put_in_force(version=draft, by=keeper)
    assert FrameworkVersion.objects.get().published_at == first.published_at


def test_who_read_an_older_draft_puts_nothing_in_force_and_discards_nothing(version, framework, keeper):
    draft = domain.new_version(framework=framework, by=keeper)
    read = queries.stamp_of_version(draft)
    domain.remove_line(version=draft, key=line_named(draft, "Who decides").key, by=keeper)
    for verb in (domain.put_in_force, domain.discard):
        with pytest.raises(Stale, match="Read it again first"):
            verb(version=draft, after=read, by=keeper)
    assert framework.versions.get(number=2).is_draft


def test_a_draft_that_is_discarded_takes_nothing_else_along(version, framework, keeper):
    draft, before = domain.new_version(framework=framework, by=keeper), told(version)
    domain.discard(version=draft, by=keeper)
    assert (framework.versions.get(), told(version)) == (version, before)
    assert (Theme.objects.count(), Line.objects.count(), Prompt.objects.count()) == (2, 3, 6)
    with pytest.raises(Refused, match="This draft is there no more"):
        domain.discard(version=draft, by=keeper)


def test_a_draft_that_a_review_uses_stays(keeper):
    draft = drafted(by=keeper)
    ReviewFactory(programme__framework=draft.framework, framework_version=draft)
    with pytest.raises(Refused, match="A review uses this draft"):
        domain.discard(version=draft, by=keeper)
    assert Line.objects.filter(theme__version=draft).count() == 3


def test_a_framework_is_described_anew_and_its_address_stays(framework, keeper):
    read = stamp_of(framework.name, framework.purpose)
    domain.describe(framework=framework, name="Framework for systems", purpose="Other.", after=read, by=keeper)
    domain.describe(framework=framework, name="Framework for systems", purpose="Other.", after=read, by=keeper)  # twice
    framework.refresh_from_db()
    assert (framework.name, framework.slug) == ("Framework for systems", "core-framework")
    with pytest.raises(Stale):
        domain.describe(framework=framework, name="Mine", purpose="Mine.", after=read, by=keeper)
    in_force(by=keeper, name="Another")
    with pytest.raises(Refused, match="Another framework has this name"):
        domain.describe(framework=framework, name="Another", purpose="Other.", by=keeper)


def test_nobody_but_a_manager_keeps_frameworks(version, framework, secretariat):
    draft = drafted(by=version.published_by, name="Another")
    for actor in (secretariat, UserFactory()):
        for act in (
            lambda by: domain.begin(name="Mine", purpose="Mine.", by=by),
            lambda by: domain.describe(framework=framework, name="Mine", purpose="Mine.", by=by),
            lambda by: domain.new_version(framework=framework, by=by),
            lambda by: domain.put_in_force(version=draft, by=by),
            lambda by: domain.discard(version=draft, by=by),
            lambda by: domain.local_edition(of=version, name="Mine", by=by),
            lambda by: domain.make_public(framework=framework, by=by),
        ):
            with pytest.raises(NotAllowed):
                act(actor)
    assert FrameworkVersion.objects.count() == 2
