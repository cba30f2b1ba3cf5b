"""References in what is said: kept when it is written, so that they can be followed both ways."""

from consultations.townhalls.enums import IN_PUBLIC, ContributionState
from consultations.townhalls.models import Contribution
from core.citations import write_down


def note_references(row: Contribution) -> None:
    """Keep what a contribution's words refer to, with its answer while that stands; of what is not published, nothing.

    Call it in the transaction that writes the words.
    """
    answer = row.answer if row.state == ContributionState.ANSWERED_IN_WRITING else ""
    write_down(row, *((row.text, answer) if row.state in IN_PUBLIC else ()))
