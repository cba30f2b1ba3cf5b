"""The end of a file."""

from django.db import transaction

from evidence.submissions.enums import Release
from evidence.submissions.models import Attachment


def destroy(attachment: Attachment) -> None:
    """Destroy the file and its text for good; the row stays. Call it in a transaction: the file goes with the commit.

    If this process dies in between, the sweep finds a file without a row and deletes it.
    """
    attachment.text, attachment.release = "", Release.NOTHING
    attachment.save(update_fields=["text", "release"])
    destroy_file(attachment)


def destroy_file(attachment: Attachment) -> None:
    """Destroy the file alone; what was read from it stays. Else as `destroy`."""
    stored, storage = attachment.file.name, attachment.file.storage
    attachment.file, attachment.size = "", 0
    attachment.save(update_fields=["file", "size"])
    if stored:
        transaction.on_commit(lambda: storage.delete(stored), robust=True)
