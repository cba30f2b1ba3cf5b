"""The end of a file."""

from django.db import transaction

from evidence.submissions.enums import Release
from evidence.submissions.models import Attachment


def destroy(attachment: Attachment) -> None:
    """Destroy the file and its text for good; the row stays. Call it in a transaction: the file goes with the commit.

    If this process dies in between, the sweep finds a file without a row and deletes it.
    """
    stored, storage = attachment.file.name, attachment.file.storage
    attachment.file, attachment.text, attachment.release = "", "", Release.NOTHING
    attachment.save(update_fields=["file", "text", "release"])
    if stored:
        transaction.on_commit(lambda: storage.delete(stored), robust=True)
