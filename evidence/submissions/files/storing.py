"""Putting a file that was found fit beside its row, in quarantine."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.core.files.base import File
from django.db.models.fields.files import FieldFile

from core.background import after_commit
from evidence.submissions.files.inspection import Inspected
from evidence.submissions.files.tasks import check_file
from evidence.submissions.models import StoredFile

Row = TypeVar("Row", bound=StoredFile)
Stored = list[FieldFile]


@contextmanager
def deleting_after_failure() -> Iterator[Stored]:
    """Delete the files put on the list when what follows fails: a folder of files has no rollback."""
    stored: Stored = []
    try:
        yield stored
    except BaseException:
        for file in stored:
            file.storage.delete(file.name or "")
        raise


def store(row: Row, inspected: Inspected, stored: Stored) -> Row:
    """Save a new row with its file, and send it to the scanner after the commit. `stored` is of `deleting_after_failure`."""
    row.name, row.content_type = inspected.name, inspected.kind.content_type
    row.size, row.sha256, row.pages = inspected.size, inspected.sha256, inspected.pages
    inspected.upload.seek(0)
    row.file.save(inspected.name, File(inspected.upload), save=False)
    stored.append(row.file)
    row.save()
    have_checked(row)
    return row


def have_checked(row: StoredFile) -> None:
    """Send a file that stands there to the scanner after the commit."""
    after_commit(check_file, row._meta.label_lower, row.pk)
