"""What the sweep does about notes."""

from core.sweep import sweeper
from peer_review.notes.domain.deletion import delete_due


@sweeper("notes whose day has come")
def delete_notes() -> int:
    return delete_due()
