"""What becomes of a file after it came in: the scanner's verdict, then its text."""

from typing import BinaryIO, cast

from django.db import transaction
from django.utils import timezone

from core import audit
from core.actors import SYSTEM
from core.changes import announce
from core.errors import Refused
from core.lifecycle import move
from core.outbox.domain import post
from evidence.submissions.domain.carry_over import carry_over_into_file
from evidence.submissions.enums import ReadingState, ScanState
from evidence.submissions.files.destruction import destroy
from evidence.submissions.files.kinds import BY_CONTENT_TYPE
from evidence.submissions.files.lifecycle import ATTACHMENT
from evidence.submissions.files.limits import SCAN_ATTEMPTS
from evidence.submissions.files.problems import Problem
from evidence.submissions.files.queries import quarantined, unread
from evidence.submissions.files.reading import Reading, text_of
from evidence.submissions.files.scanning import Scan, Verdict, scan
from evidence.submissions.models import Attachment


def settle_scan(attachment: Attachment) -> Verdict:
    """Have one quarantined file scanned and act on the verdict; return it. Safe to run twice at once.

    Clean: released. Infected: destroyed, and whoever uploaded it gets a mail. No judgement, five times: given up.
    No answer: it stays where it is, for the sweep.
    """
    with attachment.file.open("rb") as file:
        result = scan(cast("BinaryIO", file))
    try:
        with transaction.atomic():
            _act_on(result, attachment)
    except Refused:
        pass  # another process was quicker, and its verdict stands
    return result.verdict


def _act_on(result: Scan, attachment: Attachment) -> None:
    now = {"scanned_at": timezone.now()}
    if result.verdict is Verdict.CLEAN:
        move(ATTACHMENT, attachment, "release", actor=SYSTEM, reason=result.detail, changes=now)
    elif result.verdict is Verdict.INFECTED:
        stored = attachment.file.name
        condemned = move(
            ATTACHMENT, attachment, "condemn", actor=SYSTEM, reason=result.detail, changes={**now, "file": ""}
        )
        condemned.file.name = stored
        destroy(condemned)
        _tell_uploader(condemned)
    elif result.verdict is Verdict.NO_JUDGEMENT:
        row = quarantined().select_for_update().filter(pk=attachment.pk).first()
        if row is None:
            return
        row.scan_attempts += 1
        row.save(update_fields=["scan_attempts"])
        if row.scan_attempts >= SCAN_ATTEMPTS:
            move(ATTACHMENT, row, "give_up", actor=SYSTEM, reason=result.detail, changes=now)


def _tell_uploader(attachment: Attachment) -> None:
    uploader = attachment.uploaded_by
    if uploader is not None and uploader.email and uploader.ended_at is None:
        post(
            to=uploader.email,
            template="attachment_infected",
            context={"attachment": attachment, "submission": attachment.submission},
            kind="attachment.infected",
            about=attachment.submission,
        )


def settle_text(attachment: Attachment) -> ReadingState:
    """Read the text of one clean file and keep it; return how far that went. Tells those who keep copies."""
    kind = BY_CONTENT_TYPE[attachment.content_type]
    if kind.family == "image":
        reading = Reading()
    else:
        with attachment.file.open("rb") as file:
            reading = text_of(cast("BinaryIO", file), kind)
    state = _state_of(reading)
    with transaction.atomic():
        fresh = Attachment.objects.select_for_update().get(pk=attachment.pk)
        # A purge may have destroyed it while it was read.
        if fresh.scan != ScanState.CLEAN or fresh.text_at is not None or not fresh.file:
            return ReadingState(fresh.reading)
        fresh.reading, fresh.text_at = state, timezone.now()
        fresh.text = reading.text
        fresh.save(update_fields=["reading", "text_at", "text"])
        carry_over_into_file(attachment=fresh)
        announce(fresh)
        audit.record("attachment.read", actor=SYSTEM, subject=fresh, outcome=state)
    return state


def _state_of(reading: Reading) -> ReadingState:
    if reading.problem is Problem.SLOW:
        return ReadingState.TOO_HARD
    if reading.problem:
        return ReadingState.FAILED
    if reading.was_cut:
        return ReadingState.CUT
    return ReadingState.READ if reading.text.strip() else ReadingState.NO_TEXT


def settle(pk: int) -> str:
    """Do whatever one file waits for: the scan, then the text. Return where it stands."""
    waiting = quarantined().select_related("submission", "uploaded_by").filter(pk=pk).first()
    if waiting is not None:
        settle_scan(waiting)
    clean = unread().filter(pk=pk).first()
    if clean is not None:
        settle_text(clean)
    return str(Attachment.objects.filter(pk=pk).values_list("scan", flat=True).first() or "gone")
