"""Work on files that no page waits for, and the sweeps that find it again when a process died."""

from datetime import timedelta

from django.core.files.storage import FileSystemStorage, storages
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from core.sweep import sweeper
from evidence.submissions.files.checks import settle, settle_scan, settle_text
from evidence.submissions.files.destruction import destroy
from evidence.submissions.files.keepers import keeper_called, keepers
from evidence.submissions.files.queries import to_destroy, unread
from evidence.submissions.files.scanning import Verdict

# The task that came with the upload has had its turn by then.
PATIENCE = timedelta(minutes=1)
# How long a file may be on its way from the disk to its row.
ON_ITS_WAY = timedelta(hours=1)
# A stray is found within hours. An older file without a row tells of a database put back from a backup, or of the wrong
# database: it is left for people to look at.
STRAY_FOR = timedelta(days=1)
BATCH = 50
FOLDERS = 256


@task()
def check_file(label: str, pk: int) -> str:
    """Scan one file of the kind `label` (app.model), then read its text. Returns the state it ends in. Safe to run twice."""
    file = keeper_called(label).model._default_manager.filter(pk=pk).first()
    return settle(file) if file is not None else "gone"


@sweeper("virus scan")
def scan_again() -> int:
    """Scan what still waits; return how many got a verdict. Stops at the first sign that the scanner is away."""
    settled = 0
    for keeper in keepers():
        waiting = keeper.waiting().filter(uploaded_at__lt=timezone.now() - PATIENCE).order_by("uploaded_at")
        for file in waiting[:BATCH]:
            if settle_scan(file) is Verdict.NO_ANSWER:
                return settled
            settled += 1
    return settled


@sweeper("text of files")
def read_again() -> int:
    """Read what still waits; return how many."""
    read = 0
    for keeper in keepers():
        waiting = unread(keeper.model).filter(scanned_at__lt=timezone.now() - PATIENCE).order_by("scanned_at")
        for file in list(waiting[:BATCH]):
            settle_text(file)
            read += 1
    return read


@sweeper("removed files")
def destroy_removed() -> int:
    """Destroy files that were removed before they were ever sent; return how many."""
    with transaction.atomic():
        doomed = list(to_destroy().select_for_update().order_by("pk")[:BATCH])
        for attachment in doomed:
            destroy(attachment)
    return len(doomed)


@sweeper("files without a row")
def delete_strays() -> int:
    """Delete stored files that no row names; return how many.

    They come from a process that died between disk and database. One folder of the 256 a minute: each is seen about
    five times a day, and no sweep is long.
    """
    storage = storages["attachments"]
    if not isinstance(storage, FileSystemStorage):
        return 0  # elsewhere the store's own lifecycle rules do this
    folder = f"{int(timezone.now().timestamp() // 60) % FOLDERS:02x}"
    return delete_strays_in(storage, folder)


def delete_strays_in(storage: FileSystemStorage, folder: str) -> int:
    if not storage.exists(folder):
        return 0
    newest, oldest = timezone.now() - ON_ITS_WAY, timezone.now() - STRAY_FOR
    stored = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
    named = {
        name
        for keeper in keepers()
        for name in keeper.model._default_manager.filter(file__in=stored).values_list("file", flat=True)
    }
    strays = [name for name in stored if name not in named and oldest < storage.get_modified_time(name) < newest]
    for name in strays:
        storage.delete(name)
    return len(strays)
