"""What the room does about its files, which the one machinery of files scans, reads, sweeps and hands out."""

from django.db.models import QuerySet

from evidence.submissions.enums import ScanState
from evidence.submissions.files.keepers import Keeper, keep
from peer_review.room.domain.letters import tell_of_virus
from peer_review.room.enums import ItemState
from peer_review.room.lifecycle import ITEM_FILE
from peer_review.room.models import ItemFile


def register() -> None:
    """Run once when Django starts."""
    keep(Keeper(ItemFile, ITEM_FILE, waiting=_waiting, tell=tell_of_virus))


def _waiting() -> QuerySet[ItemFile]:
    rows = ItemFile.objects.filter(scan=ScanState.QUARANTINED).exclude(file="")
    return rows.exclude(item__state=ItemState.WITHDRAWN).select_related("item__review", "uploaded_by")
