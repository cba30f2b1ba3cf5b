"""What becomes of a file after it came in: the scanner's verdict, then its text."""

from typing import BinaryIO, cast

from django.db import transaction
from django.utils import timezone

from core import audit
from core.actors import SYSTEM
from core.changes import announce
from core.errors import Refused
from core.lifecycle import move
from evidence.submissions.enums import ReadingState, ScanState
from evidence.submissions.files.destruction import destroy
from evidence.submissions.files.keepers import keeper_of
from evidence.submissions.files.kinds import BY_CONTENT_TYPE
from evidence.submissions.files.limits import SCAN_ATTEMPTS
from evidence.submissions.files.problems import Problem
from evidence.submissions.files.queries import unread
from evidence.submissions.files.reading import Reading, text_of
from evidence.submissions.files.scanning import Scan, Verdict, scan
from evidence.submissions.models import StoredFile


def settle_scan(stored: StoredFile) -> Verdict:
    """Have one quarantined file scanned and act on the verdict; return it. Safe to run twice at once.

    Clean: released. Infected: destroyed, and whoever uploaded it gets a mail. No judgement, five times: given up.
    No answer: it stays where it is, for the sweep.
    """
    with stored.file.open("rb") as file:
        result = scan(cast("BinaryIO", file))
    try:
        with transaction.atomic():
            _act_on(result, stored)
    except Refused:
        pass  # another process was quicker, and its verdict stands
    return result.verdict


def _act_on(result: Scan, file: StoredFile) -> None:
    keeper, now = keeper_of(file), {"scanned_at": timezone.now()}
    if result.verdict is Verdict.CLEAN:
        move(keeper.table, file, "release", actor=SYSTEM, reason=result.detail, changes=now)
    elif result.verdict is Verdict.INFECTED:
        stored = file.file.name
        condemned = move(keeper.table, file, "condemn", actor=SYSTEM, reason=result.detail, changes={**now, "file": ""})
        condemned.file.name = stored
        destroy(condemned)
        keeper.tell(condemned)
    elif result.verdict is Verdict.NO_JUDGEMENT:
        # Without what comes beside it: the row alone is locked.
        row = keeper.waiting().select_related(None).select_for_update().filter(pk=file.pk).first()
        if row is None:
            return
        row.scan_attempts += 1
        row.save(update_fields=["scan_attempts"])
        if row.scan_attempts >= SCAN_ATTEMPTS:
            move(keeper.table, row, "give_up", actor=SYSTEM, reason=result.detail, changes=now)


def settle_text(stored: StoredFile) -> ReadingState:
    """Read the text of one clean file and keep it; return how far that went. Tells those who keep copies."""
    keeper, kind = keeper_of(stored), BY_CONTENT_TYPE[stored.content_type]
    if kind.family == "image":
        reading = Reading()
    else:
        with stored.file.open("rb") as file:
            reading = text_of(cast("BinaryIO", file), kind)
    state = _state_of(reading)
    with transaction.atomic():
        fresh = keeper.model._default_manager.select_for_update().get(pk=stored.pk)
        # It may have been destroyed while it was read.
        if fresh.scan != ScanState.CLEAN or fresh.text_at is not None or not fresh.file:
            return ReadingState(fresh.reading)
        fresh.reading, fresh.text_at = state, timezone.now()
        fresh.text = reading.text
        fresh.save(update_fields=["reading", "text_at", "text"])
        if keeper.was_read:
            keeper.was_read(fresh)
        announce(fresh)
        audit.record(f"{keeper.table.noun}.read", actor=SYSTEM, subject=fresh, outcome=state)
    return state


def _state_of(reading: Reading) -> ReadingState:
    if reading.problem is Problem.SLOW:
        return ReadingState.TOO_HARD
    if reading.problem:
        return ReadingState.FAILED
    if reading.was_cut:
        return ReadingState.CUT
    return ReadingState.READ if reading.text.strip() else ReadingState.NO_TEXT


def settle(file: StoredFile) -> str:
    """Do whatever one file waits for: the scan, then the text. Return where it stands."""
    keeper = keeper_of(file)
    waiting = keeper.waiting().filter(pk=file.pk).first()
    if waiting is not None:
        settle_scan(waiting)
    clean = unread(keeper.model).filter(pk=file.pk).first()
    if clean is not None:
        settle_text(clean)
    rows = keeper.model._default_manager.filter(pk=file.pk)
    return str(rows.values_list("scan", flat=True).first() or "gone")
