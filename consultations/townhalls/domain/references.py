"""References in what is said: kept when it is written, so that they can be followed both ways."""

from consultations.townhalls.models import Contribution
from core.citations import write_down_row


def note_references(row: Contribution) -> None:
    """Keep what a contribution's words refer to, with its answer while that stands; of what is not published, nothing.

    Call it in the transaction that writes the words.
    """
    write_down_row(row)
