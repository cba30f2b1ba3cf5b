"""The end of a file."""

from django.db import transaction

from evidence.submissions.models import StoredFile


def destroy(file: StoredFile) -> None:
    """Destroy the file and its text for good; the row stays. Call it in a transaction: the file goes with the commit.

    If this process dies in between, the sweep finds a file without a row and deletes it.
    """
    file.save(update_fields=file.forget())
    destroy_file(file)


def destroy_file(file: StoredFile) -> None:
    """Destroy the file alone; what was read from it stays. Else as `destroy`."""
    stored, storage = file.file.name, file.file.storage
    file.file, file.size = "", 0
    file.save(update_fields=["file", "size"])
    if stored:
        transaction.on_commit(lambda: storage.delete(stored), robust=True)
