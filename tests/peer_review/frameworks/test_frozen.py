"""What is or was in force is never changed: the database itself refuses, whatever code asks it to."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from peer_review.frameworks import domain, queries
from peer_review.frameworks.enums import VersionState
from peer_review.frameworks.models import Framework, FrameworkVersion, Line, Prompt, Theme
from tests.peer_review.frameworks.factories import drafted, line_named

FROZEN = "a framework that is or was in force is never changed"


@pytest.fixture(params=["in force", "retired"])
def frozen(request, version, framework, keeper):
    if request.param == "retired":
        domain.put_in_force(version=domain.new_version(framework=framework, by=keeper), reason="Plainer.", by=keeper)
        version.refresh_from_db()
    return version


def refused(act):
    with pytest.raises(DatabaseError, match=FROZEN), transaction.atomic():
        act()


def test_nothing_in_it_is_written_added_or_removed(frozen, keeper):
    line = line_named(frozen, "Who decides")
    theme, prompt, before = line.theme, line.prompts.first(), queries.stamp_of_version(frozen)
    for model, row in ((Theme, theme), (Line, line), (Prompt, prompt)):
        refused(lambda model=model, row=row: model.objects.filter(pk=row.pk).update(position=9))
        refused(row.delete)
    refused(lambda: Theme.objects.create(version=frozen, position=3, title="Another"))
    refused(lambda: Line.objects.create(theme=theme, position=3, title="Another", question="?", good="!"))
    refused(lambda: Prompt.objects.create(line=line, position=3, text="Another"))
    assert queries.stamp_of_version(frozen) == before


def test_nothing_is_carried_into_it_or_out_of_it(frozen, keeper):
    draft = drafted(by=keeper, name="Another")
    for one, into in ((draft, frozen), (frozen, draft)):
        line, under = line_named(one, "Who is heard"), line_named(into, "Who decides")
        refused(lambda line=line, under=under: Line.objects.filter(pk=line.pk).update(theme=under.theme))
        refused(
            lambda line=line, under=under: Theme.objects.filter(pk=line.theme_id).update(version=under.theme.version)
        )
        refused(lambda line=line, under=under: Prompt.objects.filter(line=line).update(line=under))


def test_the_version_itself_stays_as_it_is(frozen):
    rows = FrameworkVersion.objects.filter(pk=frozen.pk)
    for change in (
        {"number": 7},
        {"changed": "Other."},
        {"published_at": timezone.now()},
        {"state": VersionState.DRAFT, "published_at": None, "published_by": None, "retired_at": None},
    ):
        refused(lambda change=change: rows.update(**change))
    refused(lambda: rows.update(state=VersionState.RETIRED, retired_at=timezone.now(), changed="Other."))
    refused(lambda: rows._raw_delete("default"))


def test_a_version_in_force_can_be_retired_and_no_more(version):
    FrameworkVersion.objects.filter(pk=version.pk).update(state=VersionState.RETIRED, retired_at=timezone.now())
    refused(lambda: FrameworkVersion.objects.filter(pk=version.pk).update(state=VersionState.IN_FORCE, retired_at=None))


@pytest.mark.parametrize(
    "fields",
    [
        {"number": 9, "state": VersionState.IN_FORCE},
        {"number": 9, "state": VersionState.RETIRED},
        {"number": 9, "published_at": timezone.now()},
        {"number": 1},
    ],
)
def test_a_state_has_its_evidence_and_numbers_are_used_once(framework, fields):
    framework.versions.create(number=8).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        framework.versions.create(**fields)


def test_there_is_one_draft_and_one_version_in_force(framework, keeper):
    framework.versions.create(number=8)
    for fields in ({}, {"state": VersionState.IN_FORCE, "published_at": timezone.now(), "published_by": keeper}):
        with pytest.raises(IntegrityError), transaction.atomic():
            framework.versions.create(number=9, changed="Other.", **fields)


def test_a_core_framework_is_public(framework):
    with pytest.raises(IntegrityError), transaction.atomic():
        Framework.objects.filter(pk=framework.pk).update(is_public=False)
