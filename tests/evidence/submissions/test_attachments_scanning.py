"""In quarantine until the scanner has spoken. The client is the real one; the scanner speaks clamd's protocol."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit import entries_about
from core.outbox.message import Message
from evidence.submissions.enums import ReadingState, ScanState
from evidence.submissions.files.checks import settle
from evidence.submissions.files.limits import SCAN_ATTEMPTS
from evidence.submissions.files.scanning import Verdict, scan
from evidence.submissions.files.tasks import scan_again
from evidence.submissions.models import Attachment
from tests.evidence.submissions.making_files import eicar
from tests.factories import AttachmentFactory, ContributorFactory, SubmissionFactory
from tests.support.clamd import running_clamd

pytestmark = pytest.mark.django_db


@pytest.fixture
def clamd(settings):
    settings.UPLOADS_WITHOUT_A_VIRUS_SCANNER = False
    with running_clamd() as clamd:
        settings.CLAMD_ADDRESS = clamd.address
        yield clamd


@pytest.fixture
def no_clamd(settings):
    """An address where nobody listens any more."""
    settings.UPLOADS_WITHOUT_A_VIRUS_SCANNER = False
    with running_clamd() as clamd:
        address = clamd.address
    settings.CLAMD_ADDRESS = address


def waiting(content=b"Figures.", **fields):
    return AttachmentFactory(scan=ScanState.QUARANTINED, scanned_at=None, content=content, **fields)


def stored(attachment):
    return storages["attachments"].exists(attachment.file.name)


def actions(attachment):
    return list(entries_about(attachment).values_list("action", flat=True))


def test_a_clean_file_is_released_and_read(clamd):
    attachment = waiting()
    assert settle(attachment) == "clean"
    attachment.refresh_from_db()
    assert clamd.received == [b"Figures."]
    assert (attachment.scan, attachment.reading, attachment.text) == (ScanState.CLEAN, ReadingState.READ, "Figures.")
    assert attachment.scanned_at is not None
    assert actions(attachment) == ["attachment.release", "attachment.read"]


def test_an_infected_file_is_destroyed_and_its_uploader_told(clamd, django_capture_on_commit_callbacks):
    uploader = ContributorFactory(email="ada@example.org")
    attachment = waiting(eicar(), submission=uploader.submission, uploaded_by=uploader, name="figures.txt")
    before = attachment.file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert settle(attachment) == "infected"
    attachment.refresh_from_db()
    assert (attachment.scan, attachment.file.name, attachment.text) == (ScanState.INFECTED, "", "")
    assert not storages["attachments"].exists(before)
    entry = entries_about(attachment).get()
    assert (entry.action, entry.details["reason"]) == ("attachment.condemn", "Eicar-Test-Signature")
    message = Message.objects.get()
    assert (message.to, message.subject) == ("ada@example.org", "A file that you uploaded contains a virus")


def test_a_colleague_who_left_is_not_written_to(clamd):
    uploader = ContributorFactory(ended_at=timezone.now())
    attachment = waiting(eicar(), submission=uploader.submission, uploaded_by=uploader)
    assert settle(attachment) == "infected"
    assert Message.objects.count() == 0


def test_when_the_scanner_is_away_the_file_stays_and_the_sweep_comes_back(no_clamd, settings):
    attachment = waiting()
    assert settle(attachment) == "quarantined"
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        assert scan_again() == 0
        attachment.refresh_from_db()
        assert (attachment.scan, attachment.text, attachment.scan_attempts) == (ScanState.QUARANTINED, "", 0)
        with running_clamd() as clamd:
            settings.CLAMD_ADDRESS = clamd.address
            assert scan_again() == 1
    attachment.refresh_from_db()
    assert attachment.scan == ScanState.CLEAN


def test_the_sweep_leaves_a_fresh_upload_to_its_own_task(clamd):
    waiting()
    assert scan_again() == 0


def test_a_sweep_stops_at_the_first_sign_that_the_scanner_is_away(no_clamd, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "evidence.submissions.files.tasks.settle_scan", lambda one: asked.append(one.pk) or Verdict.NO_ANSWER
    )
    for _ in range(3):
        waiting(uploaded_at=timezone.now() - timedelta(hours=1))
    assert scan_again() == 0
    assert len(asked) == 1


def test_a_scanner_that_hangs_up_has_not_said_clean(clamd):
    clamd.answer = lambda body: ""
    assert scan(ContentFile(b"x")).verdict is Verdict.NO_ANSWER


@pytest.mark.parametrize(
    "line", ["stream: lstat() failed: No such file or directory. ERROR", "nonsense", "stream: MAYBE"]
)
def test_anything_but_ok_is_not_clean(clamd, line):
    clamd.answer = lambda body: line
    assert scan(ContentFile(b"x")).verdict is Verdict.NO_JUDGEMENT


def test_a_virus_named_ok_is_a_virus(clamd):
    clamd.answer = lambda body: "stream: Trojan.OK FOUND"
    assert scan(ContentFile(b"x")).verdict is Verdict.INFECTED


def test_a_file_that_the_scanner_can_never_judge_is_given_up(clamd):
    clamd.most = 3
    attachment = waiting(uploaded_at=timezone.now() - timedelta(hours=1))
    for attempt in range(1, SCAN_ATTEMPTS):
        assert scan_again() == 1
        attachment.refresh_from_db()
        assert (attachment.scan, attachment.scan_attempts) == (ScanState.QUARANTINED, attempt)
    scan_again()
    attachment.refresh_from_db()
    assert attachment.scan == ScanState.UNREADABLE
    assert scan_again() == 0


def test_without_a_scanner_nothing_is_clean_unless_the_settings_say_so(settings):
    settings.CLAMD_ADDRESS = ""
    settings.UPLOADS_WITHOUT_A_VIRUS_SCANNER = False
    attachment = waiting()
    assert settle(attachment) == "quarantined"
    settings.UPLOADS_WITHOUT_A_VIRUS_SCANNER = True
    assert settle(attachment) == "clean"
    assert entries_about(attachment).first().details["reason"] == "no scanner"


def test_a_verdict_is_final(clamd):
    attachment = waiting()
    settle(attachment)
    clamd.answer = lambda body: "stream: Late.Signature FOUND"
    assert settle(attachment) == "clean"


def test_two_scans_at_once_make_one_verdict(clamd):
    from evidence.submissions.files.checks import settle_scan

    attachment = waiting()
    same = Attachment.objects.get(pk=attachment.pk)
    assert settle_scan(attachment) is Verdict.CLEAN
    assert settle_scan(same) is Verdict.CLEAN
    assert actions(attachment) == ["attachment.release"]


@pytest.mark.parametrize("change", [{"scan": "infected"}, {"text": "words", "scan": "quarantined"}])
def test_the_database_holds_the_quarantine(change):
    attachment = AttachmentFactory(submission=SubmissionFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=attachment.pk).update(**change)
