"""Files in and out of a submission: the verbs."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from core.audit import entries_about, first_broken_link
from core.errors import NotAllowed, Refused
from core.sweep import sweepers
from evidence.submissions.domain.attachments import attach, open_file, remove, restore
from evidence.submissions.drafts import draft_of, sent_differs
from evidence.submissions.enums import ScanState, SubmissionState
from evidence.submissions.files.inspection import inspect
from evidence.submissions.files.problems import BadFile, Problem
from evidence.submissions.files.queries import files_of_version, working_files
from evidence.submissions.files.tasks import delete_strays_in, destroy_removed
from evidence.submissions.lifecycle import every_file_is_scanned_and_read
from evidence.submissions.models import Attachment
from tests.evidence.submissions.making_files import upload
from tests.factories import AttachmentFactory, ContributorFactory, QuestionFactory, SubmissionFactory, UserFactory, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return SubmissionFactory().contributors.get()


def put(writer, content=b"Figures.", name="figures.txt", **kwargs):
    inspected = inspect(upload(name, content))
    return attach(submission=writer.submission, inspected=inspected, actor=writer, **kwargs)


def later(**kwargs):
    return time_machine.travel(timezone.now() + timedelta(**kwargs), tick=False)


def test_a_file_waits_in_quarantine_outside_the_web_root_under_a_random_name(writer, settings):
    attachment = put(writer).attachment
    attachment.refresh_from_db()
    assert (attachment.name, attachment.content_type, attachment.size) == ("figures.txt", "text/plain", 8)
    assert (attachment.scan, attachment.text, attachment.uploaded_by) == (ScanState.QUARANTINED, "", writer)
    folder, _, name = attachment.file.name.partition("/")
    assert (len(name), name[:2]) == (40, folder)
    path = storages["attachments"].path(attachment.file.name)
    assert path.startswith(str(settings.ATTACHMENTS_ROOT))
    assert not settings.ATTACHMENTS_ROOT.is_relative_to(settings.MEDIA_ROOT)
    assert not settings.ATTACHMENTS_ROOT.is_relative_to(settings.STATIC_ROOT)
    assert (storages["attachments"].base_url or "") in {"", settings.MEDIA_URL}
    entry = entries_about(attachment).get()
    assert (entry.action, entry.actor) == ("attachment.add", writer.audit_name)
    assert "figures" not in str(entry.details)


def test_after_the_commit_it_is_scanned_and_read(writer, committing):
    with committing():
        attachment = put(writer).attachment
    attachment.refresh_from_db()
    assert (attachment.scan, attachment.text) == (ScanState.CLEAN, "Figures.")
    assert first_broken_link() is None


def test_the_same_file_again_is_the_file_that_is_there(writer):
    first, second = put(writer), put(writer, name="copy of figures.txt")
    assert (first.is_new, second.is_new) == (True, False)
    assert second.attachment == first.attachment
    assert working_files(writer.submission).count() == 1


def test_the_same_file_for_another_question_is_kept_for_it_too(writer):
    question = QuestionFactory(section__call=writer.submission.call)
    assert put(writer).is_new
    assert put(writer, question=question).is_new
    assert put(writer, question=question).is_new is False


def test_the_same_file_can_come_again_after_it_was_removed(writer):
    remove(attachment=put(writer).attachment, actor=writer)
    assert put(writer).is_new


def test_no_more_than_ten(writer):
    for number in range(10):
        put(writer, content=f"{number}".encode())
    with pytest.raises(BadFile) as caught:
        put(writer, content=b"eleven")
    assert caught.value.problem is Problem.TOO_MANY
    assert str(caught.value) == "You can only attach up to 10 files"
    put(writer, content=b"3")  # one that is there already is no further one


def test_a_destroyed_file_leaves_its_place(writer):
    for number in range(10):
        put(writer, content=f"{number}".encode())
    Attachment.objects.filter(pk=working_files(writer.submission)[0].pk).update(scan="infected", file="")
    assert put(writer, content=b"eleven").is_new


def test_a_refused_file_leaves_nothing_on_the_disk(writer, monkeypatch):
    before = stored_files()
    monkeypatch.setattr("core.audit.record", _fail)
    with pytest.raises(RuntimeError):
        put(writer)
    assert stored_files() == before
    assert Attachment.objects.count() == 0


def _fail(*args, **kwargs):
    raise RuntimeError("the disk of the database is full")


def stored_files():
    return sorted(path for path in Path(storages["attachments"].base_location).rglob("*") if path.is_file())


def test_others_can_neither_add_nor_remove_nor_open(writer):
    attachment = put(writer).attachment
    Attachment.objects.update(scan="clean")
    attachment.refresh_from_db()
    for stranger in (
        ContributorFactory(),
        UserFactory(),
        ContributorFactory(submission=writer.submission, ended_at=timezone.now()),
    ):
        with pytest.raises(NotAllowed):
            attach(submission=writer.submission, inspected=inspect(upload("a.txt", b"x")), actor=stranger)
        with pytest.raises(NotAllowed):
            remove(attachment=attachment, actor=stranger)
        with pytest.raises(NotAllowed):
            restore(attachment=attachment, actor=stranger)
        with pytest.raises(NotAllowed):
            open_file(attachment=attachment, actor=stranger)


def test_a_published_submission_takes_no_file():
    submission = SubmissionFactory(state=SubmissionState.PUBLISHED)
    with pytest.raises(Refused):
        put(submission.contributors.get())


def test_adding_and_removing_end_a_sign_off(writer):
    for act in (lambda: put(writer), lambda: remove(attachment=working_files(writer.submission).get(), actor=writer)):
        type(writer.submission).objects.update(signed_off_by=writer, signed_off_at=timezone.now())
        act()
        writer.submission.refresh_from_db()
        assert (writer.submission.signed_off_by, writer.submission.signed_off_at) == (None, None)


def test_a_removed_file_can_be_put_back_for_an_hour_and_is_then_destroyed(writer, committing):
    attachment = put(writer).attachment
    remove(attachment=attachment, actor=writer)
    remove(attachment=attachment, actor=writer)
    assert working_files(writer.submission).count() == 0
    with later(minutes=59):
        assert destroy_removed() == 0
        restore(attachment=attachment, actor=writer)
    assert working_files(writer.submission).get() == attachment
    attachment.refresh_from_db()
    remove(attachment=attachment, actor=writer)
    stored = attachment.file.name
    with later(minutes=61), committing():
        assert destroy_removed() == 1
        assert destroy_removed() == 0
    attachment.refresh_from_db()
    assert attachment.file.name == ""
    assert not storages["attachments"].exists(stored)
    with pytest.raises(Refused):
        restore(attachment=attachment, actor=writer)
    actions = list(entries_about(attachment).values_list("action", flat=True))
    assert actions == ["attachment.add", "attachment.remove", "attachment.restore", "attachment.remove"]


def test_what_was_sent_keeps_its_files_whatever_an_amendment_does(writer, secretariat, committing):
    with committing():
        sent = put(writer).attachment
    version = send(writer.submission)
    with later(minutes=5), committing():
        remove(attachment=sent, actor=writer)
        put(writer, content=b"Newer figures.")
    with later(days=2):
        assert destroy_removed() == 0
    assert list(files_of_version(version)) == [sent]
    assert working_files(writer.submission).get().text == "Newer figures."
    sent.refresh_from_db()
    assert open_file(attachment=sent, actor=secretariat) == sent
    with later(minutes=6):
        second = send(writer.submission)
    assert [one.text for one in files_of_version(second)] == ["Newer figures."]
    sent.refresh_from_db()
    with pytest.raises(NotAllowed):
        open_file(attachment=sent, actor=secretariat)


def test_the_secretariat_opens_what_was_sent_and_it_is_logged(writer, secretariat, committing):
    with committing():
        attachment = put(writer).attachment
    with pytest.raises(NotAllowed):
        open_file(attachment=attachment, actor=secretariat)  # a draft is nobody's business
    send(writer.submission)
    attachment = Attachment.objects.get()
    open_file(attachment=attachment, actor=secretariat)
    open_file(attachment=attachment, actor=writer)
    opened = entries_about(attachment).filter(action="attachment.open")
    assert list(opened.values_list("actor", flat=True)) == [secretariat.audit_name]


def test_what_was_withdrawn_is_closed_to_the_secretariat(secretariat):
    attachment = AttachmentFactory(submission=SubmissionFactory())
    send(attachment.submission)
    type(attachment.submission).objects.update(state=SubmissionState.WITHDRAWN)
    attachment.submission.refresh_from_db()
    with pytest.raises(NotAllowed):
        open_file(attachment=attachment, actor=secretariat)


@pytest.mark.parametrize("scan", [ScanState.QUARANTINED, ScanState.UNREADABLE, ScanState.INFECTED])
def test_nobody_opens_what_is_not_known_to_be_clean(writer, secretariat, scan):
    attachment = AttachmentFactory(
        submission=writer.submission, scan=scan, file="" if scan == ScanState.INFECTED else ContentFile(b"x", "x")
    )
    send(writer.submission)
    for actor in (writer, secretariat):
        with pytest.raises(Refused):
            open_file(attachment=attachment, actor=actor)


def test_a_destroyed_file_is_no_answer_and_no_change(writer):
    attachment = put(writer).attachment
    send(writer.submission)
    assert [one.pk for one in draft_of(writer.submission).attachments] == [attachment.pk]
    Attachment.objects.update(scan="infected", file="")
    draft = draft_of(writer.submission)
    assert draft.attachments == []
    assert sent_differs(draft) is False


def test_a_file_of_an_unsent_amendment_holds_up_nobody(writer):
    put(writer)
    assert every_file_is_scanned_and_read(writer.submission) == "An attachment is still being checked for viruses."
    Attachment.objects.update(scan="clean")
    assert every_file_is_scanned_and_read(writer.submission) == "The text of an attachment is still being read."
    Attachment.objects.update(text_at=timezone.now())
    send(writer.submission)
    with later(minutes=1):
        put(writer, content=b"Newer figures.")
    assert every_file_is_scanned_and_read(writer.submission) is None


def test_strays_are_deleted_and_nothing_else(writer):
    storage = storages["attachments"]
    kept = put(writer).attachment.file.name
    folder = kept[:2]
    stray = storage.save(f"{folder}/{folder}{uuid4().hex}", ContentFile(b"stray"))
    assert delete_strays_in(storage, folder) == 0  # it may still be on its way to its row
    with later(days=2):
        assert delete_strays_in(storage, folder) == 0  # as after a backup was put back
    assert storage.exists(stray)
    with later(hours=2):
        assert delete_strays_in(storage, folder) >= 1  # tests that were undone leave strays of their own
    assert storage.listdir(folder)[1] == [kept.partition("/")[2]]


def test_the_sweeps_are_known_to_the_sweep_command():
    assert {"virus scan", "text of files", "removed files", "files without a row"} <= {name for name, _ in sweepers()}
