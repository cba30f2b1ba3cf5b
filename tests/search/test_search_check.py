"""`manage.py search_check`: what it sees, what it mends, and that it works in batches."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from haystack import connections

from evidence.publication.domain.publish import publish_submission
from evidence.publication.models import Edition, EditionAnswer
from evidence.submissions.enums import SubmissionState as S
from search.domain.apply import apply_changes
from search.domain.check import compare
from search.domain.rebuild import rebuild
from search.enums import Alias
from search.models import IndexChange
from search.search_indexes import EditionIndex
from tests.factories import AttachmentFactory, CallPageFactory, SubmissionFactory, UserFactory, published
from tests.search.engines import on_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("staff_index")]


@pytest.fixture
def editions():
    """Three published submissions with a file each, and one that was sent alone, in the indexes as they should be."""
    made, call = [], CallPageFactory()
    for _ in range(3):
        submission = SubmissionFactory(call=call, state=S.READY, texts=["Heather."])
        AttachmentFactory(submission=submission)
        made.append(published_now(submission))
    SubmissionFactory(call=call, state=S.RECEIVED, texts=["Gorse."])
    for alias in Alias:
        rebuild(alias=alias)
    return made


def published_now(submission) -> Edition:
    return publish_submission(submission=submission, by=UserFactory(secretariat=True))


def check(*options: str) -> int:
    """Run the command; return its exit code."""
    try:
        call_command("search_check", *options)
    except SystemExit as end:
        return end.code
    return 0


def test_what_is_the_same_is_clean(editions, capsys):
    assert check() == 0
    said = capsys.readouterr().out
    assert "default: compared 8, missing 0, too many 0, out of date 0, waiting 0." in said
    assert "staff: compared 7, missing 0, too many 0, out of date 0, waiting 0." in said


def test_every_kind_of_difference_is_counted_and_mended(editions, capsys):
    first, second, third = editions
    public = connections["default"].get_backend()
    public.remove(first)
    EditionAnswer.objects.filter(edition=second).update(pieces=[{"text": "Changed behind our back."}])
    third.delete()
    connections["staff"].get_backend().remove_where("group", [f"submission.{third.submission_id}"])

    assert check() == 1
    said = capsys.readouterr().out
    assert "default: compared 6, missing 1, too many 2, out of date 1, waiting 0." in said
    assert "staff: compared 7, missing 2, too many 0, out of date 0, waiting 0." in said
    assert IndexChange.objects.waiting().count() == 0, "it looks, and touches nothing"

    assert check("--repair") == 0
    assert "default: compared 6, missing 0, too many 0, out of date 0, waiting 0." in capsys.readouterr().out
    assert check() == 0


@on_files  # a server keeps one document under a name
def test_a_document_laid_down_twice_is_mended(editions):
    backend = connections["default"].get_backend()
    with backend.batch():
        backend._is_empty = True  # so that it takes nothing out first
        backend.update(EditionIndex(), EditionIndex().index_queryset().filter(pk=editions[0].pk))
        backend._is_empty = False
    assert check() == 1
    assert check("--repair") == 0


def test_what_waits_is_no_difference(editions, capsys):
    published(call=editions[0].call)
    assert check() == 0
    assert "default: compared 9, missing 0, too many 0, out of date 0, waiting 1." in capsys.readouterr().out
    apply_changes()
    assert check() == 0


def test_what_was_mended_by_others_meanwhile_is_looked_at_again(editions):
    """Between reading the index and reading the database somebody publishes, and that is applied."""

    def meanwhile(number):
        if not Edition.objects.filter(respondent="Late").exists():
            published(call=editions[0].call, name="Late")
            apply_changes()

    found = compare(Alias.PUBLIC, meanwhile)
    assert found.groups == []


def test_a_document_that_cannot_be_made_is_said_and_stops_nothing(editions, monkeypatch, capsys):
    whole = EditionIndex.facts

    def facts(self, obj):
        if obj.pk == editions[0].pk:
            raise ValueError
        return whole(self, obj)

    monkeypatch.setattr(EditionIndex, "facts", facts)
    assert check() == 1
    assert "out of date 1" in capsys.readouterr().out


def test_small_batches_say_the_same(editions, monkeypatch):
    monkeypatch.setattr("search.search_indexes.public.Document.batch", 1)
    monkeypatch.setattr("search.domain.check.AT_ONCE", 1)
    Edition.objects.all().delete()
    assert len(compare(Alias.PUBLIC).surplus) == 6


@on_files
def test_an_engine_that_is_down_is_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "in the way").write_text("no folder")
    connection = {**settings.HAYSTACK_CONNECTIONS["staff"], "PATH": str(tmp_path / "in the way")}
    monkeypatch.setitem(settings.HAYSTACK_CONNECTIONS, "staff", connection)
    connections.reload("staff")
    with pytest.raises(CommandError, match="can't be"):
        call_command("search_check")
